import { newRule } from '../../../alerts/default-rules.ts';
import { total, watched } from '../../../alerts/mail-findings.ts';
import { reportsStopped } from '../../../alerts/silence-findings.ts';
import { type SenderHistory, senderFindings } from '../../../domains/needs/sender-findings.ts';
import { dayStart, lastDays, utcDay } from '../../../lib/days.ts';
import type { AlertDay } from '../../../model/alert.ts';
import type { Readiness } from '../../../model/domain-configuration.ts';
import type { ReadinessSummary } from '../../../model/need.ts';
import type { DomainDay, DomainSummary } from '../../../model/stored.ts';
import type { KeptMailFacts } from '../../facts/need-facts.ts';
import { alarmDays } from '../../judge/alarm-days.ts';
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
  const period = lastDays(today, HISTORY_DAYS);
  const judged = await judgeDomain(store, domain, period, { byDay: true });
  const [days, addresses] = await Promise.all([
    store.summaries.days(domain, period),
    store.summaries.addresses(domain),
  ]);
  const byDay = alarmDays(judged);
  const firstDay = utcDay(summary.firstBegin ?? 0);
  const newestDay = Math.min(today, days.at(-1)?.day ?? 0);
  const firstSeen = new Map(addresses.map((each) => [each.address, utcDay(each.firstSeen)]));
  const isCurrent = newestDay > today - CURRENT_DAYS;
  const histories = isCurrent ? sendersByDay(judged, byDay, firstSeen) : [];
  const { recommendation, messages, accepted, unknown, hit, senders } = await ready();
  const recent = byDay.filter(({ day }) => day > today - SUMMED_DAYS);
  const sums = total(recent.flatMap((each) => each.senders));
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
    through: gotThrough(recent),
    passed: sums.passed,
    delivered: sums.failedDelivered,
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

/** Mail that got in, by day; of Blocked domains it alarms, as the alerts tell it: without what the user ignores. */
function gotThrough(days: readonly AlertDay[]): KeptMailFacts['through'] {
  return days
    .map(({ day, senders }) => {
      const { passed, failedDelivered: delivered } = total(watched(senders));
      return { day, passed, delivered };
    })
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
