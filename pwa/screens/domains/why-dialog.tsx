import type { DomainRow } from '../../../core/engine/domains/face.ts';
import type { Pointing } from '../../../core/model/dmarc.ts';
import { domainReasonSentence } from '../../../core/words/domain-reason.ts';
import { noAnswerSentence } from '../../../core/words/no-answer.ts';
import { problemSentence } from '../../../core/words/problem.ts';
import { sendingReason } from '../../../core/words/sending-reason.ts';
import { pointingWord, sendingWord } from '../../../core/words/status.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Segments } from '../../components/segments.tsx';
import { DomainStatusMark } from '../../components/status-mark.tsx';
import { getEngine } from '../../state/engine.ts';
import { moment } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { go, href } from '../../state/router.ts';
import { toast } from '../../state/toasts.ts';
import { domainsTexts } from './texts.ts';

/** What stands in place of a record. */
function recordWord({ kind, texts }: Pointing): 'noRecord' | 'several' | 'unknown' {
  if (texts.length > 1) return 'several';
  return kind === 'unknown' || kind === 'broken' ? 'unknown' : 'noRecord';
}

/** Says why a domain has its status: what DNS said, when, and which rule follows from it. */
export function WhyDialog({ row, onClose }: { row: DomainRow; onClose: () => void }) {
  const t = textsOf(domainsTexts);
  const { pointing } = row;
  const policy = (word: string | null) =>
    word === null ? t.why.noPolicy : word === 'unknown' ? t.why.unknown : word;
  return (
    <Dialog
      title={t.why.title(row.domain)}
      onClose={onClose}
      foot={
        <>
          <Button
            kind="danger"
            onClick={async () => {
              await getEngine().domains.remove([row.domain]);
              onClose();
              toast(t.removed(row.domain), {
                label: textsOf(commonTexts).undo,
                run: async () => {
                  await getEngine().domains.confirm([row.domain]);
                },
              });
            }}
          >
            {t.remove}
          </Button>
          <Button kind="primary" onClick={() => go(href('reports', { domain: row.domain }))}>
            {t.why.reports}
          </Button>
        </>
      }
    >
      <dl class="facts">
        <dt>{t.why.status}</dt>
        <dd>
          <DomainStatusMark row={row} />
        </dd>
        <dt>{t.why.reason}</dt>
        <dd>{domainReasonSentence(row.statusReason, row, language.value)}</dd>
        <dt>{t.why.pointing}</dt>
        <dd>{pointingWord(pointing, language.value)}</dd>
        {pointing.targets.length > 0 && (
          <>
            <dt>{t.why.targets}</dt>
            <dd class="mono">{pointing.targets.join(', ')}</dd>
          </>
        )}
        <dt>{t.why.record}</dt>
        <dd>{pointing.record ? <code>{pointing.record.text}</code> : t.why[recordWord(pointing)]}</dd>
        {pointing.texts.length > 1 && (
          <dd>
            {pointing.texts.map((text) => (
              <pre key={text}>{text}</pre>
            ))}
          </dd>
        )}
        {row.inForce && (
          <>
            <dt>{t.why.force}</dt>
            <dd>
              {policy(row.inForce.current)} ({t.why.current}), {policy(row.inForce.old)} ({t.why.old})
            </dd>
          </>
        )}
        <dt>{t.why.sending}</dt>
        <dd>{sendingWord(row.sending, language.value)}</dd>
        <dd class="muted">{sendingReason(row, language.value)}</dd>
        {pointing.seen !== null && (
          <>
            <dt>{t.why.seen}</dt>
            <dd>
              {moment(pointing.seen)}
              {pointing.stale && !pointing.noAnswer && ` (${t.why.stale})`}
            </dd>
          </>
        )}
        {pointing.noAnswer && (
          <dd class="muted">{noAnswerSentence(pointing.noAnswer, pointing.seen !== null, language.value)}</dd>
        )}
        {row.problems.length > 0 && (
          <>
            <dt>{t.why.problems}</dt>
            <dd>
              {row.problems.map((problem) => (
                <p key={problem.code + problem.detail}>{problemSentence(problem, language.value)}</p>
              ))}
            </dd>
          </>
        )}
      </dl>
      <div class="row">
        <span class="muted">{t.declare}</span>
        <Segments
          label={t.declare}
          options={[
            { id: 'auto', label: t.declareAuto },
            { id: 'sends', label: t.declareSends },
            { id: 'non-sending', label: t.declareNot },
          ]}
          current={row.declared ?? 'auto'}
          onChange={async (id) => {
            await getEngine().domains.declareSending(row.domain, id === 'auto' ? null : id);
          }}
        />
      </div>
    </Dialog>
  );
}
