import { Check, X } from 'lucide-preact';
import type { ImportSummary } from '../../../core/model/views.ts';
import { Button } from '../../components/button.tsx';
import { Name } from '../../components/name.tsx';
import { NameWarning } from '../../components/name-warning.tsx';
import { number } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import { confirmDomains, declineDomain } from '../domains/confirm-domains.tsx';
import { domainsTexts } from '../domains/texts.ts';
import { importTexts } from './texts.ts';

/** New domains of one import, to be confirmed once. */
export function ImportNewDomains({ domains }: { domains: ImportSummary['newDomains'] }) {
  const t = say(domainsTexts).confirm;
  if (domains.length === 0) return null;
  return (
    <div class="stack tight">
      <div class="row">
        <h3 class="spring">{say(importTexts).newDomains}</h3>
        {domains.length > 1 && (
          <Button onClick={() => void confirmDomains(domains.map((d) => d.domain))}>{t.allYes}</Button>
        )}
      </div>
      <p class="muted small">{t.lead}</p>
      <ul class="plain-list">
        {domains.map((d) => (
          <li key={d.domain} class="row">
            <span class="spring">
              <strong>
                <Name of={d.domain} />
              </strong>{' '}
              <NameWarning of={d.domain} />{' '}
              <span class="muted small">{t.figures(number(d.reports), number(d.messages))}</span>
            </span>
            <Button label={`${t.yes}: ${d.domain}`} onClick={() => void confirmDomains([d.domain])}>
              <Check size={16} aria-hidden="true" />
              {t.yes}
            </Button>
            <Button label={`${t.no}: ${d.domain}`} onClick={() => void declineDomain(d.domain)}>
              <X size={16} aria-hidden="true" />
              {t.no}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
