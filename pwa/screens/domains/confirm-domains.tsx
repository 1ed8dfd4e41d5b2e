import { Check, X } from 'lucide-preact';
import type { DomainRow } from '../../../core/model/views.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Name } from '../../components/name.tsx';
import { NameWarning } from '../../components/name-warning.tsx';
import { theEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import { askForResolver } from '../../state/resolver-choice.ts';
import { toast } from '../../state/toasts.ts';
import { domainsTexts } from './texts.ts';

/** Domains that were only seen in reports: the user says which are theirs, and only those are asked for in DNS. */
export function ConfirmDomains({ rows }: { rows: Pick<DomainRow, 'domain' | 'totals'>[] }) {
  const t = say(domainsTexts).confirm;
  if (rows.length === 0) return null;
  return (
    <section class="card" aria-label={t.title(rows.length)}>
      <div class="row">
        <h2 class="spring">{t.title(rows.length)}</h2>
        {rows.length > 1 && (
          <Button onClick={() => void confirmDomains(rows.map((row) => row.domain))}>{t.allYes}</Button>
        )}
      </div>
      <p class="muted">{t.lead}</p>
      <ul class="plain-list">
        {rows.map((row) => (
          <li key={row.domain} class="row">
            <span class="spring">
              <strong>
                <Name of={row.domain} />
              </strong>{' '}
              <NameWarning of={row.domain} />{' '}
              <span class="muted nowrap">{t.messages(number(row.totals.messages))}</span>
            </span>
            <Button label={`${t.yes}: ${row.domain}`} onClick={() => void confirmDomains([row.domain])}>
              <Check size={16} aria-hidden="true" />
              {t.yes}
            </Button>
            <Button label={`${t.no}: ${row.domain}`} onClick={() => void declineDomain(row.domain)}>
              <X size={16} aria-hidden="true" />
              {t.no}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Puts domains on the user's list; from now on DNS may be asked for them, if a resolver has been chosen. */
export async function confirmDomains(domains: string[]): Promise<void> {
  await theEngine().confirmDomains(domains);
  if (domains.length === 1) toast(say(domainsTexts).confirm.confirmed(domains[0] ?? ''));
  askForResolver();
}

/** Leaves a domain alone, with a way back. */
export async function declineDomain(domain: string): Promise<void> {
  await theEngine().declineDomains([domain]);
  toast(say(domainsTexts).confirm.declined(domain), {
    label: say(commonTexts).undo,
    run: () => confirmDomains([domain]),
  });
}
