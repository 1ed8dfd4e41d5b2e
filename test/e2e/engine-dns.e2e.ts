/** The whole engine over real name servers: what it says while they fail, lie by wildcards, or change. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenEngine, openEngine } from '../../core/engine/open-engine.ts';
import { aggregateXml, type MadeRow } from '../support/aggregate-xml.ts';
import { type DnsLab, startDnsLab } from '../support/dns-lab.ts';
import { decisionsIn } from '../tools/judge-decisions.ts';
import { judgedEngine } from '../tools/judge-engine.ts';
import { type Judged, judgedRows } from '../tools/judge-rows.ts';

/** Noon of 2 March 2026, UTC. */
const NOW = 1_772_452_800;
const SPF = '"v=spf1 ip4:192.0.2.0/24 -all"';
const POLICY = '"v=DMARC1; p=none; rua=mailto:d@host.example"';
const FLEET = Array.from({ length: 14 }, (_, i) => `d${i}.fleet.example`);
const TEN = Array.from({ length: 10 }, (_, i) => i);

let lab: DnsLab;
beforeAll(async () => {
  lab = await startDnsLab({
    zones: {
      test: 'dns NS ns1.dns\nns1.dns A 127.0.0.1',
      'dns.test': 'ns1 A 127.0.0.1',
      'half.example': `@ TXT ${SPF}\n_dmarc TXT ${POLICY}`,
      'parent.example': `kid TXT ${SPF}\n@ A 192.0.2.9`,
      'wild.example': `@ TXT ${SPF}\n@ A 192.0.2.9\n* CNAME wild.example.`,
      'macro.example': `@ TXT "v=spf1 ip4:192.0.2.0/28 exists:%{l}._u.macro.example include:_a.macro.example -all"
_a TXT "v=spf1 ip4:198.51.100.0/24 -all"\n_dmarc TXT ${POLICY}`,
      'suite.example': '_spf TXT "v=spf1 ip4:198.51.100.0/24 -all"',
      'shop.example': `@ TXT "v=spf1 ip4:198.51.100.0/28 -all"\n_dmarc TXT ${POLICY}`,
      'fleet.example': FLEET.map((_, n) =>
        [
          `d${n} TXT "v=spf1 ${TEN.map((i) => `include:i${i}.d${n}.fleet.example`).join(' ')} -all"`,
          `_dmarc.d${n} TXT ${POLICY}`,
          ...TEN.map((i) => `i${i}.d${n} TXT "v=spf1 ip4:192.0.2.${i} -all"`),
        ].join('\n'),
      ).join('\n'),
    },
    failures: { '_dmarc.half.example': 'servfail-ns', '_dmarc.parent.example': 'servfail' },
  });
});
afterAll(() => lab?.stop());

const OWN: MadeRow = { ip: '192.0.2.1', count: 100, dkim: 'pass', spf: 'pass' };
const files = (domain: string, rows: MadeRow[], days = 20) =>
  Array.from({ length: days }, (_, i) => ({
    name: `${domain}-${i}.xml`,
    blob: new Blob([aggregateXml({ domain, id: `${domain}-${i}`, daysAgo: i + 1, now: NOW, rows })]),
  }));

async function judge(domain: string, rows: MadeRow[], said: object[] = []): Promise<Judged> {
  const { decisions, faults } = decisionsIn(said.map((line) => JSON.stringify(line)).join('\n'));
  const args = { doh: lab.doh, json: true, now: NOW, mine: [], decisions, faults, paths: [] };
  const opened = await judgedEngine(args, files(domain, rows), () => {});
  try {
    return await judgedRows(opened);
  } finally {
    opened.engine.stop();
    opened.store.close();
  }
}

test('an NS question that fails while TXT answers: unknown how it is pointed, and the policy is known [UNK-1]', async () => {
  const { domains, unknown, alerts } = await judge('half.example', [OWN]);
  expect(domains).toMatchObject([
    {
      status: 'unknown',
      reason: 'no-answer',
      pointing: 'unknown',
      policy: { current: 'none', older: 'none' },
    },
  ]);
  expect(unknown).toContainEqual({ domain: 'half.example', what: 'pointing', reason: 'servfail' });
  expect(alerts).toEqual([]);
});

test("a parent that fails is not 'no record': what applies is unknown [UNK-1]", async () => {
  const { domains, unknown } = await judge('kid.parent.example', [OWN]);
  expect(domains[0]?.policy).toEqual({ current: 'unknown', older: 'unknown' });
  expect(unknown.map(({ what, reason }) => [what, reason])).toEqual([
    ['policy of current receivers', 'servfail'],
    ['policy of older receivers', 'servfail'],
  ]);
});

test('an alias that a wildcard gives to every name is no delegation [POINT-2]', async () => {
  const { domains, senders } = await judge('wild.example', [OWN]);
  expect(domains[0]).toMatchObject({
    status: 'not-configured',
    pointing: 'none',
    problems: ['wildcard-alias'],
  });
  expect(senders[0]?.status).toBe('in');
});

test('a macro leaves open only whom it might let in; terms beyond it count [SPF-2]', async () => {
  const rows = ['192.0.2.1', '198.51.100.7', '203.0.113.5'].map((ip) => ({ ...OWN, ip }));
  const { senders } = await judge('macro.example', rows);
  expect(Object.fromEntries(senders.map(({ name, status }) => [name, status]))).toEqual({
    '192.0.2.1': 'in',
    '198.51.100.7': 'in',
    '203.0.113.5': 'undecided',
  });
});

test('a stray of a service, before and after it is ignored: in list, alerts and readiness [IGNORE-3]', async () => {
  const rows: MadeRow[] = [
    { ip: '198.51.100.1', count: 1000 },
    { ip: '198.51.100.200', count: 3 },
  ];
  const service = { service: { name: 'Suite', spf: ['_spf.suite.example'], ranges: ['198.51.100.0/24'] } };
  const ignore = { domain: 'shop.example', ignore: ['198.51.100.200'], note: 'stray' };
  const [before, after] = [
    await judge('shop.example', rows, [service]),
    await judge('shop.example', rows, [service, ignore]),
  ];
  expect([before, after].map(({ senders }) => [senders[0]?.status, senders[0]?.remarks])).toEqual([
    ['partially', []],
    ['in', ['some-ignored']],
  ]);
  expect([before, after].map(({ alerts }) => alerts.length)).toEqual([20, 20]);
  expect([before, after].map(({ alerts }) => alerts[0]?.messages)).toEqual([1003, 1000]);
  expect(before.readiness[1]).toMatchObject({
    verdict: 'not-yet',
    hit: 20_060,
    accepted: 20_000,
    unknown: 60,
  });
  expect(after.readiness[1]).toMatchObject({
    verdict: 'not-yet',
    hit: 20_060,
    accepted: 20_000,
    ignored: 60,
  });
});

/** An engine whose clock the test moves. */
async function engineAt(clock: { now: number }, domains: readonly string[]): Promise<OpenEngine> {
  const opened = await openEngine({
    name: `engine-${clock.now}`,
    indexedDB: new IDBFactory(),
    IDBKeyRange,
    locks: null,
    channel: null,
    instance: 'engine00',
    fetch,
    clock: () => clock.now * 1000,
    dns: { backOff: false, timeoutMs: 15_000 },
  });
  await opened.engine.settings.save({ resolvers: [{ id: 'own', name: 'lab', url: lab.doh }] });
  await opened.store.domains.change([...domains], { listing: 'confirmed' });
  return opened;
}

async function assess({ engine }: OpenEngine, domains: readonly string[]): Promise<void> {
  engine.queue.assess(domains);
  await engine.queue.idle();
  await engine.alerts.check();
}

test('a start whose questions do not suffice for fourteen domains takes no verdict away [UNK-4]', async () => {
  const clock = { now: NOW };
  const opened = await engineAt(clock, FLEET);
  const { engine, store } = opened;
  try {
    const all = FLEET.flatMap((domain) => files(domain, [OWN, { ip: '203.0.113.5', count: 5 }], 2));
    await engine.intake.importFiles(all, () => {});
    await assess(opened, FLEET);
    const told = async () => {
      const { domains, senders } = await judgedRows(opened);
      return {
        domains: domains.map(({ domain, status }) => [domain, status]).sort(),
        senders: senders.map(({ key, status }) => [key, status]),
      };
    };
    const before = await told();
    expect(before.senders.filter(([, status]) => status === 'in')).toHaveLength(14);
    clock.now += 3 * 86_400;
    lab.clearQueries();
    await engine.start();
    await engine.queue.idle();
    const asked = lab.queries().length;
    expect(asked).toBeGreaterThan(100);
    expect(asked).toBeLessThanOrEqual(200);
    expect(await told()).toEqual(before);
  } finally {
    engine.stop();
    store.close();
  }
});

test('two changes of one day are both told [ALERT-3]', async () => {
  const name = 'day.example';
  await lab.createZone(name, {
    [`${name} TXT`]: [SPF],
    [`_dmarc.${name} TXT`]: ['"v=DMARC1; p=reject; rua=mailto:d@day.example"'],
  });
  // The morning of the day.
  const clock = { now: NOW - 11 * 3600 };
  const opened = await engineAt(clock, [name]);
  const { engine, store } = opened;
  try {
    await engine.alerts.check();
    await assess(opened, [name]);
    expect(await store.alerts.list()).toEqual([]);
    clock.now += 2 * 3600;
    await lab.setRecords(name, name, 'TXT', ['"v=spf1 ip4:192.0.2.0/24 ip4:198.51.100.0/24 -all"']);
    await assess(opened, [name]);
    clock.now += 6 * 3600;
    await lab.setRecords(name, `_dmarc.${name}`, 'TXT', [
      '"v=DMARC1; p=none; rua=mailto:s@stranger.example"',
    ]);
    await assess(opened, [name]);
    const alerts = (await store.alerts.list()).filter(({ kind }) => kind === 'dns-changed');
    expect(alerts.map(({ state }) => state)).toEqual(['unread', 'unread']);
    const said = JSON.stringify(alerts.map(({ data }) => data));
    expect(said).toContain('198.51.100.0/24');
    expect(said).toContain('s@stranger.example');
  } finally {
    engine.stop();
    store.close();
  }
});
