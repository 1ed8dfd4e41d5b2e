import { BLOCKED_CHECK_DAYS, type BlockedCheckRow, blockedCheck } from '../../domains/blocked-check.ts';
import { lastDays, utcDay } from '../../lib/days.ts';
import type { BlockedCheck } from '../../model/domain-configuration.ts';
import type { Context } from './context.ts';
import { ownRecords } from './subdomains.ts';

/** Code of `pass` in the aligned columns. */
const PASS = 1;

/** Passing mail of the last 30 days, over the domain and every subdomain that inherits. */
export async function blockedFigures(context: Context, domain: string): Promise<BlockedCheck> {
  const { store } = context;
  const today = utcDay(context.now());
  const period = lastDays(today, BLOCKED_CHECK_DAYS);
  const sums = new Map<string, BlockedCheckRow>();
  for await (const { report, block } of store.reports.scan(domain, period)) {
    for (let i = 0; i < block.count; i++) {
      const headerFrom = (block.strings[block.headerFrom[i]!] || report.policy.domain).toLowerCase();
      const passed = block.dkimAligned[i] === PASS || block.spfAligned[i] === PASS;
      const key = `${report.day} ${passed ? 1 : 0} ${headerFrom}`;
      const sum = sums.get(key);
      if (sum) sum.messages += block.messages[i]!;
      else sums.set(key, { headerFrom, day: report.day, messages: block.messages[i]!, passed });
    }
  }
  const days = await store.summaries.days(domain, period);
  return blockedCheck(
    domain,
    sums.values(),
    days.map((each) => each.day),
    await ownRecords(context.store, domain),
    today,
  );
}
