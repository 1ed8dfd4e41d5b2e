import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { aggregateXml, type MadeRow } from '../support/aggregate-xml.ts';
import { startZoneDoh, type ZoneDoh } from '../support/zone-doh.ts';
import { readJudgeArguments } from './judge-arguments.ts';
import type { Judged } from './judge-rows.ts';

// Each call is a process that compiles the whole engine.
vi.setConfig({ testTimeout: 180_000 });

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const NOW = 1_772_409_600 + 43_200;

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

async function judge(args: string[]): Promise<Ended> {
  try {
    const ended = await run(process.execPath, ['--import', 'tsx', 'test/tools/judge.ts', ...args], {
      cwd: root,
      maxBuffer: 16 * 1024 * 1024,
    });
    return { code: 0, ...ended };
  } catch (error) {
    return error as unknown as Ended;
  }
}

let doh: ZoneDoh;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'judge-'));
  doh = await startZoneDoh({
    'shop.example': {
      SOA: true,
      TXT: ['v=spf1 ip4:192.0.2.0/24 include:_spf.suite.example -all'],
      MX: [[10, 'mx.shop.example']],
    },
    '_spf.suite.example': { TXT: ['v=spf1 ip4:198.51.100.0/28 -all'] },
    '_dmarc.shop.example': { TXT: ['v=DMARC1; p=none; rua=mailto:d@shop.example'] },
    'parked.example': { SOA: true },
    '_dmarc.parked.example': {
      NS: ['ns1.host.example'],
      SOA: true,
      TXT: ['v=DMARC1; p=reject; rua=mailto:d@parked.example'],
    },
    'silent.example': { fails: 'servfail' },
    '_dmarc.silent.example': { fails: 'servfail' },
    'other.example': { SOA: true, TXT: ['v=spf1 -all'] },
  });
  const put = (domain: string, daysAgo: number, rows: MadeRow[]): void => {
    const id = `${domain}-${daysAgo}`;
    writeFileSync(join(folder, `${id}.xml`), aggregateXml({ id, domain, daysAgo, now: NOW, rows }));
  };
  for (let daysAgo = 1; daysAgo <= 20; daysAgo++) {
    put('shop.example', daysAgo, [
      { ip: '192.0.2.1', count: 100, dkim: 'pass', spf: 'pass' },
      { ip: '198.51.100.1', count: 50, dkim: 'fail', spf: 'pass' },
      { ip: '198.51.100.200', count: 20, dkim: 'fail', spf: 'fail' },
      { ip: '203.0.113.9', count: 30, dkim: 'pass', spf: 'fail' },
    ]);
  }
  put('parked.example', 1, [{ ip: '203.0.113.50', count: 5, dkim: 'pass', spf: 'pass' }]);
  put('silent.example', 1, [{ ip: '192.0.2.9', count: 7, dkim: 'pass', spf: 'fail' }]);
  writeFileSync(join(folder, 'broken.xml'), '<feedback><report_metadata>');
});
afterAll(async () => {
  await doh.stop();
  rmSync(folder, { recursive: true });
});

const SUITE = {
  name: 'Mail Suite',
  spf: ['_spf.suite.example'],
  ranges: ['198.51.100.0/24'],
};
const decisions = (lines: object[]): string[] => {
  const path = join(mkdtempSync(join(folder, 'said-')), 'said.jsonl');
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'));
  return ['--decisions', path];
};
const all = async (more: string[] = []): Promise<Judged & { stderr: string }> => {
  const files = ['shop', 'parked', 'silent'].flatMap((name) =>
    Array.from({ length: name === 'shop' ? 20 : 1 }, (_, i) => join(folder, `${name}.example-${i + 1}.xml`)),
  );
  const args = ['--doh', doh.url, '--json', '--now', `${NOW}`, ...more, ...files, join(folder, 'broken.xml')];
  const { code, stdout, stderr } = await judge(args);
  expect(code, stderr).toBe(0);
  return { ...(JSON.parse(stdout) as Judged), stderr };
};

test('one object tells domains, senders, alerts, readiness and what DNS did not tell; twice the same', async () => {
  const [first, second] = [await all(), await all()];
  expect(second).toEqual(first);
  const { domains, senders, alerts, readiness, unknown } = first;
  expect(domains).toEqual([
    {
      domain: 'shop.example',
      status: 'reporting-only',
      reason: 'txt-in-own-zone',
      pointing: 'txt',
      policy: { current: 'none', older: 'none' },
      sending: 'sends',
      messages: 4000,
      passed: 3600,
      problems: [],
      next: ['set-up-host'],
    },
    {
      domain: 'silent.example',
      status: 'unknown',
      reason: 'broken-servfail',
      pointing: 'broken',
      policy: { current: 'unknown', older: 'unknown' },
      sending: 'sends',
      messages: 7,
      passed: 7,
      problems: [],
      next: ['look-again'],
    },
    {
      domain: 'parked.example',
      status: 'active',
      reason: 'delegated-by-ns',
      pointing: 'ns',
      policy: { current: 'reject', older: 'reject' },
      sending: 'sends',
      messages: 5,
      passed: 5,
      problems: [],
      next: ['set-up-host'],
    },
  ]);
  expect(senders.map(({ key, status }) => [key, status])).toEqual([
    ['ip:192.0.2.1', 'in'],
    ['ip:198.51.100.1', 'in'],
    ['ip:203.0.113.9', 'not'],
    ['ip:198.51.100.200', 'not'],
    ['ip:192.0.2.9', 'undecided'],
    ['ip:203.0.113.50', 'not'],
  ]);
  expect(senders[2]).toMatchObject({
    domain: 'shop.example',
    name: '203.0.113.9',
    service: null,
    addresses: [{ address: '203.0.113.9', status: 'not', messages: 600 }],
    remarks: ['passes-by-dkim'],
    messages: 600,
    passed: 600,
    dkimAligned: 600,
    spfAligned: 0,
    forwarder: { share: 0, signs: ['dkim-aligned-spf-not'] },
  });
  expect(senders[2]?.advice[0]?.code).toBe('check-once-dkim-is-enough');
  const failing = alerts.filter(({ kind }) => kind === 'non-compliant-mail');
  expect(failing).toHaveLength(20);
  expect(failing[0]).toEqual({
    kind: 'non-compliant-mail',
    domain: 'shop.example',
    day: '2026-02-10',
    messages: 20,
    of: 200,
    senders: [{ key: 'ip:198.51.100.200', name: '198.51.100.200', status: 'not', messages: 20 }],
  });
  expect(readiness.filter(({ domain }) => domain === 'shop.example')).toEqual(
    ['quarantine', 'reject'].map((policy) => ({
      domain: 'shop.example',
      policy,
      verdict: 'review',
      hit: 400,
      of: 4000,
      accepted: 0,
      unknown: 400,
      ignored: 0,
    })),
  );
  expect(new Set(unknown.map(({ domain }) => domain))).toEqual(new Set(['silent.example']));
  expect(unknown).toEqual(
    expect.arrayContaining([
      { domain: 'silent.example', what: 'pointing', reason: 'servfail' },
      { domain: 'silent.example', what: 'policy of current receivers', reason: 'servfail' },
      { domain: 'silent.example', what: 'policy of older receivers', reason: 'servfail' },
      { domain: 'silent.example', what: 'spf silent.example', reason: 'servfail' },
    ]),
  );
  expect(first.stderr).toContain('broken.xml: rejected');
});

test('what the user said counts: a service, a stray ignored, a lock, a declaration', async () => {
  const { domains, senders, alerts, readiness } = await all(
    decisions([
      { service: SUITE },
      { domain: 'shop.example', ignore: ['198.51.100.200'], note: 'a stray' },
      { domain: 'shop.example', declare: 'sends' },
      { domain: 'parked.example', declare: 'non-sending' },
      { domain: 'parked.example', lock: true },
    ]),
  );
  const suite = senders.find(({ name }) => name === 'Mail Suite');
  expect(suite).toMatchObject({
    service: expect.stringMatching(/^own-/),
    status: 'in',
    remarks: ['some-ignored'],
    addresses: [
      { address: '198.51.100.1', status: 'in', messages: 1000 },
      { address: '198.51.100.200', status: 'ignored', messages: 400 },
    ],
  });
  expect(readiness[0]).toMatchObject({ domain: 'shop.example', hit: 400, unknown: 0, ignored: 400 });
  expect(alerts.filter(({ kind }) => kind === 'non-compliant-mail')).toEqual([]);
  expect(domains.find(({ domain }) => domain === 'parked.example')).toMatchObject({
    status: 'blocked',
    reason: 'locked-and-rejecting',
    sending: 'sends',
    next: expect.arrayContaining(['spf-none', 'no-dkim-keys']),
  });
  expect(alerts.filter(({ kind }) => kind === 'mail-from-blocked')).toMatchObject([
    { domain: 'parked.example', day: '2026-03-01', messages: 5, of: 5 },
  ]);
});

test('only the domains said to be mine are asked about; the others stay unknown', async () => {
  const asked = doh.questions.length;
  const { domains, senders, unknown, readiness } = await all(['--mine', 'Parked.Example.']);
  expect(doh.questions.slice(asked).filter((each) => /shop|silent/.test(each))).toEqual([]);
  const status = Object.fromEntries(domains.map((each) => [each.domain, [each.status, each.reason]]));
  expect(status).toEqual({
    'parked.example': ['active', 'delegated-by-ns'],
    'shop.example': ['unknown', 'not-confirmed'],
    'silent.example': ['unknown', 'not-confirmed'],
  });
  expect(domains.find(({ domain }) => domain === 'shop.example')?.policy).toEqual({
    current: 'unknown',
    older: 'unknown',
  });
  expect(
    new Set(senders.filter((each) => each.domain !== 'parked.example').map((each) => each.status)),
  ).toEqual(new Set(['unchecked']));
  expect(unknown.filter(({ reason }) => reason === 'not-confirmed')).toHaveLength(2);
  expect(new Set(readiness.map(({ domain }) => domain))).toEqual(new Set(['parked.example']));
});

test('where nobody answers, all is unknown and nothing is said', async () => {
  const gone = await startZoneDoh({});
  await gone.stop();
  const file = join(folder, 'shop.example-1.xml');
  const { code, stdout } = await judge(['--doh', gone.url, '--json', '--now', `${NOW}`, file]);
  expect(code).toBe(0);
  const { domains, senders, unknown } = JSON.parse(stdout) as Judged;
  expect(domains).toMatchObject([
    {
      status: 'unknown',
      pointing: 'unknown',
      policy: { current: 'unknown', older: 'unknown' },
      problems: [],
    },
  ]);
  expect(new Set(senders.map(({ status }) => status))).toEqual(new Set(['unchecked']));
  expect(unknown.map(({ what }) => what)).toEqual(expect.arrayContaining(['pointing', 'spf shop.example']));
});

test('people get text; arguments that cannot be followed end with a sentence', async () => {
  const file = join(folder, 'parked.example-1.xml');
  const text = await judge(['--doh', doh.url, '--now', `${NOW}`, file, join(folder, 'gone.xml')]);
  expect(text.code).toBe(0);
  expect(text.stdout).toMatch(/^parked\.example: active \(delegated-by-ns\)/);
  expect(text.stderr).toContain('gone.xml: unreadable');
  const bad: [string[], string][] = [
    [[file], '--doh is missing'],
    [['--doh', 'nowhere', file], '--doh is no web address'],
    [['--doh', doh.url], 'no file and no folder is named'],
    [['--doh', doh.url, '--now', 'soon', file], '--now is no time'],
    [['--doh', doh.url, '--mine', 'no domain', file], '--mine is no domain name'],
    [['--doh', doh.url, '--colour', file], 'unknown option --colour'],
    [['--doh', doh.url, '--decisions', join(folder, 'gone.jsonl'), file], '--decisions cannot be read'],
  ];
  for (const [args, sentence] of bad) expect(readJudgeArguments(args)).toContain(sentence);
  const ended = await judge(['--colour']);
  expect([ended.code, ended.stdout]).toEqual([2, '']);
  expect(ended.stderr).toContain('unknown option --colour');
});
