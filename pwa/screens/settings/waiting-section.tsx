import type { ParkedView } from '../../../core/model/parked.ts';
import { refusalSentence } from '../../../core/words/refusal.ts';
import { Button } from '../../components/button.tsx';
import { Name } from '../../components/name.tsx';
import { getEngine } from '../../state/engine.ts';
import { moment, number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { waitingTexts } from './waiting-texts.ts';

const MAX_LISTED = 200;

/** What came from elsewhere and is not in force yet, and reports that an exchange still owes; absent where nothing waits. */
export function WaitingSection() {
  const t = textsOf(waitingTexts);
  const query = useQuery(
    'waiting',
    async ({ exchange }) => ({ rows: await exchange.parkedRows(), owed: await exchange.waitingReports() }),
    ['waiting', 'reports', 'imports'],
  );
  const { rows = [], owed = 0 } = query.data ?? {};
  if (rows.length + owed === 0) return null;
  const canTake = rows.some((row) => row.why === 'ahead');
  return (
    <section class="card stack" data-waiting={rows.length}>
      <h2>{t.title}</h2>
      {owed > 0 && <p>{t.reports(owed)}</p>}
      {rows.length > 0 && <p class="muted">{t.lead}</p>}
      {rows.length > 0 && (
        <div class="scroll">
          <table class="data" aria-label={t.title}>
            <thead>
              <tr>
                {[t.what, t.written, t.source, t.due].map((it) => (
                  <th key={it} scope="col">
                    {it}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, MAX_LISTED).map((row) => (
                <ParkedLine key={row.name} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > MAX_LISTED && <p class="muted">{t.more(number(rows.length - MAX_LISTED))}</p>}
      {canTake && (
        <div class="row">
          <Button onClick={() => take()}>{t.takeAll}</Button>
        </div>
      )}
    </section>
  );
}

function ParkedLine({ row }: { row: ParkedView }) {
  const t = textsOf(waitingTexts);
  const kind = t.kinds[row.kind] ?? row.kind;
  return (
    <tr data-parked={row.why}>
      <td>
        {kind} <Name of={row.key} />
      </td>
      <td class="num">{row.written === null ? '' : moment(row.written)}</td>
      <td>{t.from[row.from ?? 'unknown'](moment(row.since))}</td>
      <td>
        {row.due === null ? t.unreadable : t.dueAt(moment(row.due))}{' '}
        {row.why === 'ahead' && (
          <Button kind="quiet" label={`${t.takeOne}: ${kind} ${row.key}`} onClick={() => take([row.name])}>
            {t.takeOne}
          </Button>
        )}
      </td>
    </tr>
  );
}

async function take(names?: string[]): Promise<void> {
  const { changed, refusal } = await getEngine().exchange.takeParkedRows(names);
  toast(
    refusal === null
      ? textsOf(waitingTexts).taken(number(changed))
      : refusalSentence(refusal, language.value),
  );
}
