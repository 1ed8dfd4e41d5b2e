import { expect, test } from 'vitest';
import { defaultRules, newRule } from '../../../core/alerts/default-rules.ts';
import { evaluateAlerts, previewRule } from '../../../core/alerts/evaluate.ts';
import type { AlertDay, AlertDomain, AlertKind, AlertRule, MailTotals } from '../../../core/model/alert.ts';
import type { AddressStatus } from '../../../core/model/sender.ts';

const DAY = 86_400;
const TODAY = 20_400;
const NOW = TODAY * DAY + 3_600;

const totals = (change: Partial<MailTotals>): MailTotals => ({
  messages: 0,
  passed: 0,
  failed: 0,
  issues: 0,
  failedDelivered: 0,
  held: 0,
  ...change,
});
const day = (back: number, byStatus: Partial<Record<AddressStatus, MailTotals>>): AlertDay => ({
  day: TODAY - back,
  senders: Object.entries(byStatus).map(([status, sums]) => ({
    key: `ip:${status}`,
    name: `${status}.example`,
    status: status as AddressStatus,
    partially: false,
    totals: sums,
  })),
});
const reported = (back: number, reporters: string[] = ['a.example']) => ({ day: TODAY - back, reporters });
const domain = (change: Partial<AlertDomain>): AlertDomain => ({
  domain: 'example.com',
  blockedSince: null,
  days: [],
  reported: [],
  changes: [],
  ...change,
});
const rule = (kind: AlertKind, change: Partial<AlertRule> = {}): AlertRule => ({
  ...newRule(kind, 'rule', NOW - 30 * DAY),
  ...change,
});
const raised = (rules: AlertRule[], domains: AlertDomain[]) =>
  evaluateAlerts(rules, domains, NOW).map(({ alert, notify }) => [alert.kind, TODAY - alert.day, notify]);

test('non-compliant mail: statuses choose the senders, the threshold is per day and domain [ALERT-4]', () => {
  const one = domain({
    days: [
      day(1, { not: totals({ messages: 9, failed: 6 }), in: totals({ messages: 50, failed: 4 }) }),
      day(2, { not: totals({ messages: 9, failed: 9 }) }),
      day(3, { ignored: totals({ messages: 99, failed: 99 }) }),
      day(4, { unchecked: totals({ messages: 99, failed: 99 }) }),
    ],
  });
  const kind = 'non-compliant-mail';
  expect(raised([rule(kind)], [one])).toEqual([[kind, 1, true]]);
  expect(raised([rule(kind, { statuses: ['not'], threshold: 6 })], [one])).toEqual([
    [kind, 1, true],
    [kind, 2, true],
  ]);
  expect(raised([rule(kind, { statuses: ['ignored'] })], [one])).toEqual([[kind, 3, true]]);
  expect(raised([rule(kind, { enabled: false })], [one])).toEqual([]);
  expect(raised([rule(kind, { domains: ['other.example'] })], [one])).toEqual([]);
  const [{ alert }] = evaluateAlerts([rule(kind)], [one], NOW) as [ReturnType<typeof evaluateAlerts>[number]];
  expect(alert.id).toBe(`rule|example.com|${TODAY - 1}`);
  expect(alert.data).toEqual({
    messages: 10,
    of: 59,
    left: 0,
    threshold: 10,
    by: { not: 6, in: 4 },
    senders: [
      { key: 'ip:not', name: 'not.example', status: 'not', messages: 6 },
      { key: 'ip:in', name: 'in.example', status: 'in', messages: 4 },
    ],
    senderCount: 2,
  });
});

test('compliant mail with issues counts passing mail only', () => {
  const one = domain({
    days: [
      day(1, { in: totals({ messages: 30, passed: 20, failed: 10, issues: 12 }) }),
      day(2, { in: totals({ messages: 30, passed: 30, issues: 9 }) }),
    ],
  });
  expect(raised([rule('compliant-with-issues')], [one])).toEqual([['compliant-with-issues', 1, true]]);
});

test('a Blocked domain: passing or delivered mail alarms, rejected mail is only counted, days before are over [ALERT-5]', () => {
  const days = [
    day(4, { in: totals({ messages: 5, passed: 5 }) }),
    day(3, { not: totals({ messages: 40, failed: 40 }) }),
    day(2, { not: totals({ messages: 40, failed: 40, failedDelivered: 1 }) }),
    day(1, { undecided: totals({ messages: 2, passed: 2 }) }),
    day(0, { ignored: totals({ messages: 2, passed: 2 }) }),
  ];
  const kind = 'mail-from-blocked';
  expect(raised([rule(kind)], [domain({ days })])).toEqual([]);
  const blocked = domain({ days, blockedSince: TODAY - 3 });
  expect(raised([rule(kind)], [blocked])).toEqual([
    [kind, 2, true],
    [kind, 1, true],
  ]);
  // What the user ignores counts where the rule says so, and the day of the lock may hold mail from before it.
  const all = rule(kind, { statuses: ['ignored'] });
  expect(raised([all], [blocked]).map(([, back]) => back)).toEqual([2, 1, 0]);
  expect(raised([rule(kind)], [domain({ days, blockedSince: TODAY - 2 })])).toEqual([[kind, 1, true]]);
});

test('days before the rule or older than a week are listed, never notified; older than 90 days not at all [ALERT-7]', () => {
  const full = { not: totals({ messages: 20, failed: 20 }) };
  const one = domain({ days: [120, 89, 7, 6, 3].map((back) => day(back, full)) });
  const kind = 'non-compliant-mail';
  expect(raised([rule(kind)], [one])).toEqual([
    [kind, 89, false],
    [kind, 7, false],
    [kind, 6, true],
    [kind, 3, true],
  ]);
  const young = rule(kind, { created: NOW - 4 * DAY });
  expect(raised([young], [one]).filter(([, , notify]) => notify)).toEqual([[kind, 3, true]]);
  expect(previewRule(young, [one], NOW).map((each) => TODAY - each.day)).toEqual([3, 6, 7, 89]);
});

test('reports stopped: the domain, and each reporter by its own rhythm, once a gap [ALERT-6]', () => {
  const daily = Array.from({ length: 20 }, (_, i) => reported(24 - i, ['a.example', 'b.example']));
  const kind = 'reports-stopped';
  const silent = evaluateAlerts([rule(kind)], [domain({ reported: daily })], NOW);
  expect(silent.map(({ alert }) => [TODAY - alert.day, alert.data])).toEqual([
    [1, { domain: true, lastDay: TODAY - 5, reporters: ['a.example', 'b.example'], silentDays: 3 }],
  ]);
  const oneLeft = daily.map((each, i) => ({ ...each, reporters: i < 10 ? each.reporters : ['a.example'] }));
  const gone = evaluateAlerts([rule(kind)], [domain({ reported: oneLeft })], NOW - 4 * DAY);
  expect(gone.map(({ alert }) => [TODAY - alert.day, alert.data.reporters, alert.data.domain])).toEqual([
    [11, ['b.example'], false],
  ]);
  expect(
    evaluateAlerts([rule(kind, { perReporter: false })], [domain({ reported: oneLeft })], NOW - 4 * DAY),
  ).toEqual([]);
  const weekly = Array.from({ length: 10 }, (_, i) => reported(75 - 7 * i, ['w.example']));
  expect(evaluateAlerts([rule(kind)], [domain({ reported: weekly })], NOW)).toEqual([]);
  // Four reports in 90 days, as of a domain that hardly sends: no rhythm to miss.
  const monthly = [80, 50, 30, 25].map((back) => reported(back));
  expect(evaluateAlerts([rule(kind)], [domain({ reported: monthly })], NOW)).toEqual([]);
  // A report of yesterday: nothing is late yet.
  expect(evaluateAlerts([rule(kind)], [domain({ reported: [...daily, reported(1)] })], NOW - DAY)).toEqual(
    [],
  );
});

test('reporters of different rhythm that are late on one day are told with the last report of them all [ALERT-6]', () => {
  // Every second day until 9 days ago, and daily until 8 days ago with every other day of one reporter: late together.
  const slow = Array.from({ length: 10 }, (_, i) => [9 + 2 * i, 'a.example'] as const);
  const quick = Array.from({ length: 20 }, (_, i) => [8 + i, 'b.example'] as const);
  const other = Array.from({ length: 40 }, (_, i) => [1 + i, 'c.example'] as const);
  const days = Array.from({ length: 40 }, (_, i) => 40 - i).map((back) =>
    reported(
      back,
      [...slow, ...quick, ...other].filter(([at]) => at === back).map(([, name]) => name),
    ),
  );
  const found = evaluateAlerts([rule('reports-stopped')], [domain({ reported: days })], NOW);
  expect(found.map(({ alert }) => [TODAY - alert.day, alert.data.lastDay, alert.data.reporters])).toEqual([
    [4, TODAY - 8, ['a.example', 'b.example']],
  ]);
});

test('a silence that goes on is news whenever it is first seen; one that has ended is only listed [ALERT-7]', () => {
  const daily = Array.from({ length: 20 }, (_, i) => reported(40 - i));
  const notified = (reports: typeof daily, created = NOW - 60 * DAY) =>
    evaluateAlerts([rule('reports-stopped', { created })], [domain({ reported: reports })], NOW).map(
      (each) => each.notify,
    );
  expect(notified(daily)).toEqual([true]);
  expect(notified([...daily, reported(2), reported(1)])).toEqual([false]);
  expect(notified(daily, NOW - 2 * DAY)).toEqual([false]);
});

test('DNS changed: only what the rule watches, one alert a day and record', () => {
  const change = (what: 'spf' | 'dmarc', hoursAgo: number) => ({
    at: NOW - hoursAgo * 3_600,
    what,
    name: 'example.com',
    before: 'a',
    after: 'b',
  });
  const one = domain({ changes: [change('spf', 20), change('dmarc', 21), change('dmarc', 80)] });
  expect(raised([rule('dns-changed')], [one])).toEqual([
    ['dns-changed', 4, true],
    ['dns-changed', 1, true],
    ['dns-changed', 1, true],
  ]);
  const ids = evaluateAlerts([rule('dns-changed')], [one], NOW).map(({ alert }) => alert.id);
  expect(new Set(ids).size).toBe(3);
  expect(raised([rule('dns-changed', { watches: ['spf'] })], [one])).toEqual([['dns-changed', 1, true]]);
});

test('the usual rules are one of each kind, with Ignored off', () => {
  const rules = defaultRules(NOW);
  expect(new Set(rules.map((each) => each.kind)).size).toBe(5);
  expect(rules.every((each) => !each.statuses.includes('ignored') && each.created === NOW)).toBe(true);
});
