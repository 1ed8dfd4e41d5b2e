import type { SenderRow } from '../../../core/engine/senders/face.ts';
import { senderStatusWord } from '../../../core/words/status.ts';
import { Name } from '../../components/name.tsx';
import { number, percent } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { monthTexts } from './texts.ts';

/** Senders named, those with most mail first; the rest is summed up. */
const MOST = 12;

export function MonthSenders({ rows }: { rows: SenderRow[] }) {
  const t = textsOf(monthTexts);
  const sorted = rows.toSorted((a, b) => b.totals.messages - a.totals.messages);
  const [named, rest] = [sorted.slice(0, MOST), sorted.slice(MOST)];
  const messages = rest.reduce((sum, row) => sum + row.totals.messages, 0);
  const passed = rest.reduce((sum, row) => sum + row.totals.passed, 0);
  return (
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">{t.sender}</th>
          <th scope="col">{t.status}</th>
          <th scope="col" class="end">
            {t.messages}
          </th>
          <th scope="col" class="end">
            {t.compliant}
          </th>
        </tr>
      </thead>
      <tbody>
        {named.map((row) => (
          <tr key={row.key} data-sender={row.key}>
            <td>
              <Name of={row.name} />
            </td>
            <td>{senderStatusWord(row.status, language.value)}</td>
            <td class="end num">{number(row.totals.messages)}</td>
            <td class="end num">{percent(row.totals.passed, row.totals.messages)}</td>
          </tr>
        ))}
        {rest.length > 0 && (
          <tr data-rest={rest.length}>
            <td>{t.more(number(rest.length))}</td>
            <td />
            <td class="end num">{number(messages)}</td>
            <td class="end num">{percent(passed, messages)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
