import { expect, test, vi } from 'vitest';
import { everyDay, type JudgedState, judgedWith } from '../support/judged-state.ts';
import type { Zone } from '../support/zone-resolver.ts';

// Each state opens a store of its own.
vi.setConfig({ testTimeout: 60_000 });

const NAME = 'x.example';
const SPF = 'v=spf1 ip4:192.0.2.0/24 -all';
const OWN = { ip: '192.0.2.1', count: 100, dkim: 'pass', spf: 'pass' } as const;
const BELOW = { ip: '203.0.113.5', count: 7, headerFrom: 'shop.x.example' };
const BROKEN = { ip: '192.0.2.9', count: 30 };
const zone = (record: string | null, more: Zone = {}): Zone => ({
  [NAME]: { SOA: true, TXT: [SPF] },
  ...(record === null ? {} : { [`_dmarc.${NAME}`]: { TXT: [record] } }),
  ...more,
});
const reports = everyDay(20, { domain: NAME, rows: [OWN, BELOW, BROKEN] });

/** What may differ between two simulations: the policy below, alignment, what is inherited, ignored, classed or new today. */
const STATES: [string, JudgedState][] = [
  ['p=none', { zone: zone('v=DMARC1; p=none'), reports }],
  ['p=quarantine', { zone: zone('v=DMARC1; p=quarantine'), reports }],
  ['p=reject', { zone: zone('v=DMARC1; p=reject'), reports }],
  ['sp=none', { zone: zone('v=DMARC1; p=none; sp=none'), reports }],
  ['sp=quarantine below p=none', { zone: zone('v=DMARC1; p=none; sp=quarantine'), reports }],
  ['strict alignment', { zone: zone('v=DMARC1; p=none; adkim=s; aspf=s'), reports }],
  ['no record', { zone: zone(null), reports }],
  [
    'several records',
    {
      zone: zone(null, { [`_dmarc.${NAME}`]: { TXT: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] } }),
      reports,
    },
  ],
  ['DNS that does not answer', { zone: null, reports }],
  [
    'a record above, with strict alignment',
    {
      zone: {
        'a.x.example': { A: ['192.0.2.1'], TXT: [SPF] },
        '_dmarc.x.example': { TXT: ['v=DMARC1; p=none; sp=none; aspf=s; adkim=s'] },
      },
      reports: everyDay(20, {
        domain: 'a.x.example',
        rows: [{ ...OWN, envelopeFrom: 'b.a.x.example' }, BROKEN],
      }),
    },
  ],
  [
    'an ignored sender',
    { zone: zone('v=DMARC1; p=none'), reports, said: [{ domain: NAME, ignore: ['203.0.113.5'] }] },
  ],
  [
    'reports of today',
    {
      zone: zone('v=DMARC1; p=none'),
      reports: [{ domain: NAME, daysAgo: 0, rows: [OWN, BROKEN] }, ...reports],
    },
  ],
  [
    'reports of 29 and of 30 days ago',
    {
      zone: zone('v=DMARC1; p=none'),
      reports: [29, 30].map((daysAgo) => ({ domain: NAME, daysAgo, rows: [BROKEN] })),
    },
  ],
  [
    'a record that lets in everybody',
    { zone: { ...zone('v=DMARC1; p=none'), [NAME]: { TXT: ['v=spf1 +all'] } }, reports },
  ],
];

test.each(STATES)(
  'with %s the judge, the page and the list of needs simulate the same mail of the same days [READY-6] [DAY-1]',
  async (_, state) => {
    const { judged, asked } = await judgedWith(state, async ({ engine }) => {
      const { domain } = (await engine.domains.list({ begin: 0, end: Number.MAX_SAFE_INTEGER }))[0]!;
      return { outlook: await engine.domains.outlook(domain), page: await engine.domains.page(domain) };
    });
    const { outlook, page } = asked;
    const { hit, messages, accepted, unknown, ignored, recommendation } = outlook!.readiness;
    expect(judged.readiness.find(({ policy }) => policy === outlook!.policy)).toMatchObject({
      ...{ hit, of: messages, accepted, unknown, ignored },
      verdict: recommendation.code,
    });
    // A figure can be looked up in the sums of the same 30 days.
    expect(messages).toBe(page!.row.totals.messages);
    const told = outlook!.needs.find(({ code }) => code === 'senders-hit');
    if (told !== undefined) expect(told.messages).toBe(accepted);
    const ready = outlook!.needs.find(({ code }) => code === 'ready');
    if (ready !== undefined) expect(ready.detail).toMatchObject({ hit, messages, accepted });
  },
);

test('what only a term for everybody lets pass is accepted by nobody, until the user calls it theirs [READY-7]', async () => {
  const everyone = (text: string): JudgedState => ({
    zone: { ...zone('v=DMARC1; p=none'), [NAME]: { SOA: true, TXT: [text] } },
    // A spoofer whose envelope is another domain: SPF of the From domain would let it pass, and DMARC does not.
    reports: everyDay(20, {
      domain: NAME,
      rows: [OWN, { ip: '203.0.113.5', count: 50, envelopeFrom: 'y.example' }],
    }),
  });
  const figures = async (text: string) => {
    const { judged } = await judgedWith(everyone(text), async () => null);
    const [{ verdict, accepted, unknown } = {} as never] = judged.readiness as {
      verdict: string;
      accepted: number;
      unknown: number;
    }[];
    return { verdict, accepted, unknown };
  };
  for (const text of [
    'v=spf1 +all',
    'v=spf1 ip4:192.0.2.1 ip4:128.0.0.0/1 -all',
    'v=spf1 ip4:192.0.2.1 exists:x.example -all',
  ])
    expect(await figures(text), text).toMatchObject({ verdict: 'review', accepted: 0, unknown: 1000 });
  expect(await figures('v=spf1 ip4:192.0.2.1 ip4:203.0.113.5 -all')).toEqual({
    verdict: 'not-yet',
    accepted: 1000,
    unknown: 0,
  });
});

test('mail that passes under a name outside the policy domain does not make it a domain that sends [SEND-5]', async () => {
  const state = (headerFrom: string): JudgedState => ({
    zone: zone('v=DMARC1; p=none'),
    reports: everyDay(20, { domain: NAME, rows: [{ ...OWN, headerFrom }] }),
  });
  const sending = async (headerFrom: string) =>
    (await judgedWith(state(headerFrom), async () => null)).judged.domains[0]?.sending;
  expect(await sending('evil.example')).toBe('no-passing-mail');
  expect(await sending('badx.example')).toBe('no-passing-mail');
  expect(await sending('a.x.example')).toBe('sends');
});

test('of a Blocked domain the need counts the mail that its alerts count: not what the user ignores [ALERT-5]', async () => {
  const ZONE: Zone = {
    [NAME]: { SOA: true },
    [`_dmarc.${NAME}`]: { NS: ['ns1.h.example'], SOA: true, TXT: ['v=DMARC1; p=reject'] },
  };
  const got = { ip: '203.0.113.5', count: 50, disposition: 'none' } as const;
  const other = { ip: '198.51.100.7', count: 3, disposition: 'none' } as const;
  const told = async (said: object[]) => {
    const rows = everyDay(5, {
      domain: NAME,
      rows: [got, other, { ...got, count: 9, disposition: 'reject' }],
    });
    const state = { zone: ZONE, reports: rows, said: [{ domain: NAME, lock: true }, ...said] };
    const { judged, asked } = await judgedWith(state, ({ engine }) => engine.domains.needs());
    const alerts = judged.alerts.filter(({ kind }) => kind === 'mail-from-blocked');
    const need = asked.needs.find(({ code }) => code === 'blocked-mail');
    return [alerts.reduce((sum, { messages }) => sum + (messages ?? 0), 0), need?.messages ?? 0];
  };
  expect(await told([])).toEqual([265, 265]);
  expect(await told([{ domain: NAME, ignore: ['203.0.113.5'] }])).toEqual([15, 15]);
  expect(await told([{ domain: NAME, ignore: ['203.0.113.5', '198.51.100.7'] }])).toEqual([0, 0]);
});
