import type { SenderRow } from '../../../core/engine/senders/face.ts';
import type { Period } from '../../../core/model/period.ts';
import { commonTexts } from '../../components/common-texts.ts';
import { Menu, type MenuItem } from '../../components/menu.tsx';
import { getEngine } from '../../state/engine.ts';
import { textsOf } from '../../state/language.ts';
import { setParams } from '../../state/router.ts';
import { servicesTexts } from './services-texts.ts';
import { takeBackIgnored } from './take-back-ignored.ts';
import { reportsTexts } from './texts.ts';

/** What can be done about a sender, beside its row. What needs a look at it first opens its details. */
export function SenderMenu({ row, domain, period }: { row: SenderRow; domain: string; period: Period }) {
  const t = textsOf(reportsTexts).details;
  const g = textsOf(servicesTexts).correct;
  const open = (ask: 'ignore' | 'group' | null) => setParams({ sender: row.key, ask }, {});
  const items: MenuItem[] = [{ label: t.openDetails, run: () => open(null) }];
  if (row.status === 'not' || row.status === 'partially') {
    items.push({ label: t.ignore, run: () => open('ignore') });
  }
  if (row.status === 'ignored') items.push({ label: t.unignore, run: () => void end(row, domain, period) });
  items.push({ label: row.kind === 'service' ? g.openService : g.open, run: () => open('group') });
  return <Menu label={`${textsOf(commonTexts).more}: ${row.name}`} items={items} />;
}

async function end(row: SenderRow, domain: string, period: Period): Promise<void> {
  const details = await getEngine().senders.details(domain, period, row.key, null, true);
  if (details?.ignored) await takeBackIgnored(details.ignored);
}
