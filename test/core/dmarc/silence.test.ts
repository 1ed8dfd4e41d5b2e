/** A question that fails makes things unknown; it never makes another statement. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { discover } from '../../../core/dmarc/discover.ts';
import { checkSelector } from '../../../core/dmarc/dkim-key.ts';
import { readPointing } from '../../../core/dmarc/pointing.ts';
import { organizationalDomainByList } from '../../../core/dmarc/public-suffix.ts';
import { parseDmarcRecord } from '../../../core/dmarc/record.ts';
import { reportDestinations } from '../../../core/dmarc/report-destinations.ts';
import { failing, KINDS, someFailing } from '../../support/failing-questions.ts';
import { type Zone, zoneResolver } from '../../support/zone-resolver.ts';

const NOW = 1_800_000_000;
const D = 'sub.example.com';
const OWNER = `_dmarc.${D}`;

const text = fc.constantFrom(
  'v=DMARC1; p=none',
  'v=DMARC1; p=reject; rua=mailto:a@example.com',
  'v=DMARC1; p=quarantine; psd=n',
  'v=DMARC1; p=reject; psd=y',
  'v=DMARCv1; p=none',
  'v=spf1 -all',
);
const texts = fc.array(text, { maxLength: 2 });

/** Zones in which the name is served in each way there is. */
const zones: fc.Arbitrary<Zone> = fc
  .record({
    way: fc.constantFrom('own', 'ns', 'cname', 'wildcard', 'nothing'),
    apex: fc.boolean(),
    own: texts,
    parent: texts,
    top: texts,
  })
  .map(({ way, apex, own, parent, top }) => ({
    ...(apex ? { 'example.com': { SOA: true as const }, [D]: { A: ['192.0.2.1'] } } : {}),
    ...(way === 'own' ? { [OWNER]: { TXT: own } } : {}),
    ...(way === 'ns'
      ? { [OWNER]: { SOA: true as const, NS: ['ns1.host.test', 'ns2.host.test'], TXT: own } }
      : {}),
    ...(way === 'cname' || way === 'wildcard'
      ? { [OWNER]: { CNAME: 'policy.test' }, 'policy.test': { TXT: own } }
      : {}),
    ...(way === 'wildcard' ? { '_no-such-name-k7x2q9.sub.example.com': { CNAME: 'policy.test' } } : {}),
    '_dmarc.example.com': { TXT: parent },
    '_dmarc.com': { TXT: top },
  }));

test('pointing: the same statement, or unknown with the reason [UNK-1]', async () => {
  await fc.assert(
    fc.asyncProperty(zones, someFailing, async (zone, silence) => {
      const { resolve } = zoneResolver(zone);
      const whole = await readPointing(D, resolve, NOW);
      const part = await readPointing(D, failing(resolve, silence), NOW);
      if (part.kind === 'unknown' || part.kind === 'broken') {
        expect(part.noAnswer).toBeDefined();
        expect(part.targets.every((target) => whole.targets.includes(target))).toBe(true);
        if (part.record !== null) expect(part.record).toEqual(whole.record);
      } else expect(part).toEqual(whole);
    }),
    { numRuns: 500 },
  );
});

test.each(KINDS)('pointing: NS gives %s while TXT answers', async (kind) => {
  const zone: Zone = {
    [OWNER]: { SOA: true, NS: ['ns1.host.test'], TXT: ['v=DMARC1; p=reject'], fails: { NS: kind } },
  };
  const found = await readPointing(D, zoneResolver(zone).resolve, NOW);
  expect(found).toMatchObject({ kind: 'unknown', noAnswer: kind, record: { p: 'reject' } });
});

test('discovery: the same record, or a failure; by either method [UNK-1]', async () => {
  await fc.assert(
    fc.asyncProperty(zones, someFailing, async (zone, silence) => {
      const { resolve } = zoneResolver(zone);
      const whole = await discover(D, resolve);
      const part = await discover(D, failing(resolve, silence));
      for (const method of ['treewalk', 'psl'] as const) {
        const [is, was] = [part[method], whole[method]];
        if (is.record === null && is.failure !== null) continue;
        expect([is.record, is.recordDomain, is.source]).toEqual([was.record, was.recordDomain, was.source]);
      }
      if (part.differ) expect(whole.differ).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('keys and report addresses: the same, or unknown [UNK-1]', async () => {
  const zone: Zone = {
    's1._domainkey.example.com': { TXT: ['v=DKIM1; p='] },
    's2._domainkey.example.com': { TXT: ['hello'] },
    'example.com._report._dmarc.agreed.test': { TXT: ['v=DMARC1'] },
    '_dmarc.own.example.com': { TXT: ['v=DMARC1; p=none; psd=n'] },
  };
  const record = parseDmarcRecord(
    'v=DMARC1; p=none; rua=mailto:a@agreed.test,mailto:b@silent.test,mailto:c@below.example.com,mailto:d@own.example.com',
  )!;
  const options = { mine: [], organizationalDomain: organizationalDomainByList };
  await fc.assert(
    fc.asyncProperty(someFailing, async (silence) => {
      const { resolve } = zoneResolver(zone);
      const part = failing(resolve, silence);
      for (const selector of ['s1', 's2', 's3']) {
        const is = await checkSelector('example.com', selector, part);
        if (is.state === 'unknown') expect(is.noAnswer).toBeDefined();
        else expect(is).toEqual(await checkSelector('example.com', selector, resolve));
      }
      const whole = await reportDestinations('example.com', record, resolve, options);
      expect(whole.map((each) => each.authorization)).toEqual(['given', 'missing', 'not-needed', 'missing']);
      const found = await reportDestinations('example.com', record, part, options);
      for (const [i, each] of found.entries()) {
        if (each.authorization !== 'unknown') expect(each).toEqual(whole[i]);
      }
    }),
    { numRuns: 200 },
  );
});
