import { useState } from 'preact/hooks';
import type { ChangeEntry } from '../../../core/model/host.ts';
import { hostProblemSentence } from '../../../core/words/host-problem.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { Failure } from '../../components/failure.tsx';
import { getEngine } from '../../state/engine.ts';
import { moment } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { changeTexts } from './change-texts.ts';

/** Every change made at a policy host: before, after, calls, result; and the way back. */
export function ChangeList({ domain }: { domain: string | null }) {
  const t = textsOf(changeTexts).changes;
  const query = useQuery(domain ?? '*', (engine) => engine.domains.listChanges(domain), ['hosts', 'domains']);
  if (query.error) return <Failure error={query.error} />;
  if (!query.data) return <Busy />;
  if (query.data.length === 0) return <p class="muted">{t.none}</p>;
  return (
    <ul class="plain-list changes">
      {query.data.map((entry) => (
        <Change key={entry.id} entry={entry} withDomain={domain === null} />
      ))}
    </ul>
  );
}

function Change({ entry, withDomain }: { entry: ChangeEntry; withDomain: boolean }) {
  const t = textsOf(changeTexts).changes;
  const [busy, setBusy] = useState(false);
  const good = entry.result === 'done' || entry.result === 'by-hand';
  const before = entry.before?.texts.join('\n') ?? '';
  const after = entry.after?.texts.join('\n') ?? '';
  // Without its DMARC record a domain is never left; another record may well be taken out again.
  const mayRevert =
    good &&
    before !== after &&
    (entry.record === undefined ? entry.before !== null : entry.result === 'done');
  return (
    <li class="stack tight" data-change={entry.action} data-result={entry.result}>
      <span class="row">
        <strong>{t.action[entry.action] ?? entry.action}</strong>
        {withDomain && <span class="break">{entry.domain}</span>}
        {entry.record && (
          <code>
            {entry.record.name} {entry.record.type}
          </code>
        )}
        <span class="muted">{moment(entry.time)}</span>
        <span class="pill" data-tone={good ? 'good' : 'bad'}>
          {t.results[entry.result]}
        </span>
        <span class="spring" />
        {mayRevert && (
          <Button
            disabled={busy}
            label={t.revertOf(entry.domain, moment(entry.time))}
            onClick={async () => {
              setBusy(true);
              const done = await getEngine().domains.revertChange(entry.id);
              setBusy(false);
              toast(done?.problem ? hostProblemSentence(done.problem, language.value) : t.reverted);
            }}
          >
            {t.revert}
          </Button>
        )}
      </span>
      {entry.problem && <span>{hostProblemSentence(entry.problem, language.value)}</span>}
      {before !== after && (
        <span class="diff">
          <code>{before || t.empty}</code>
          <span aria-hidden="true">→</span>
          <code>{after || t.empty}</code>
        </span>
      )}
      {entry.calls.length > 0 && (
        <details>
          <summary class="small muted">{t.calls}</summary>
          {entry.calls.map((call) => (
            <pre key={call.method + call.url + call.body} class="preview">
              {call.method} {call.url}
              {'\n'}
              {call.body}
            </pre>
          ))}
        </details>
      )}
    </li>
  );
}
