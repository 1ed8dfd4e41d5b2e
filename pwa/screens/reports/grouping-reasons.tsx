import type { SenderDetails } from '../../../core/engine/senders/face.ts';
import type { GroupingEvidence } from '../../../core/model/sender.ts';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { GroupingFact } from './grouping-fact.tsx';
import { servicesTexts } from './services-texts.ts';
import { reportsTexts } from './texts.ts';

/** Reasons written out; each address has its own in the tab *IP details*. */
const SHOWN = 4;

/** Why the addresses of a service belong to it, each reason with how many addresses it put there. */
export function GroupingReasons({ details }: { details: SenderDetails }) {
  const t = textsOf(servicesTexts);
  const words = textsOf(reportsTexts).details;
  if (details.row.kind !== 'service') return null;
  const reasons = new Map<string, { grouping: GroupingEvidence; n: number }>();
  for (const { grouping } of details.addresses) {
    if (!grouping) continue;
    const key = JSON.stringify(grouping);
    const reason = reasons.get(key);
    if (reason) reason.n++;
    else reasons.set(key, { grouping, n: 1 });
  }
  const sorted = [...reasons.entries()].sort((a, b) => b[1].n - a[1].n);
  return (
    <section class="stack tight" data-part="grouping">
      <h3>{t.why(details.row.name)}</h3>
      <ul>
        {sorted.slice(0, SHOWN).map(([key, { grouping, n }]) => (
          <li key={key} class="break">
            {t.reason(number(n))} {words.by[grouping.by]} <GroupingFact grouping={grouping} />
          </li>
        ))}
        {sorted.length > SHOWN && <li class="muted">{t.moreReasons(number(sorted.length - SHOWN))}</li>}
      </ul>
    </section>
  );
}
