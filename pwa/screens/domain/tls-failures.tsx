import type { TransportView } from '../../../core/model/transport.ts';
import { Name } from '../../components/name.tsx';
import { day, number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { tlsTexts } from '../tls/texts.ts';
import { transportTexts } from './transport-texts.ts';

/** What TLS reports say of delivery: who failed, why, and since when. */
export function TlsFailures({ view }: { view: TransportView }) {
  const t = textsOf(transportTexts).reports;
  const words = textsOf(tlsTexts);
  const { days, count, reporters, successful, failed, failures, cut } = view.reports;
  return (
    <section class="card stack" aria-label={t.title} data-tls-failures={failures.length}>
      <h2>{t.title}</h2>
      {count === 0 ? (
        <p>{t.none(number(days))}</p>
      ) : (
        <p>
          {t.lead(number(days), number(count), number(reporters))}{' '}
          {t.figures(number(successful), number(failed))}
        </p>
      )}
      {count > 0 && failures.length === 0 && failed === 0 && <p class="muted">{t.noFailures}</p>}
      {failures.length > 0 && (
        <table class="plain-table stacked">
          <thead>
            <tr>
              <th scope="col">{t.what}</th>
              <th scope="col">{t.host}</th>
              <th scope="col">{t.who}</th>
              <th scope="col">{t.since}</th>
              <th scope="col" class="end">
                {t.sessions}
              </th>
            </tr>
          </thead>
          <tbody>
            {failures.map((row) => (
              <tr key={`${row.policyType} ${row.resultType} ${row.receivingHost}`}>
                <td>
                  {words.results[row.resultType] ?? row.resultType}
                  <span class="cell-sub">
                    {row.resultType} · {words.types[row.policyType] ?? row.policyType}
                  </span>
                </td>
                <td data-label={t.host}>
                  {row.receivingHost === '' ? '–' : <Name of={row.receivingHost} />}
                </td>
                <td data-label={t.who}>{row.reporters.join(', ')}</td>
                <td data-label={t.since}>
                  {day(row.first)} – {day(row.last)}
                  <span class="cell-sub">
                    <a href={href(`tls/${row.reportId}`)}>{t.open}</a>
                  </span>
                </td>
                <td class="end num" data-label={t.sessions}>
                  {number(row.sessions)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {cut && <p class="small muted">{t.cut}</p>}
    </section>
  );
}
