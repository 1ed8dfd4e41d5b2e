import type { SpfHistoryEntry } from '../../../core/engine/spf/face.ts';
import type { NamedRange } from '../../../core/model/spf-tree.ts';
import { dnsResultWord } from '../../../core/words/dns-result.ts';
import { Busy } from '../../components/busy.tsx';
import { Failure } from '../../components/failure.tsx';
import { moment, number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { useQuery } from '../../state/use-query.ts';
import { PastVerdict } from './past-verdict.tsx';
import { spfTexts } from './texts.ts';

/** Ranges named at first in one list. */
const NAMED = 12;

/** Every kept state of a record with what it changed, and the verdict for an address on a day. */
export function HistoryTab({ domain }: { domain: string }) {
  const t = textsOf(spfTexts).history;
  const query = useQuery(domain, (engine) => engine.spf.history(domain), ['senders', 'domains']);
  if (query.error) return <Failure error={query.error} />;
  if (!query.data) return <Busy />;
  if (query.data.length === 0) return <p class="muted">{t.none}</p>;
  return (
    <>
      <PastVerdict domain={domain} />
      <p class="muted">{t.lead}</p>
      <ol class="spf-history">
        {query.data.map((entry, at) => (
          <Entry key={entry.at} entry={entry} newest={at === 0} />
        ))}
      </ol>
    </>
  );
}

function Entry({ entry, newest }: { entry: SpfHistoryEntry; newest: boolean }) {
  const t = textsOf(spfTexts).history;
  const { difference } = entry;
  return (
    <li class="card stack tight" data-snapshot={newest ? 'newest' : 'older'}>
      <div class="row">
        <strong>{moment(entry.at)}</strong>
        {newest && (
          <span class="pill" data-tone="accent">
            {t.current}
          </span>
        )}
        <span class="spring" />
        <span class="muted small">{t.seen(moment(entry.at), moment(entry.until))}</span>
      </div>
      <p class="muted small">
        {t.figures(number(entry.lookups), number(entry.ranges), number(entry.addresses4))}
      </p>
      {entry.faults.slice(0, NAMED).map((fault) => (
        <p key={`${fault.name} ${fault.type}`} class="small tone-bad">
          {t.fault(fault.name, fault.type, dnsResultWord(fault.kind, language.value))}
        </p>
      ))}
      {!difference && (
        <>
          <p>{t.first}</p>
          <pre class="preview spf-text">{entry.text || t.noText}</pre>
        </>
      )}
      {difference && (
        <>
          <Ranges ranges={difference.came} sign="came" />
          <Ranges ranges={difference.went} sign="went" />
          {difference.records.map((record) => (
            <div key={record.path.join('>')}>
              <p class="small muted">{t.text(record.path.at(-1) ?? '')}</p>
              <p class="diff">
                <code>{record.before || t.noText}</code>
                <span aria-hidden="true">→</span>
                <code>{record.after || t.noText}</code>
              </p>
            </div>
          ))}
          {difference.came.length + difference.went.length + difference.records.length === 0 &&
            entry.faults.length === 0 && <p class="muted">{t.other}</p>}
        </>
      )}
    </li>
  );
}

/** Ranges that came or went, under the include that names them. */
function Ranges({ ranges, sign }: { ranges: readonly NamedRange[]; sign: 'came' | 'went' }) {
  const t = textsOf(spfTexts).history;
  const under = new Map<string, NamedRange[]>();
  for (const range of ranges) {
    const path = range.path.join(' › ');
    under.set(path, [...(under.get(path) ?? []), range]);
  }
  return (
    <>
      {[...under].map(([path, list]) => (
        <div key={path} data-ranges={sign} class={sign === 'came' ? 'spf-came' : 'spf-went'}>
          <p>{t[sign](number(list.length), path)}</p>
          <p class="mono small">
            {list
              .slice(0, NAMED)
              .map((each) => `${sign === 'came' ? '+' : '−'} ${each.range}`)
              .join('  ')}
            {list.length > NAMED && ` ${t.more(number(list.length - NAMED))}`}
          </p>
        </div>
      ))}
    </>
  );
}
