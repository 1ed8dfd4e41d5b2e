import type { DomainPage, UnalignedSigner } from '../../../core/engine/domains/face.ts';
import { Busy } from '../../components/busy.tsx';
import { Failure } from '../../components/failure.tsx';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { useQuery } from '../../state/use-query.ts';
import { configurationTexts } from './configuration-texts.ts';
import { domainTexts } from './domain-texts.ts';

/** Who signs in another name only, and the way to the keys. */
export function DkimSection({ page }: { page: DomainPage }) {
  const t = textsOf(configurationTexts).dkim;
  const { domain } = page.row;
  const query = useQuery(domain, (engine) => engine.domains.checks(domain), ['settings']);
  return (
    <section class="card stack">
      <h2>{t.title}</h2>
      <p>
        <a href={href('domain', { domain, tab: 'dkim' })}>{t.keys}</a>
      </p>
      {query.error && <Failure error={query.error} />}
      {query.data === undefined && !query.error && <Busy />}
      {query.data === null && <p class="muted">{textsOf(domainTexts).noDns}</p>}
      {query.data?.unaligned.length === 0 && <p class="muted">{t.allAligned}</p>}
      {query.data && query.data.unaligned.length > 0 && <Unaligned rows={query.data.unaligned} />}
    </section>
  );
}

function Unaligned({ rows }: { rows: UnalignedSigner[] }) {
  const t = textsOf(configurationTexts).dkim;
  return (
    <>
      <h3>{t.unaligned}</h3>
      <p class="muted">{t.unalignedLead}</p>
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">{t.signer}</th>
            <th scope="col" class="end">
              {t.messages}
            </th>
            <th scope="col" class="end">
              {t.passed}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.domain}>
              <td class="break">{row.domain}</td>
              <td class="end num">{number(row.messages)}</td>
              <td class="end num">{number(row.passed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
