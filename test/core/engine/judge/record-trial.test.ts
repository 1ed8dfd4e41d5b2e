import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insertTerms } from '../../../../core/domains/spf-change.ts';
import { proposalsFor } from '../../../../core/engine/judge/record-trial.ts';
import { tryRecord } from '../../../../core/engine/judge/try-record.ts';
import { judgedSender, someService } from '../../../support/judged-sender.ts';
import { zoneResolver } from '../../../support/zone-resolver.ts';

const NAME = 'example.com';
const INCLUDE = 'include:_spf.plant.example';
const address = fc.integer({ min: 0, max: 255 }).map((last) => `192.0.2.${last}`);
const term: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('ip4:192.0.2.0/26', '-ip4:192.0.2.128/25', '?ip4:192.0.2.64/26', INCLUDE, 'bogus'),
  fc.constantFrom('include:_spf.plant.example', 'a', 'ip6:2001:db8::/32'),
);

test('what is proposed was not there, is a valid record, and lets mail pass that did not before [ADVICE-1]', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(term, { maxLength: 4 }),
      fc.uniqueArray(address, { minLength: 1, maxLength: 5 }),
      async (terms, addresses) => {
        const before = ['v=spf1', ...terms, '-all'].join(' ');
        const { resolve } = zoneResolver({
          [NAME]: { SOA: true, TXT: [before], A: ['198.51.100.1'] },
          '_spf.plant.example': { TXT: ['v=spf1 ip4:192.0.2.64/27 -all'] },
        });
        const judged = judgedSender({ service: someService() });
        const trial = await tryRecord(NAME, resolve)(before);
        const passing = await Promise.all(addresses.map((each) => trial.passes(each)));
        const missing = addresses.filter((_, i) => !passing[i]);
        const needs = { records: [{ domain: NAME, addresses, messages: 9 }], foreign: 0 };
        const [found] = await proposalsFor(judged, needs, resolve);
        if (found === undefined) return;
        expect(trial.problem).toBe('');
        expect(found.terms.filter((each) => terms.includes(each))).toEqual([]);
        const after = await tryRecord(NAME, resolve)(insertTerms(before, found.terms));
        expect(after.problem).toBe('');
        const helped = await Promise.all(missing.map((each) => after.passes(each)));
        expect(helped).toContain(true);
        for (const each of found.terms.filter((text) => text.startsWith('ip4:'))) {
          expect(await after.passes(each.slice('ip4:'.length))).toBe(true);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a record that DNS does not show, or several of them, gets no proposal', async () => {
  const needs = { records: [{ domain: NAME, addresses: ['192.0.2.1'], messages: 9 }], foreign: 0 };
  const twice = zoneResolver({ [NAME]: { TXT: ['v=spf1 -all', 'v=spf1 ~all'] } }).resolve;
  const fails = zoneResolver({ [NAME]: { fails: 'servfail' } }).resolve;
  expect(await proposalsFor(judgedSender(), needs, twice)).toEqual([]);
  expect(await proposalsFor(judgedSender(), needs, fails)).toEqual([]);
});
