import { isAtOrBelow, normalName } from '../lib/domain-name.ts';
import type { SenderClassWord } from '../model/decisions.ts';
import type { HitSums, Readiness, SenderClass } from '../model/domain-configuration.ts';
import type { Alignment, Policy } from '../model/report.ts';
import type { AddressStatus } from '../model/sender.ts';
import { recommend } from './readiness-recommendation.ts';

/** Days of reports that the simulation looks back on. */
export const READINESS_DAYS = 30;

/** One row of a report as the simulation needs it; whoever scans the blocks makes these. */
export interface ReadinessRow {
  /** UTC day the report counts for. */
  day: number;
  headerFrom: string;
  /** Sender key within the domain. */
  sender: string;
  senderName: string;
  senderClass: SenderClass;
  messages: number;
  /** What policy_evaluated said, `unknown` where it did not. */
  dkim: 'pass' | 'fail' | 'unknown';
  spf: 'pass' | 'fail' | 'unknown';
  /** Alignment modes published when the report was made; null where the report does not say (relaxed). */
  adkim: Alignment | null;
  aspf: Alignment | null;
  /** Domains with a passing DKIM signature, and the domain of a passing SPF check of scope mfrom. */
  dkimPassed: readonly string[];
  spfPassed: readonly string[];
  /** False where the report has no auth_results for the row; a changed alignment cannot be judged then. */
  detailed: boolean;
  /** Override types the receiver gave, e.g. `mailing_list`, `local_policy`. */
  overrides: readonly string[];
}

export interface ReadinessOptions {
  domain: string;
  policy: { p: Policy; sp?: Policy | null };
  adkim: Alignment;
  aspf: Alignment;
  /** Today as UTC day; the period is the last READINESS_DAYS days, today with them. */
  today: number;
  /** UTC days on which any report for the domain came. */
  daysWithReports: Iterable<number>;
  /** Subdomains with a record of their own: this policy does not reach them. */
  ownRecord: ReadonlySet<string>;
  organizationalDomain: (name: string) => string;
  days?: number;
}

/**
 * The class of mail for readiness, by the status of its flow and what the user said of its sender: what the record allows,
 * and what they called theirs, is to arrive. What passes only by a term that lets in everybody, nobody has allowed.
 */
export function senderClass(
  { status, byBroadTerm = false }: { status: AddressStatus; byBroadTerm?: boolean },
  said: SenderClassWord | null = null,
): SenderClass {
  if (said === 'ours' || (status === 'in' && !byBroadTerm)) return 'accepted';
  if (said !== null) return 'classed';
  return status === 'ignored' ? 'ignored' : 'unknown';
}

/**
 * What a policy would have hit: the receivers' rule of RFC 9989 section 5.3 over the rows of the last
 * days. A message is hit where neither DKIM nor SPF passes aligned and the policy for its name is not
 * none. Where the alignment asked for is the one published at the time, the receiver's own evaluation is
 * taken; else it is worked out from auth_results.
 */
export function readiness(rows: Iterable<ReadinessRow>, options: ReadinessOptions): Readiness {
  const lastDay = options.today;
  const firstDay = lastDay - (options.days ?? READINESS_DAYS) + 1;
  const root = normalName(options.domain);
  const total = { ...sums(), overridden: 0, undecided: 0 };
  const senders = new Map<string, Readiness['senders'][number]>();
  const names = new Map<string, Readiness['names'][number]>();
  const outside = new Map<string, number>();
  const hitDays: Record<SenderClass, Set<number>> = {
    accepted: new Set(),
    unknown: new Set(),
    ignored: new Set(),
    classed: new Set(),
  };

  for (const row of rows) {
    const name = normalName(row.headerFrom);
    if (row.day < firstDay || row.day > lastDay || !isAtOrBelow(name, root)) continue;
    if (name !== root && options.ownRecord.has(name)) {
      outside.set(name, (outside.get(name) ?? 0) + row.messages);
      continue;
    }
    const policy = name === root ? options.policy.p : (options.policy.sp ?? options.policy.p);
    const verdict = judge(row, options);
    const hit = verdict === 'fail' && policy !== 'none';
    // A sender may have mail of several classes: what is said of one of its addresses is not said of the others.
    const of = `${row.senderClass} ${row.sender}`;
    const sender = senders.get(of) ?? {
      sender: row.sender,
      name: row.senderName,
      class: row.senderClass,
      messages: 0,
      hit: 0,
    };
    const named = names.get(name) ?? { name, policy, ...sums() };
    senders.set(of, sender);
    names.set(name, named);
    sender.messages += row.messages;
    for (const sum of [total, named]) {
      sum.messages += row.messages;
      if (hit) sum.hit += row.messages;
      if (hit) sum[row.senderClass] += row.messages;
    }
    if (verdict === 'undecided') total.undecided += row.messages;
    if (!hit) continue;
    sender.hit += row.messages;
    hitDays[row.senderClass].add(row.day);
    if (row.overrides.some(isLenient)) total.overridden += row.messages;
  }

  const reported = new Set([...options.daysWithReports].filter((day) => day >= firstDay && day <= lastDay));
  const missingDays = [];
  // Reports of today are still to come: it is no gap.
  for (let day = firstDay; day < lastDay; day += 1) if (!reported.has(day)) missingDays.push(day);
  const hitSenders = [...senders.values()].filter((each) => each.hit > 0);
  return {
    firstDay,
    lastDay,
    ...total,
    senders: hitSenders.sort((a, b) => b.hit - a.hit || (a.sender < b.sender ? -1 : 1)),
    names: [...names.values()].sort((a, b) => b.hit - a.hit || (a.name < b.name ? -1 : 1)),
    outside: [...outside]
      .map(([name, messages]) => ({ name, messages }))
      .sort((a, b) => b.messages - a.messages),
    missingDays,
    recommendation: recommend({
      firstDay,
      lastDay,
      total,
      senders: hitSenders,
      reported,
      missingDays,
      hitDays,
    }),
  };
}

function sums(): HitSums {
  return { messages: 0, hit: 0, accepted: 0, unknown: 0, ignored: 0, classed: 0 };
}

/** Pass or fail of one row under the alignment asked for. */
function judge(row: ReadinessRow, options: ReadinessOptions): 'pass' | 'fail' | 'undecided' {
  const dkim = mechanism(row, row.dkim, row.adkim ?? 'r', options.adkim, row.dkimPassed, options);
  if (dkim === 'pass') return 'pass';
  const spf = mechanism(row, row.spf, row.aspf ?? 'r', options.aspf, row.spfPassed, options);
  if (spf === 'pass') return 'pass';
  return dkim === 'undecided' || spf === 'undecided' ? 'undecided' : 'fail';
}

function mechanism(
  row: ReadinessRow,
  evaluated: 'pass' | 'fail' | 'unknown',
  published: Alignment,
  wanted: Alignment,
  passed: readonly string[],
  options: ReadinessOptions,
): 'pass' | 'fail' | 'undecided' {
  if (published === wanted && evaluated !== 'unknown') return evaluated;
  // Loosening cannot take a pass away, and tightening cannot give one, whatever the details say.
  if (published === 's' && wanted === 'r' && evaluated === 'pass') return 'pass';
  if (published === 'r' && wanted === 's' && evaluated === 'fail') return 'fail';
  if (!row.detailed) return 'undecided';
  const author = normalName(row.headerFrom);
  const aligned = passed
    .map(normalName)
    .some(
      (name) =>
        name === author ||
        (wanted === 'r' && options.organizationalDomain(name) === options.organizationalDomain(author)),
    );
  return aligned ? 'pass' : 'fail';
}

/** Override types with which receivers let failing mail through, RFC 7489 appendix C and RFC 9990. */
function isLenient(type: string): boolean {
  return ['forwarded', 'local_policy', 'mailing_list', 'trusted_forwarder'].includes(type);
}
