import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { reportsTexts } from './texts.ts';

interface AuthRow {
  domain: string;
  /** Scope of an SPF result, selector of a DKIM one. */
  extra: string;
  result: string;
  aligned: boolean;
  messages: number;
}

/** What receivers found for SPF or DKIM: domain, result, whether it is aligned, messages. */
export function AuthList({ rows }: { rows: AuthRow[] }) {
  const t = textsOf(reportsTexts).details;
  if (rows.length === 0) return <p class="muted">{t.none}</p>;
  return (
    <table class="plain-table">
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.domain} ${row.extra} ${row.result} ${row.aligned}`}>
            <td class="break">
              {row.domain} <span class="muted">{row.extra}</span>
            </td>
            <td>
              <span class="pill" data-tone={row.result === 'pass' ? 'good' : 'bad'}>
                {row.result}
              </span>
            </td>
            <td>{row.aligned ? t.aligned : t.notAligned}</td>
            <td class="end num">{number(row.messages)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
