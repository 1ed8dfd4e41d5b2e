import { isAtOrBelow, normalName } from '../lib/domain-name.ts';
import type { BlockedCheck } from '../model/domain-configuration.ts';

/** Days looked back on before blocking: a month, so that mail sent once a month (invoices, newsletters) is seen. */
export const BLOCKED_CHECK_DAYS = 30;

export interface BlockedCheckRow {
  headerFrom: string;
  /** UTC day the report counts for. */
  day: number;
  messages: number;
  /** DMARC passed as the receiver said. */
  passed: boolean;
}

/**
 * Counts the passing mail that blocking would hit: 30 days, over the domain and all subdomains without a
 * record of their own.
 *
 * @param rows rows of the reports of this policy domain
 * @param daysWithReports UTC days on which any report for the domain came, mail or none
 * @param ownRecord subdomains known to have their own record
 * @param today UTC day
 */
export function blockedCheck(
  domain: string,
  rows: Iterable<BlockedCheckRow>,
  daysWithReports: Iterable<number>,
  ownRecord: ReadonlySet<string>,
  today: number,
): BlockedCheck {
  const firstDay = today - BLOCKED_CHECK_DAYS + 1;
  const within = (day: number) => day >= firstDay && day <= today;
  const root = normalName(domain);
  const names = new Map<string, { name: string; passing: number; messages: number }>();
  const leftOut = new Set<string>();
  for (const row of rows) {
    const name = normalName(row.headerFrom);
    if (!within(row.day) || !isAtOrBelow(name, root)) continue;
    // A record in between applies to no name below it (RFC 9989 section 4.10.1), so only exact names count.
    if (name !== root && ownRecord.has(name)) {
      leftOut.add(name);
      continue;
    }
    const sum = names.get(name) ?? { name, passing: 0, messages: 0 };
    sum.messages += row.messages;
    if (row.passed) sum.passing += row.messages;
    names.set(name, sum);
  }
  const days = new Set([...daysWithReports].filter(within));
  const passing = [...names.values()].filter((each) => each.passing > 0);
  return {
    known: days.size > 0,
    firstDay,
    lastDay: today,
    daysWithReports: days.size,
    passing: passing.reduce((sum, each) => sum + each.passing, 0),
    names: passing.sort((a, b) => b.passing - a.passing || (a.name < b.name ? -1 : 1)),
    ownRecord: [...leftOut].sort(),
  };
}
