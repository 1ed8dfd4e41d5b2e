import type { RecordPreview } from '../../../core/engine/domains/face.ts';
import { hostProblemSentence } from '../../../core/words/host-problem.ts';
import { language, textsOf } from '../../state/language.ts';
import { HostCalls } from './host-calls.tsx';
import { policyTexts } from './policy-texts.ts';

/** A record before and after, what it then means, and the exact calls it takes. */
export function RecordPreviewView({ preview }: { preview: RecordPreview }) {
  const t = textsOf(policyTexts).policy;
  const same = preview.before === preview.after;
  return (
    <div class="stack">
      <dl class="facts">
        <dt>{t.before}</dt>
        <dd>
          <code>{preview.before ?? t.nothing}</code>
        </dd>
        <dt>{t.after}</dt>
        <dd>
          <code data-after>{preview.after}</code>
          {same && <span class="muted"> {t.same2}</span>}
        </dd>
      </dl>
      {preview.problem && (
        <div class="banner" data-tone="bad" role="alert">
          <p>{hostProblemSentence(preview.problem, language.value)}</p>
        </div>
      )}
      {preview.calls && !same && preview.automatic && <HostCalls calls={preview.calls} />}
      {!preview.automatic && !same && preview.zoneText && (
        <div class="field">
          <span class="muted small">{t.byHand}</span>
          <pre class="preview">{preview.zoneText}</pre>
        </div>
      )}
    </div>
  );
}
