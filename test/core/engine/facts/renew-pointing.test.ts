/** What is kept of a domain's DMARC where DNS gives no answer. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { domainStatus } from '../../../../core/domains/status.ts';
import { assessPointing, type KeptPointing, keepPointing } from '../../../../core/engine/facts/pointings.ts';
import { LASTING_BROKEN_SECONDS } from '../../../../core/engine/facts/renew-pointing.ts';
import { failing, KINDS, someFailing } from '../../../support/failing-questions.ts';
import { testStore } from '../../../support/stored-reports.ts';
import { type Zone, zoneResolver } from '../../../support/zone-resolver.ts';

const NOW = 1_800_000_000;
const HOUR = 3_600;
const REJECT = { TXT: ['v=DMARC1; p=reject'] };

const ZONES: Record<string, Zone> = {
  ns: { '_dmarc.a.example.com': { SOA: true, NS: ['ns1.host.test'], ...REJECT } },
  cname: { '_dmarc.a.example.com': { CNAME: 'x.host.test' }, 'x.host.test': REJECT },
  txt: { 'example.com': { SOA: true }, '_dmarc.a.example.com': REJECT },
  inherits: {
    'example.com': { SOA: true },
    'a.example.com': { A: ['192.0.2.1'] },
    '_dmarc.example.com': REJECT,
  },
  np: {
    'example.com': { SOA: true },
    'a.example.com': { A: ['192.0.2.1'] },
    '_dmarc.example.com': { TXT: ['v=DMARC1; p=none; np=reject'] },
  },
  several: {
    '_dmarc.a.example.com': { TXT: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] },
    '_dmarc.example.com': REJECT,
  },
  nothing: { 'example.com': { SOA: true } },
};

const status = ({ pointing, inheritsFrom }: KeptPointing, locked: boolean) =>
  domainStatus({ pointing, host: { kind: 'not-applicable' }, locked, declared: null, inheritsFrom });

test.each(Object.keys(ZONES))(
  '%s: silence changes no status, and no policy that was known [UNK-1]',
  async (name) => {
    const { resolve } = zoneResolver(ZONES[name]!);
    const before = await assessPointing('a.example.com', resolve, NOW, null);
    await fc.assert(
      fc.asyncProperty(
        fc.array(someFailing, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (turns, locked) => {
          let kept = before;
          for (const [turn, silence] of turns.entries()) {
            kept = await assessPointing(
              'a.example.com',
              failing(resolve, silence),
              NOW + (turn + 1) * HOUR,
              kept,
            );
            expect(status(kept, locked)).toEqual(status(before, locked));
            expect(kept.inheritsFrom).toBe(before.inheritsFrom);
            expect(kept.pointing.record?.text).toBe(before.pointing.record?.text);
            expect([kept.inForce?.current, kept.inForce?.old]).toEqual([
              before.inForce?.current,
              before.inForce?.old,
            ]);
          }
        },
      ),
      { numRuns: 60 },
    );
  },
);

test.each(KINDS)('%s for every question: the last answer stays with its age and the reason', async (kind) => {
  const { resolve } = zoneResolver(ZONES.inherits!);
  const before = await assessPointing('a.example.com', resolve, NOW, null);
  const kept = await assessPointing(
    'a.example.com',
    failing(resolve, { seed: 1, share: 100, kind }),
    NOW + HOUR,
    before,
  );
  expect(kept).toMatchObject({
    inheritsFrom: 'example.com',
    pointing: { kind: 'none', stale: true, seen: NOW, noAnswer: kind },
    inForce: { current: 'reject', old: 'reject', noAnswer: { why: kind, at: NOW } },
  });
  // Who was not asked is asked first next time.
  const notAsked = ['offline', 'no-resolver', 'not-allowed', 'names-off', 'budget'].includes(kind);
  expect(kept.at).toBe(notAsked ? NOW : NOW + HOUR);
});

test('with nothing known before, silence is not "none", and the reason tells whether anybody was asked [UNK-2]', async () => {
  const { resolve } = zoneResolver(ZONES.txt!);
  const read = (kind: (typeof KINDS)[number]) =>
    assessPointing('a.example.com', failing(resolve, { seed: 1, share: 100, kind }), NOW, null);
  const silent = await read('timeout');
  expect(silent).toMatchObject({
    pointing: { kind: 'unknown', noAnswer: 'timeout' },
    inForce: { current: 'unknown', old: 'unknown', noAnswer: { why: 'timeout', at: null } },
  });
  expect(status(silent, false)).toEqual({ status: 'none', reason: 'no-answer' });
  expect(status(await read('budget'), false)).toEqual({ status: 'none', reason: 'not-looked-up' });
});

test('the parent that does not answer is not "no record" [UNK-1]', async () => {
  const zone: Zone = { ...ZONES.inherits, '_dmarc.example.com': { fails: 'servfail' } };
  const kept = await assessPointing('a.example.com', zoneResolver(zone).resolve, NOW, null);
  expect(kept.inForce).toMatchObject({ current: 'unknown', old: 'unknown' });
});

test('SERVFAIL in place of a known pointing is told as broken once it has lasted a day [UNK-3]', async () => {
  const { resolve } = zoneResolver(ZONES.ns!);
  const dark = zoneResolver({ '_dmarc.a.example.com': { fails: 'servfail', ede: 22 } }).resolve;
  let kept = await assessPointing('a.example.com', resolve, NOW, null);
  const later = NOW + 40 * 86_400;
  for (const after of [0, LASTING_BROKEN_SECONDS - 1]) {
    kept = await assessPointing('a.example.com', dark, later + after, kept);
    expect(kept.pointing).toMatchObject({ kind: 'ns', noAnswer: 'servfail', seen: NOW });
  }
  kept = await assessPointing('a.example.com', dark, later + LASTING_BROKEN_SECONDS, kept);
  expect(kept.pointing).toMatchObject({ kind: 'broken', fault: 'lame' });
  kept = await assessPointing('a.example.com', resolve, later + 2 * LASTING_BROKEN_SECONDS, kept);
  expect(kept.pointing).toMatchObject({ kind: 'ns' });
  expect(kept.pointing.noAnswer).toBeUndefined();
});

test('older receivers apply what the public suffix list leads to, new ones what the walk does [FORCE-1]', async () => {
  const between: Zone = {
    '_dmarc.b.example.com': { TXT: ['v=DMARC1; p=reject; psd=n'] },
    '_dmarc.example.com': { TXT: ['v=DMARC1; p=none'] },
  };
  const one = await assessPointing('a.b.example.com', zoneResolver(between).resolve, NOW, null);
  expect(one).toMatchObject({ inheritsFrom: 'b.example.com', inForce: { current: 'reject', old: 'none' } });
  const two = await assessPointing('a.example.com', zoneResolver(ZONES.several!).resolve, NOW, null);
  expect(two.inForce).toMatchObject({ current: 'reject', old: null });
});

test('the longest TTL that was told of a record is kept, since caches tell what is left of it', async () => {
  const long = zoneResolver(ZONES.txt!, { ttl: 86_400 }).resolve;
  const left = zoneResolver(ZONES.txt!, { ttl: 10 }).resolve;
  const before = await assessPointing('a.example.com', long, NOW, null);
  expect((await assessPointing('a.example.com', left, NOW + 60, before)).pointing.ttl).toBe(86_400);
  const other = zoneResolver({ '_dmarc.a.example.com': { TXT: ['v=DMARC1; p=none'] } }, { ttl: 10 }).resolve;
  expect((await assessPointing('a.example.com', other, NOW + 60, before)).pointing.ttl).toBe(10);
});

test('silence adds nothing to the record of changes [ALERT-9]', async () => {
  const store = await testStore();
  const { resolve } = zoneResolver(ZONES.ns!);
  const before = await assessPointing('a.example.com', resolve, NOW, null);
  await keepPointing(store, 'a.example.com', before, NOW);
  for (const [i, kind] of KINDS.entries()) {
    const dark = failing(resolve, { seed: 7, share: 60, kind });
    await keepPointing(
      store,
      'a.example.com',
      await assessPointing('a.example.com', dark, NOW + i, before),
      NOW + i,
    );
  }
  expect(await store.snapshots.count('_dmarc.a.example.com')).toBe(1);
  store.close();
});
