import type { DomainRow } from '../../../core/engine/domains/face.ts';
import { Button } from '../../components/button.tsx';
import { day, number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { confirmDomains } from './decide-domains.ts';
import { DomainChoices } from './domain-choices.tsx';
import { domainsTexts } from './texts.ts';

/** Domains that were only seen in reports: the user says which are theirs, and only those are asked for in DNS. */
export function ConfirmDomains(props: {
  rows: Pick<DomainRow, 'domain' | 'totals' | 'lastReport'>[];
  folded?: boolean;
}) {
  const { rows, folded = false } = props;
  const t = textsOf(domainsTexts).confirm;
  if (rows.length === 0) return null;
  const choices = (
    <DomainChoices
      choices={rows.map(({ domain, totals, lastReport }) => ({
        domain,
        // Its mail may be older than what the list sums up: that is not no mail.
        figures:
          totals.messages === 0 && lastReport !== null
            ? t.older(day(lastReport))
            : t.messages(number(totals.messages)),
      }))}
    />
  );
  return (
    <section class="card" aria-label={t.title(rows.length)}>
      <div class="row">
        <h2 class="spring">{t.title(rows.length)}</h2>
        {rows.length > 1 && (
          <Button onClick={() => void confirmDomains(rows.map((row) => row.domain))}>{t.allYes}</Button>
        )}
      </div>
      <p class="muted">{t.lead}</p>
      {folded ? (
        <details data-unknown={rows.length}>
          <summary>{t.show(number(rows.length))}</summary>
          {choices}
        </details>
      ) : (
        choices
      )}
    </section>
  );
}
