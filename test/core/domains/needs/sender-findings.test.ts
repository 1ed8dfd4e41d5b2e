import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  KNOWN_DAYS,
  MIN_FAILURES,
  REAL_VOLUME,
  type SenderHistory,
  senderFindings,
} from '../../../../core/domains/needs/sender-findings.ts';

const NEWEST = 20_700;
const SPAN = { firstDay: NEWEST - 80, newestDay: NEWEST };
const DAY = 86_400;

type Day = SenderHistory['days'][number];
const day = (at: number, messages: number, passed: number, change: Partial<Day> = {}): Day => ({
  day: at,
  messages,
  passed,
  delivered: messages - passed,
  outside: 0,
  ...change,
});
const history = (days: Day[], change: Partial<SenderHistory> = {}): SenderHistory => ({
  key: 'service:post',
  name: 'Post',
  firstDay: days[0]?.day ?? NEWEST,
  days,
  explained: false,
  excused: false,
  ...change,
});
/** Days in a row up to the newest. */
const days = (count: number, make: (at: number, back: number) => Day): Day[] =>
  Array.from({ length: count }, (_, i) => make(NEWEST - count + 1 + i, count - 1 - i));

test('a sender first seen in the last two weeks, outside SPF and with real volume, is new [NEED-3]', () => {
  const fresh = days(5, (at) => day(at, 20, 4, { outside: 20 }));
  expect(senderFindings([history(fresh)], SPAN).newSenders).toEqual([
    {
      key: 'service:post',
      name: 'Post',
      since: (NEWEST - 4) * DAY,
      messages: 100,
      failed: 80,
      delivered: 80,
    },
  ]);
  const none = (senders: SenderHistory[], span = SPAN) =>
    expect(senderFindings(senders, span).newSenders).toEqual([]);
  // In SPF; refused everywhere; too little; passing by DKIM or forwarding; known for long; a first import.
  none([history(days(5, (at) => day(at, 20, 20)))]);
  none([history(days(5, (at) => day(at, 20, 0, { outside: 20, delivered: 0 })))]);
  none([history([day(NEWEST, REAL_VOLUME - 1, 0, { outside: REAL_VOLUME - 1 })])]);
  none([history(fresh, { explained: true })]);
  none([history(fresh, { firstDay: NEWEST - 40 })]);
  none([history(fresh)], { firstDay: NEWEST - 13, newestDay: NEWEST });
});

test('a sender that was in order and fails is told since the first bad day in a row [NEED-4]', () => {
  const turned = days(40, (at, back) => day(at, 30, back < 10 ? 10 : 30));
  expect(senderFindings([history(turned)], SPAN).failing).toEqual([
    {
      key: 'service:post',
      name: 'Post',
      since: (NEWEST - 9) * DAY,
      messages: 300,
      failed: 200,
      delivered: 200,
    },
  ]);
  const none = (list: Day[], change: Partial<SenderHistory> = {}) =>
    expect(senderFindings([history(list, change)], SPAN).failing).toEqual([]);
  // Never in order; in order still; only once bad long ago; not known; explained; a handful.
  none(days(40, (at) => day(at, 30, 10)));
  none(days(40, (at) => day(at, 30, 29)));
  none(days(40, (at, back) => day(at, 30, back > 20 ? 0 : 30)));
  none(days(KNOWN_DAYS + 3, (at, back) => day(at, 30, back < 4 ? 0 : 30)));
  none(turned, { excused: true });
  none(days(40, (at, back) => day(at, 2, back < 3 ? 0 : 2)));
});

test('more good mail never makes a finding, and no finding has less than the least that counts', () => {
  const any = fc.array(fc.record({ messages: fc.nat(80), failed: fc.nat(80) }), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(any, (drawn) => {
      const list = drawn.map(({ messages, failed }, i) =>
        day(NEWEST - drawn.length + 1 + i, messages, Math.max(0, messages - failed), { outside: messages }),
      );
      const { newSenders, failing } = senderFindings([history(list)], SPAN);
      expect(newSenders.length + failing.length).toBeLessThanOrEqual(1);
      for (const found of failing) expect(found.failed).toBeGreaterThanOrEqual(MIN_FAILURES);
      for (const found of newSenders) expect(found.messages).toBeGreaterThanOrEqual(REAL_VOLUME);
      const good = list.map((each) => ({ ...each, passed: each.messages, delivered: 0, outside: 0 }));
      expect(senderFindings([history(good)], SPAN)).toEqual({ newSenders: [], failing: [] });
    }),
  );
});

test('a sender that passed by DKIM and begins to fail is told, a forwarder is not [NEED-4]', () => {
  const turned = days(80, (at, back) => day(at, 100, back < 1 ? 0 : 100, { outside: 100 }));
  const failing = (change: Partial<SenderHistory>) => senderFindings([history(turned, change)], SPAN).failing;
  expect(failing({ explained: true })).toMatchObject([{ since: NEWEST * DAY, failed: 100 }]);
  expect(failing({ explained: true, excused: true })).toEqual([]);
});
