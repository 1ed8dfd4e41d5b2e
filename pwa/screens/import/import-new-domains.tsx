import type { ImportSummary } from '../../../core/model/import.ts';
import { Button } from '../../components/button.tsx';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { confirmDomains } from '../domains/decide-domains.ts';
import { DomainChoices } from '../domains/domain-choices.tsx';
import { domainsTexts } from '../domains/texts.ts';
import { importTexts } from './texts.ts';

/** New domains of one import, to be confirmed once. */
export function ImportNewDomains({ domains }: { domains: ImportSummary['newDomains'] }) {
  const t = textsOf(domainsTexts).confirm;
  if (domains.length === 0) return null;
  return (
    <div class="stack tight">
      <div class="row">
        <h3 class="spring">{textsOf(importTexts).newDomains}</h3>
        {domains.length > 1 && (
          <Button onClick={() => void confirmDomains(domains.map((d) => d.domain))}>{t.allYes}</Button>
        )}
      </div>
      <p class="muted small">{t.lead}</p>
      <DomainChoices
        choices={domains.map(({ domain, reports, messages }) => ({
          domain,
          figures: t.figures(number(reports), number(messages)),
        }))}
      />
    </div>
  );
}
