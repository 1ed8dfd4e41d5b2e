import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupAlerts } from '../../../core/alerts/group-alerts.ts';
import type { StoredAlert } from '../../../core/model/stored.ts';

let serial = 0;
function alert(kind: string, day: number, messages: number, change: Partial<StoredAlert> = {}): StoredAlert {
  const domain = change.domain ?? 'shop.example';
  return {
    ...{
      id: `rule|${domain}|${day}|${serial++}`,
      rule: 'rule',
      kind,
      domain,
      day,
      at: day * 86_400,
      notified: true,
    },
    ...{ state: 'read', data: { messages } },
    ...change,
  };
}

test('by domain and kind, those of most harm first, then most messages on the worst day [ALERT-10]', () => {
  const list = [
    alert('compliant-with-issues', 9, 1_000_000),
    alert('non-compliant-mail', 9, 28, { domain: 'small.example' }),
    alert('non-compliant-mail', 7, 19_223),
    alert('non-compliant-mail', 8, 3, { state: 'unread' }),
    alert('reports-stopped', 9, 0),
    alert('dns-changed', 1, 0),
    alert('mail-from-blocked', 2, 1, { domain: 'parked.example' }),
    alert('of-a-newer-version', 9, 5),
  ];
  const groups = groupAlerts(list, 'open');
  expect(groups.map(({ key }) => key)).toEqual([
    'parked.example mail-from-blocked',
    'shop.example dns-changed',
    'shop.example non-compliant-mail',
    'small.example non-compliant-mail',
    'shop.example reports-stopped',
    'shop.example compliant-with-issues',
    'shop.example of-a-newer-version',
  ]);
  expect(groups[2]).toMatchObject({
    days: 2,
    firstDay: 7,
    lastDay: 8,
    worst: { day: 7 },
    unread: [list[3]!.id],
  });
  expect(groups[2]?.ids).toEqual([list[3]!.id, list[2]!.id]);
});

test('the senders are those with most of the mail that the alerts name [ALERT-10]', () => {
  const sender = (key: string, messages: number) => ({
    key,
    name: key.toUpperCase(),
    status: 'not',
    messages,
  });
  const [group] = groupAlerts(
    [
      alert('non-compliant-mail', 1, 30, {
        data: { messages: 30, senders: [sender('a', 20), sender('b', 10)] },
      }),
      alert('non-compliant-mail', 2, 30, { data: { messages: 30, senders: [sender('b', 30)] } }),
      alert('non-compliant-mail', 3, 1, { data: { messages: 1, senders: 'no list' } }),
    ],
    'open',
  );
  expect(group?.senders).toEqual([
    { key: 'b', name: 'B' },
    { key: 'a', name: 'A' },
  ]);
});

test('each alert stands in one group, open or done, and none is lost [ALERT-10]', () => {
  const any = fc.record({
    kind: fc.constantFrom('non-compliant-mail', 'dns-changed', 'other'),
    domain: fc.constantFrom('a.example', 'b.example'),
    day: fc.nat(200),
    messages: fc.nat(1_000),
    state: fc.constantFrom('unread' as const, 'read' as const, 'done' as const),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 150 }), (made) => {
      const list = made.map(({ kind, day, messages, ...rest }) => alert(kind, day, messages, rest));
      const idsOf = (which: 'open' | 'done' | 'all') =>
        groupAlerts(list, which)
          .flatMap(({ ids }) => ids)
          .sort();
      const ids = (keep: (each: StoredAlert) => boolean) =>
        list
          .filter(keep)
          .map(({ id }) => id)
          .sort();
      expect(idsOf('all')).toEqual(ids(() => true));
      expect(idsOf('done')).toEqual(ids(({ state }) => state === 'done'));
      expect(idsOf('open')).toEqual(ids(({ state }) => state !== 'done'));
      for (const { worst, alerts, ids: all } of groupAlerts(list, 'all')) {
        expect(alerts.length).toBe(Math.min(60, all.length));
        for (const each of alerts)
          expect(each.data.messages).toBeLessThanOrEqual(worst.data.messages as number);
      }
    }),
  );
});
