import type { RecordPreview } from '../../../core/model/configuration.ts';
import { hostProblemSentence } from '../../../core/views/sentences/host-problem.ts';
import { language, say } from '../../state/language.ts';
import { policyTexts } from './policy-texts.ts';

/** A record before and after, what it then means, and the exact calls it takes. */
export function RecordPreviewView({ preview }: { preview: RecordPreview }) {
  const t = say(policyTexts).policy;
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
      {preview.calls && !same && preview.automatic && (
        <details>
          <summary>{t.calls(preview.calls.length)}</summary>
          {preview.calls.map((call) => (
            <pre key={call.method + call.url + call.body} class="preview">
              {call.method} {call.url}
              {'\n'}
              {call.body}
            </pre>
          ))}
        </details>
      )}
      {!preview.automatic && !same && preview.zoneText && (
        <div class="field">
          <span class="muted small">{t.byHand}</span>
          <pre class="preview">{preview.zoneText}</pre>
        </div>
      )}
    </div>
  );
}
