import { useState } from 'preact/hooks';
import type { DomainPage, ZoneRecordPreview, ZoneRecordWish } from '../../../core/engine/domains/face.ts';
import type { ChangeEntry } from '../../../core/model/host.ts';
import { hostProblemSentence } from '../../../core/words/host-problem.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { getEngine } from '../../state/engine.ts';
import { language, textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { failedSentence } from './failed-sentence.ts';
import { HostCalls } from './host-calls.tsx';
import { policyTexts } from './policy-texts.ts';
import { zoneTexts } from './zone-texts.ts';

/** Publishing a record in the domain's own zone, where one of the user's hosts serves it; else why it cannot be. */
export function ZonePublish({ page, wish }: { page: DomainPage; wish: ZoneRecordWish }) {
  const t = textsOf(zoneTexts);
  const { domain } = page.row;
  const [open, setOpen] = useState(false);
  const automatic = page.hosts.filter((host) => host.kind !== 'manual');
  const locks = automatic.map((host) => host.locked).join();
  const query = useQuery(`${domain} ${JSON.stringify(wish)} ${locks}`, (engine) =>
    engine.domains.previewZoneRecord(domain, wish),
  );
  const preview = query.data;
  if (!preview) return <span class="small muted">{query.error ? '' : t.looking}</span>;
  if (preview.problem) {
    return (
      <span class="small muted" data-zone-problem={preview.problem.code}>
        {hostProblemSentence(preview.problem, language.value)}
      </span>
    );
  }
  return (
    <div class="row">
      <Button kind="primary" onClick={() => setOpen(true)}>
        {t.publishAt(preview.hostName)}
      </Button>
      {open && <PublishDialog domain={domain} wish={wish} preview={preview} onClose={() => setOpen(false)} />}
    </div>
  );
}

function PublishDialog(props: {
  domain: string;
  wish: ZoneRecordWish;
  preview: ZoneRecordPreview;
  onClose: () => void;
}) {
  const { domain, wish, preview, onClose } = props;
  const t = textsOf(zoneTexts);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ChangeEntry | null>(null);
  const publish = async () => {
    setBusy(true);
    setFailed(null);
    const entry = await getEngine().domains.publishZoneRecord(domain, wish);
    setBusy(false);
    if (entry.result === 'done') {
      toast(textsOf(policyTexts).policy.done);
      onClose();
    } else setFailed(entry);
  };
  return (
    <Dialog
      title={t.title(preview.target.type, preview.target.name)}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{textsOf(commonTexts).cancel}</Button>
          <Button
            kind="primary"
            disabled={busy || preview.calls?.length === 0}
            onClick={() => void publish()}
          >
            {busy ? textsOf(policyTexts).policy.publishing : textsOf(policyTexts).policy.publish}
          </Button>
        </>
      }
    >
      <p>{t.lead(preview.zone, preview.hostName)}</p>
      <dl class="facts">
        <dt>{textsOf(policyTexts).policy.before}</dt>
        <dd>
          <code>{preview.before.join('\n') || textsOf(policyTexts).policy.nothing}</code>
        </dd>
        <dt>{textsOf(policyTexts).policy.after}</dt>
        <dd>
          <code data-after>{preview.after}</code>
        </dd>
      </dl>
      {preview.target.kind === 'spf' && <p class="small muted">{t.others}</p>}
      {preview.calls && <HostCalls calls={preview.calls} />}
      {failed && (
        <div class="banner" data-tone="bad" role="alert">
          <p>
            <strong>{failedSentence(failed)}</strong>{' '}
            {failed.problem && hostProblemSentence(failed.problem, language.value)}
          </p>
        </div>
      )}
    </Dialog>
  );
}
