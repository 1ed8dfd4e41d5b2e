import { newRule } from '../../../alerts/default-rules.ts';
import { reportsStopped } from '../../../alerts/silence-findings.ts';
import { type SenderHistory, senderFindings } from '../../../domains/needs/sender-findings.ts';
import { dayStart, utcDay } from '../../../lib/days.ts';
import type { AlertDay } from '../../../model/alert.ts';
import type { Readiness } from '../../../model/domain-configuration.ts';
import type { ReadinessSummary } from '../../../model/need.ts';
import type { DomainDay, DomainSummary } from '../../../model/stored.ts';
import { alertDays } from '../../../senders/alert-days.ts';
import type { KeptMailFacts } from '../../facts/need-facts.ts';
import { type JudgedTraffic, judgeDomain } from '../../judge/judge-domain.ts';
import type { Context } from '../context.ts';

/** Days of reports in which senders are known by their habit. */
const HISTORY_DAYS = 90;
/** Days that sums are told of. */
const SUMMED_DAYS = 30;
/** After so many days without a report what the newest say is not what happens now. */
export const CURRENT_DAYS = 14;

/**
 * What the stored mail of a domain says of its needs; reads 90 days of records.
 * @param ready the simulation of the next policy
 */
export async function mailFacts(
  context: Pick<Context, 'store' | 'now'>,
  domain: string,
  summary: DomainSummary,
  ready: () => Promise<Readiness>,
): Promise<KeptMailFacts> {
  const { store } = context;
  const today = utcDay(context.now());
  const period = { begin: dayStart(today - HISTORY_DAYS), end: dayStart(today + 1) };
  const judged = await judgeDomain(store, domain, period, { byDay: true });
  const [days, addresses] = await Promise.all([
    store.summaries.days(domain, period),
    store.summaries.addresses(domain),
  ]);
  const byDay = alertDays(judged.traffic, judged.grouping, judged.judgement);
  const firstDay = utcDay(summary.firstBegin ?? 0);
  const newestDay = Math.min(today, days.at(-1)?.day ?? 0);
  const firstSeen = new Map(addresses.map((each) => [each.address, utcDay(each.firstSeen)]));
  const isCurrent = newestDay > today - CURRENT_DAYS;
  const histories = isCurrent ? sendersByDay(judged, byDay, firstSeen) : [];
  const { recommendation, messages, accepted, unknown, hit, senders } = await ready();
  const through = gotThrough(byDay, today);
  const countOf = (kind: 'accepted' | 'unknown') => senders.filter((each) => each.class === kind).length;
  const readiness: ReadinessSummary = {
    code: recommendation.code,
    safeSince: recommendation.safeSince,
    messages,
    accepted,
    unknown,
    hit,
    senders: { accepted: countOf('accepted'), unknown: countOf('unknown') },
  };
  return {
    ...senderFindings(histories, { firstDay, newestDay }),
    through,
    passed: through.reduce((sum, each) => sum + each.passed, 0),
    delivered: through.reduce((sum, each) => sum + each.delivered, 0),
    readiness,
    silentSince: silentSince(domain, days, today),
    messages: days
      .filter(({ day }) => day > today - SUMMED_DAYS)
      .reduce((sum, each) => sum + each.messages, 0),
  };
}

function sendersByDay(
  { senders, traffic, facts }: JudgedTraffic,
  days: readonly AlertDay[],
  firstSeen: ReadonlyMap<string, number>,
): SenderHistory[] {
  const known = new Map<string, SenderHistory>();
  for (const { sender, forwarder, remarks, firstSeen: inPeriod } of senders) {
    const first = sender.members.map((a) => firstSeen.get(traffic.addresses[a]!) ?? utcDay(inPeriod));
    const excused = forwarder || isForeign(facts, sender.key);
    known.set(sender.key, {
      key: sender.key,
      name: sender.name,
      firstDay: first.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
      days: [],
      explained: excused || remarks.includes('passes-by-dkim'),
      excused,
    });
  }
  for (const { day, senders: ofDay } of days) {
    for (const { key, status, totals } of ofDay) {
      const history = known.get(key);
      if (history === undefined || status === 'ignored') continue;
      let sums = history.days.at(-1);
      if (sums?.day !== day) {
        sums = { day, messages: 0, passed: 0, delivered: 0, outside: 0 };
        history.days.push(sums);
      }
      sums.messages += totals.messages;
      sums.passed += totals.passed;
      sums.delivered += totals.failedDelivered;
      if (status === 'not') sums.outside += totals.messages;
    }
  }
  return [...known.values()];
}

/** Said to be a forwarder, or not the user's: it neither is new to them nor has to pass. */
function isForeign({ classes }: JudgedTraffic['facts'], key: string): boolean {
  const said = classes.get(key)?.as;
  return said === 'forwarder' || said === 'not-ours';
}

function gotThrough(days: readonly AlertDay[], today: number): KeptMailFacts['through'] {
  return days
    .filter(({ day }) => day > today - SUMMED_DAYS)
    .map(({ day, senders }) => ({
      day,
      passed: senders.reduce((sum, each) => sum + each.totals.passed, 0),
      delivered: senders.reduce((sum, each) => sum + each.totals.failedDelivered, 0),
    }))
    .filter(({ passed, delivered }) => passed + delivered > 0);
}

/** Begin of the day of the last report, where the silence is longer than the domain's own rhythm explains. */
function silentSince(domain: string, days: readonly DomainDay[], today: number): number | null {
  const reported = days.map(({ day }) => ({ day, reporters: [] }));
  const rule = { ...newRule('reports-stopped', 'needs', 0), perReporter: false };
  const facts = { domain, blockedSince: null, days: [], reported, changes: [] };
  const lasting = reportsStopped(rule, facts, today).find((each) => each.lasts);
  const lastDay = lasting?.data.lastDay;
  return typeof lastDay === 'number' ? dayStart(lastDay) : null;
}
