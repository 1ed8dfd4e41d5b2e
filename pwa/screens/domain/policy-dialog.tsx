import { useState } from 'preact/hooks';
import type { DmarcRecord } from '../../../core/model/dmarc.ts';
import type { RecordChange } from '../../../core/model/domain-configuration.ts';
import type { ChangeEntry } from '../../../core/model/host.ts';
import type { Alignment, Policy } from '../../../core/model/report.ts';
import { hostProblemSentence } from '../../../core/words/host-problem.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Segments } from '../../components/segments.tsx';
import { Switch } from '../../components/switch.tsx';
import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { changeTexts } from './change-texts.ts';
import { failedSentence } from './failed-sentence.ts';
import { policyTexts } from './policy-texts.ts';
import { ReadinessPanel } from './readiness-panel.tsx';
import { RecordPreviewView } from './record-preview.tsx';

const POLICIES: readonly Policy[] = ['none', 'quarantine', 'reject'];

/** Switching the policy: what it would have hit, the record before and after, the exact calls; then publish. */
export function PolicyDialog(props: { domain: string; record: DmarcRecord | null; onClose: () => void }) {
  const { domain, record, onClose } = props;
  const t = textsOf(policyTexts).policy;
  const [p, setP] = useState<Policy>(record?.p ?? 'none');
  const [sp, setSp] = useState<Policy | null>(record?.sp ?? null);
  const [np, setNp] = useState<Policy | null>(record?.np ?? null);
  const [adkim, setAdkim] = useState<Alignment>(record?.adkim ?? 'r');
  const [aspf, setAspf] = useState<Alignment>(record?.aspf ?? 'r');
  const [testing, setTesting] = useState(record?.testing ?? false);
  const [rua, setRua] = useState((record?.rua ?? []).join(', '));
  const [failed, setFailed] = useState<ChangeEntry | null>(null);
  const [busy, setBusy] = useState(false);
  const change: RecordChange = {
    p,
    sp,
    np,
    adkim: adkim === 'r' ? null : 's',
    aspf: aspf === 'r' ? null : 's',
    testing: testing ? true : null,
    pct: null,
    rua: rua
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean)
      .map((each) => (each.includes(':') ? each : `mailto:${each}`)),
  };
  const preview = useQuery(JSON.stringify(change), (engine) => engine.domains.previewRecord(domain, change));
  const shown = preview.data;
  const nothing = shown?.before === shown?.after;

  const publish = async () => {
    if (!shown) return;
    setBusy(true);
    setFailed(null);
    const entry = await getEngine().domains.publishRecord(domain, shown.after);
    setBusy(false);
    if (entry.result === 'done' || entry.result === 'by-hand') {
      toast(entry.result === 'done' ? t.done : textsOf(changeTexts).wanted.byHand);
      onClose();
    } else setFailed(entry);
  };

  return (
    <Dialog
      title={t.title(domain)}
      size="wide"
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{textsOf(commonTexts).cancel}</Button>
          <Button
            kind="primary"
            disabled={busy || nothing || !shown || shown.problem !== null}
            onClick={() => void publish()}
          >
            {busy
              ? t.publishing
              : shown && !shown.automatic && shown.problem === null
                ? t.byHandDone
                : t.publish}
          </Button>
        </>
      }
    >
      <p class="muted">{t.lead}</p>
      <div class="stack tight" role="radiogroup" aria-label={t.p}>
        {POLICIES.map((each) => (
          <label key={each} class="choice">
            <input type="radio" name="policy" checked={p === each} onChange={() => setP(each)} />
            <span>{t.options[each]}</span>
          </label>
        ))}
      </div>
      <div class="columns">
        <PolicySelect label={t.sp} value={sp} onChange={setSp} />
        <PolicySelect label={t.np} value={np} onChange={setNp} />
        <AlignmentChoice label={t.adkim} value={adkim} onChange={setAdkim} />
        <AlignmentChoice label={t.aspf} value={aspf} onChange={setAspf} />
      </div>
      <label class="field">
        <span class="muted small">{t.rua}</span>
        <input type="text" value={rua} onChange={(event) => setRua(event.currentTarget.value)} />
      </label>
      <Switch label={t.testing} hint={t.testingHint} checked={testing} onChange={setTesting} />
      {record && record.pct < 100 && <p>{t.pct(number(record.pct))}</p>}
      <ReadinessPanel domain={domain} wish={{ p, sp, np, adkim, aspf, testing }} />
      {shown && <RecordPreviewView preview={shown} />}
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

function PolicySelect(props: {
  label: string;
  value: Policy | null;
  onChange: (value: Policy | null) => void;
}) {
  const t = textsOf(policyTexts).policy;
  return (
    <label class="field">
      <span class="muted small">{props.label}</span>
      <select
        value={props.value ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          props.onChange(POLICIES.find((each) => each === value) ?? null);
        }}
      >
        <option value="">{t.same}</option>
        {POLICIES.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  );
}

function AlignmentChoice(props: { label: string; value: Alignment; onChange: (value: Alignment) => void }) {
  const t = textsOf(policyTexts).policy;
  return (
    <div class="field">
      <span class="muted small">
        {t.alignment}: {props.label}
      </span>
      <Segments
        label={`${t.alignment}: ${props.label}`}
        options={[
          { id: 'r', label: t.relaxed },
          { id: 's', label: t.strict },
        ]}
        current={props.value}
        onChange={props.onChange}
      />
    </div>
  );
}
