import { expect, test } from 'vitest';
import { type ChangeRequest, dryRun, makeChange, revertOf } from '../../../core/domains/change.ts';
import { hostPlace } from '../../../core/domains/host-place.ts';
import type { PolicyHost } from '../../../core/domains/hosts/policy-host.ts';
import type { HostMatch, Pointing } from '../../../core/model/dmarc.ts';
import type { HostProblem, HostSettings } from '../../../core/model/host.ts';
import { hostSettings } from '../../support/host-settings.ts';

const problem: HostProblem = { code: 'server-error', detail: 'disk full', status: 500 };
const pointing = (kind: Pointing['kind']): Pointing => ({
  kind,
  targets: [],
  fault: null,
  record: null,
  texts: [],
  seen: 1,
  stale: false,
});

/** A host in memory; `fail` makes a write end half way with that state left behind. */
function memoryHost(
  settings: HostSettings,
  start: string | null,
  fail?: { leaves: string | null; restores: boolean },
) {
  let text = start;
  let failed = false;
  const written: (string | null)[] = [];
  const state = () => ({
    exists: text !== null,
    txt: text === null ? null : { name: '_dmarc.example.com', texts: [text], ttl: 60 },
    serial: null,
  });
  const host: PolicyHost = {
    settings,
    automatic: true,
    place: (domain) => hostPlace(settings, domain),
    test: async () => ({ ok: true, value: '' }),
    read: async () => ({ ok: true, value: state() }),
    plan: async (_, wanted) => ({
      ok: true,
      value:
        wanted === text
          ? []
          : [{ method: 'PATCH', url: 'http://host/zone', body: String(wanted), purpose: 'host-write' }],
    }),
    async write(_, wanted) {
      if (fail !== undefined && !failed) {
        failed = true;
        text = fail.leaves;
        return { ok: false, problem };
      }
      if (fail !== undefined && !fail.restores) return { ok: false, problem };
      written.push(wanted);
      text = wanted;
      return { ok: true, value: state() };
    },
    zoneText: () => '',
    records: null,
    tryChildZone: null,
  };
  return { host, written, now: () => text };
}

const request = (host: PolicyHost, change: Partial<ChangeRequest> = {}): ChangeRequest => ({
  host,
  facts: { pointing: pointing('ns'), match: { kind: 'ours', hostId: 'host-1' }, sharedWith: [] },
  domain: 'example.com',
  text: 'v=DMARC1; p=reject',
  action: 'policy',
  id: 'change-1',
  now: 1_800_000_000,
  ...change,
});

test('a change is logged with before, after and calls, and can be reverted', async () => {
  const { host, now } = memoryHost(hostSettings({}), 'v=DMARC1; p=none');
  const entry = await makeChange(request(host));
  expect(entry).toMatchObject({
    result: 'done',
    problem: null,
    before: { texts: ['v=DMARC1; p=none'] },
    after: { texts: ['v=DMARC1; p=reject'] },
    calls: [{ method: 'PATCH' }],
    time: 1_800_000_000,
  });
  const back = revertOf(entry, { ...request(host), id: 'change-2' })!;
  expect(await makeChange(back)).toMatchObject({ action: 'revert', reverts: 'change-1', result: 'done' });
  expect(now()).toBe('v=DMARC1; p=none');
});

const match = (kind: 'foreign' | 'mixed'): HostMatch => ({ kind, names: ['ns1.other.test'] });
test.each<[string, Partial<ChangeRequest>, Partial<HostSettings>, string]>([
  [
    'foreign servers',
    { facts: { pointing: pointing('ns'), match: match('foreign'), sharedWith: [] } },
    {},
    'foreign',
  ],
  [
    'mixed servers',
    { facts: { pointing: pointing('ns'), match: match('mixed'), sharedWith: [] } },
    {},
    'mixed',
  ],
  [
    'a shared target',
    {
      facts: {
        pointing: pointing('cname'),
        match: { kind: 'ours', hostId: 'host-1' },
        sharedWith: ['b.example'],
      },
    },
    {},
    'shared-target',
  ],
  [
    'another host of ours',
    { facts: { pointing: pointing('ns'), match: { kind: 'ours', hostId: 'host-2' }, sharedWith: [] } },
    {},
    'other-host',
  ],
  ['a host limited to other domains', {}, { limitedTo: ['other.example'] }, 'limited'],
  [
    'DNS that was not read',
    { facts: { pointing: pointing('unknown'), match: { kind: 'not-applicable' }, sharedWith: [] } },
    {},
    'not-looked-up',
  ],
  [
    'DNS that gave no answer',
    {
      facts: {
        pointing: { ...pointing('unknown'), noAnswer: 'servfail' as const },
        match: { kind: 'not-applicable' },
        sharedWith: [],
      },
    },
    {},
    'no-answer',
  ],
  [
    'a broken name',
    { facts: { pointing: pointing('broken'), match: { kind: 'not-applicable' }, sharedWith: [] } },
    {},
    'broken',
  ],
  ['taking out what DNS leads to', { text: null }, {}, 'would-empty'],
])('%s: nothing is written', async (_, change, settings, code) => {
  const { host, written } = memoryHost(hostSettings(settings), 'v=DMARC1; p=none');
  expect(await makeChange(request(host, change))).toMatchObject({
    result: 'failed',
    problem: { code },
    calls: [],
  });
  expect(await dryRun(request(host, change))).toMatchObject({ ok: false, problem: { code } });
  expect(written).toEqual([]);
});

test('a host may be filled before the domain leads to it', async () => {
  const { host } = memoryHost(hostSettings({ limitedTo: ['Example.com'] }), null);
  const facts = { pointing: pointing('txt'), match: { kind: 'not-applicable' as const }, sharedWith: [] };
  const entry = await makeChange(request(host, { facts, action: 'fill' }));
  expect(entry.result).toBe('done');
  const back = revertOf(entry, { ...request(host, { facts }), id: 'change-2' })!;
  expect(back.text).toBeNull();
  expect((await makeChange(back)).result).toBe('done');
});

test('a change that fails half way is taken back, or told', async () => {
  const run = (fail: { leaves: string | null; restores: boolean }) => {
    const { host } = memoryHost(hostSettings({}), 'v=DMARC1; p=none', fail);
    return makeChange(request(host));
  };
  expect(await run({ leaves: 'v=DMARC1; p=none', restores: true })).toMatchObject({
    result: 'failed',
    problem,
  });
  expect(await run({ leaves: null, restores: true })).toMatchObject({
    result: 'rolled-back',
    after: { texts: ['v=DMARC1; p=none'] },
    problem,
  });
  const half = await run({ leaves: null, restores: false });
  expect(half).toMatchObject({ result: 'half-done', after: null, problem });
  expect(revertOf(half, request(memoryHost(hostSettings({}), null).host))?.text).toBe('v=DMARC1; p=none');
});

test('a dry run shows the calls and makes none', async () => {
  const { host, written } = memoryHost(hostSettings({}), 'v=DMARC1; p=none');
  expect(await dryRun(request(host))).toMatchObject({
    ok: true,
    value: [{ method: 'PATCH', body: 'v=DMARC1; p=reject' }],
  });
  expect(written).toEqual([]);
});
