import { dayStart, utcDay } from '../../lib/days.ts';
import type { Period } from '../../model/period.ts';
import type { AddressSummary, DomainDay, DomainSummary, HeaderFromSummary } from '../../model/stored.ts';
import { countDays } from '../codec/day-runs.ts';
import type { DomainSums } from '../codec/domain-sums.ts';
import type { StoreContext } from '../context.ts';
import type { DayTuple, SpanRow, TotalsRow } from '../rows.ts';
import { spanOf } from './packs.ts';
import type { SummaryStore } from './report-store.ts';
import { readSums } from './summary-writes.ts';

const EVER: Period = { begin: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

export function createSummaryStore(context: StoreContext): SummaryStore {
  const { db } = context;
  return {
    domains: async () => (await db.totals.toArray()).map(toSummary),
    async domain(domain) {
      const row = await db.totals.get(domain);
      return row === undefined ? null : toSummary(row);
    },
    async days(domain, period = EVER) {
      const [from, to] = spansOf(period);
      const rows = await db.spans
        .where('[domain+span]')
        .between([domain, from], [domain, to], true, true)
        .toArray();
      return rows.flatMap((row) => daysIn(row, period));
    },
    async allDays(period = EVER) {
      const [from, to] = spansOf(period);
      const rows = await db.spans
        .where('[span+domain]')
        .between([from, ''], [to, '\uffff'], true, true)
        .toArray();
      const all = new Map<string, DomainDay[]>();
      for (const row of rows) {
        const days = all.get(row.domain) ?? [];
        days.push(...daysIn(row, period));
        all.set(row.domain, days);
      }
      return all;
    },
    addresses: async (domain) => addressesIn(await readSums(context, domain)),
    headerFroms: async (domain) => headerFromsIn(await readSums(context, domain)),
    async sums(domain) {
      const sums = await readSums(context, domain);
      return { addresses: addressesIn(sums), headerFroms: headerFromsIn(sums) };
    },
  };
}

function addressesIn({ addresses }: DomainSums): AddressSummary[] {
  return Array.from(addresses, ([address, { messages, passed, runs }]) => ({
    address,
    firstSeen: dayStart(runs[0]!),
    lastSeen: dayStart(runs.at(-2)! + runs.at(-1)!) - 1,
    days: countDays(runs),
    messages,
    passed,
  }));
}

function headerFromsIn({ froms }: DomainSums): HeaderFromSummary[] {
  return Array.from(froms, ([headerFrom, sum]) => ({ headerFrom, ...sum }));
}

function spansOf(period: Period): [from: number, to: number] {
  return [spanOf(utcDay(period.begin)), spanOf(utcDay(period.end))];
}

/** Days whose noon falls in the period: a day is counted by its middle, as a report is. */
function daysIn(row: SpanRow, period: Period): DomainDay[] {
  return row.days
    .filter(([day]) => {
      const noon = dayStart(day) + 43_200;
      return noon >= period.begin && noon < period.end;
    })
    .map(toDay);
}

function toDay(tuple: DayTuple): DomainDay {
  const [day, reports, messages, passed, dkimAligned, spfAligned, none, quarantine, reject, by, stray] =
    tuple;
  const reporters = Object.entries(by)
    .map(([reporter, [count, sum]]) => ({ reporter, reports: count, messages: sum }))
    .sort((a, b) => (a.reporter < b.reporter ? -1 : 1));
  return {
    day,
    reports,
    messages,
    passed,
    strayPassed: stray ?? 0,
    dkimAligned,
    spfAligned,
    none,
    quarantine,
    reject,
    reporters,
  };
}

function toSummary(row: TotalsRow): DomainSummary {
  const known = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    domain: row.domain,
    reports: row.reports,
    records: row.records,
    messages: row.messages,
    passed: row.passed,
    firstBegin: known(row.firstBegin),
    lastEnd: known(row.lastEnd),
    lastPassedDay: known(row.lastPassedDay),
  };
}
