import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type NextRecordFacts, nextRecord } from '../../../core/dmarc/next-record.ts';
import { policyInForce } from '../../../core/dmarc/policy-in-force.ts';
import { isUsable, parseDmarcRecord } from '../../../core/dmarc/record.ts';
import { rejectsEverything } from '../../../core/domains/rejects-everything.ts';
import type { InForce } from '../../../core/model/dmarc.ts';
import type { Policy } from '../../../core/model/report.ts';
import { pointing } from '../../support/pointings.ts';

const facts = ({
  pointing: at = pointing('txt'),
  ...change
}: Partial<NextRecordFacts> = {}): NextRecordFacts => ({
  domain: 'example.com',
  pointing: at,
  inForce: null,
  inherited: null,
  rejectsAll: rejectsEverything(at.record),
  sendsNothing: false,
  readiness: 'review',
  reportAddresses: ['dmarc@example.com'],
  ...change,
});
const txt = (text: string, change: Partial<NextRecordFacts> = {}) =>
  nextRecord(facts({ pointing: pointing('txt', { text }), ...change }));
const RUA = 'rua=mailto:a@example.com';

test.each([
  ['none', pointing('none'), 'publish', 'v=DMARC1; p=none; rua=mailto:dmarc@example.com'],
  ['empty', pointing('empty'), 'publish', 'v=DMARC1; p=none; rua=mailto:dmarc@example.com'],
  [
    'several',
    pointing('several', {
      texts: [`v=DMARC1; p=reject; ${RUA}`, 'v=DMARC1; p=none; rua=mailto:b@example.com'],
    }),
    'merge',
    'v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.com',
  ],
  [
    'twice the same tag',
    pointing('txt', { text: `v=DMARC1; p=none; p=reject; ${RUA}` }),
    'repair',
    `v=DMARC1; p=none; ${RUA}`,
  ],
  [
    'no reports',
    pointing('txt', { text: 'v=DMARC1; p=none' }),
    'reports',
    'v=DMARC1; p=none; rua=mailto:dmarc@example.com',
  ],
  [
    'at none',
    pointing('txt', { text: `v=DMARC1; p=none; ${RUA}` }),
    'raise',
    `v=DMARC1; p=quarantine; ${RUA}`,
  ],
  [
    'half',
    pointing('txt', { text: `v=DMARC1; p=quarantine; pct=50; ${RUA}` }),
    'full',
    `v=DMARC1; p=quarantine; ${RUA}`,
  ],
  [
    'at quarantine',
    pointing('ns', { text: `v=DMARC1; p=quarantine; ${RUA}` }),
    'raise',
    `v=DMARC1; p=reject; ${RUA}`,
  ],
  [
    'at reject, names below it at less',
    pointing('txt', { text: `v=DMARC1; p=reject; sp=none; ${RUA}` }),
    'keep-own',
    `v=DMARC1; p=reject; sp=none; ${RUA}`,
  ],
  ['at reject', pointing('ns', { text: `v=DMARC1; p=reject; ${RUA}` }), 'keep', `v=DMARC1; p=reject; ${RUA}`],
])('%s', (_, at, code, value) => {
  expect(nextRecord(facts({ pointing: at }))).toMatchObject({ code, value, name: '_dmarc.example.com' });
});

test('where DNS did not tell, or fails, no record is made up [NEED-1]', () => {
  expect(nextRecord(facts({ pointing: pointing('unknown') }))).toBeNull();
  expect(nextRecord(facts({ pointing: pointing('broken') }))).toBeNull();
});

test('a stricter policy is for now only where the figures allow it, or nothing is sent [NEED-7]', () => {
  const text = `v=DMARC1; p=none; ${RUA}`;
  for (const readiness of ['review', 'not-yet', 'too-little-data', null] as const) {
    expect(txt(text, { readiness })).toMatchObject({ code: 'raise', now: false });
  }
  expect(txt(text, { readiness: 'ready' })).toMatchObject({ policy: 'quarantine', now: true });
  expect(txt(text, { sendsNothing: true })).toMatchObject({ code: 'lock', policy: 'reject', now: true });
});

const force = (current: InForce['current'], old = current): InForce => ({
  ...{ current, old, pct: 100, testing: false },
});
const inherits = (text: string, p: Policy, change: Partial<NextRecordFacts> = {}) =>
  nextRecord(
    facts({
      ...{ domain: 'sub.example.com', pointing: pointing('none'), reportAddresses: [] },
      ...{ inForce: force(p), inherited: { record: parseDmarcRecord(text)!, p } },
      ...change,
    }),
  );

test('beside an inherited policy stands the same one, for both kinds of receiver, with reports where they go now [NEED-7]', () => {
  const text =
    'v=DMARC1; p=reject; sp=quarantine; np=reject; psd=n; pct=20; t=y; adkim=s; fo=1; rua=mailto:d@reports.test';
  expect(inherits(text, 'quarantine')).toMatchObject({
    code: 'own',
    policy: 'quarantine',
    value: 'v=DMARC1; p=quarantine; adkim=s; t=y; pct=20; fo=1; rua=mailto:d@reports.test',
    also: [{ name: 'sub.example.com._report._dmarc.reports.test', type: 'TXT', value: 'v=DMARC1' }],
  });
  // A delegated name without a record inherits as well.
  expect(inherits(text, 'quarantine', { pointing: pointing('empty') })).toMatchObject({
    policy: 'quarantine',
  });
});

test('where it is not known what applies from above, no record is made up that may be weaker [NEED-1]', () => {
  for (const inForce of [force('unknown'), force('none', 'unknown'), force('unknown', 'reject')]) {
    for (const kind of ['none', 'empty', 'several'] as const) {
      const at = pointing(kind, { texts: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] });
      expect(nextRecord(facts({ pointing: at, inForce }))).toBeNull();
      expect(nextRecord(facts({ pointing: at, inForce, sendsNothing: true }))).toMatchObject({
        policy: 'reject',
      });
    }
  }
});

test('behind an alias the record stands at its end, since nothing may stand beside the alias [NEED-7] [POINT-3]', () => {
  const at = 'corp.host.test';
  for (const kind of ['cname', 'empty', 'several'] as const) {
    const texts = [`v=DMARC1; p=none; ${RUA}`, `v=DMARC1; p=none; ${RUA};fo=1`];
    expect(nextRecord(facts({ pointing: pointing(kind, { at, texts }) }))?.name).toBe(at);
  }
});

test('what takes the place of records that nobody applies is no stricter than what is in force, until figures allow it [NEED-7]', () => {
  const broken = `v=DMARC1; p=reject; sp=rejct; ${RUA}`;
  expect(txt(broken)).toMatchObject({ code: 'repair', value: `v=DMARC1; p=none; ${RUA}` });
  expect(txt(broken, { readiness: 'ready' })).toMatchObject({ value: `v=DMARC1; p=reject; ${RUA}` });
  expect(txt(broken, { inForce: force('quarantine') })).toMatchObject({ policy: 'quarantine' });
  expect(txt(` v=DMARC1; p=reject; ${RUA}`, { inForce: force('reject') })).toMatchObject({
    policy: 'reject',
  });
  const texts = [`v=DMARC1; p=reject; ${RUA}`, `v=DMARC1; p=reject; ${RUA}; fo=1`];
  const at = pointing('several', { texts });
  expect(nextRecord(facts({ pointing: at }))).toMatchObject({ policy: 'none' });
  expect(nextRecord(facts({ pointing: at, readiness: 'ready' }))).toMatchObject({ policy: 'quarantine' });
  expect(nextRecord(facts({ pointing: at, inForce: force('reject') }))).toMatchObject({ policy: 'reject' });
});

test('no next record asks for more at names below than is in force there, until figures allow it [NEED-7]', () => {
  const STEPS = ['none', 'quarantine', 'reject'];
  const word = (tag: string, ...values: string[]) =>
    fc.constantFrom('', ...values).map((value) => (value === '' ? '' : `; ${tag}=${value}`));
  const texts = fc
    .tuple(
      fc.constantFrom('v=DMARC1', ' v=DMARC1'),
      word('p', ...STEPS, 'bad'),
      word('sp', ...STEPS, 'bad'),
      word('np', ...STEPS, 'bad'),
      word('t', 'y'),
      word('pct', '0', '50'),
      word('rua', 'mailto:a@example.com', 'a'),
      word('fo', '1; fo=1', '1; x'),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      texts,
      fc.constantFrom<NextRecordFacts['readiness']>('review', 'not-yet', 'too-little-data', null),
      (text, readiness) => {
        const before = parseDmarcRecord(text);
        const inForce = policyInForce(before);
        const made = txt(text, { readiness, inForce: { ...inForce, old: inForce.old } });
        if (made === null || !made.now) return;
        for (const exists of [true, false]) {
          const options = { inherited: true, exists };
          const was = policyInForce(before, options);
          const is = policyInForce(parseDmarcRecord(made.value), options);
          const most = (policies: (Policy | null)[]) =>
            Math.max(0, ...policies.map((each) => STEPS.indexOf(each ?? 'none')));
          // No stricter than what some receivers apply to these names, or to the domain itself, now.
          const limit = most([was.current, was.old, inForce.current, inForce.old]);
          expect(most([is.current, is.old]), `${text} → ${made.value}`).toBeLessThanOrEqual(limit);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

test('one record in place of several asks in no tag for more than the weakest, and keeps all addresses [NEED-7]', () => {
  const texts = [
    `v=DMARC1; p=none; sp=reject; aspf=s; ${RUA}`,
    'v=DMARC1; p=quarantine; sp=none; np=reject; adkim=s; fo=1; ruf=mailto:f@example.com; rua=mailto:b@example.com',
  ];
  expect(nextRecord(facts({ pointing: pointing('several', { texts }) }))?.value).toBe(
    'v=DMARC1; p=none; fo=1; rua=mailto:a@example.com,mailto:b@example.com; ruf=mailto:f@example.com',
  );
});

test('of a domain that sends nothing only a record that rejects all is kept [NEED-7]', () => {
  for (const hole of ['sp=none', 'np=quarantine', 't=y', 'pct=50']) {
    expect(txt(`v=DMARC1; p=reject; ${hole}; ${RUA}`, { sendsNothing: true })).toMatchObject({
      code: 'lock',
      value: `v=DMARC1; p=reject; ${RUA}`,
    });
  }
  expect(txt(`v=DMARC1; p=reject; ${RUA}`, { sendsNothing: true })).toMatchObject({
    code: 'keep',
    replaces: [],
  });
});

test('an address of another organisation comes with the record of consent; without any address that is said', () => {
  const next = nextRecord(facts({ pointing: pointing('none'), reportAddresses: ['x@reports.test'] }));
  expect(next?.also).toEqual([
    { name: 'example.com._report._dmarc.reports.test', type: 'TXT', value: 'v=DMARC1' },
  ]);
  expect(nextRecord(facts({ pointing: pointing('none'), reportAddresses: [] }))).toMatchObject({
    noReports: true,
    value: 'v=DMARC1; p=none',
  });
});

test('every record it gives can be read, is one step at most, and leads to its end [NEED-7]', () => {
  const policy = fc.constantFrom('none', 'quarantine', 'reject', 'quarantain', '');
  const tag = fc.constantFrom(
    'pct=50',
    't=y',
    'sp=none',
    'np=reject',
    'adkim=s',
    'x=1',
    RUA,
    'rua=nobody',
    'p=none',
    'junk',
  );
  const record = fc
    .tuple(policy, fc.array(tag, { maxLength: 5 }))
    .map(([p, tags]) => ['v=DMARC1', ...(p === '' ? [] : [`p=${p}`]), ...tags].join('; '));
  const ladder = ['none', 'quarantine', 'reject'];
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 3 }), fc.boolean(), (texts, ready) => {
      const readiness = ready ? 'ready' : 'not-yet';
      let at = texts.length > 1 ? pointing('several', { texts }) : pointing('txt', { text: texts[0]! });
      for (let step = 0; step < 8; step++) {
        const applied = policyInForce(at.record);
        const inForce = force(applied.current ?? 'none', applied.old ?? 'none');
        const next = nextRecord(facts({ pointing: at, readiness, inForce }))!;
        const read = parseDmarcRecord(next.value)!;
        expect(read.p).toBe(next.policy);
        if (next.code === 'keep' || next.code === 'keep-own') {
          expect(read.p).toBe('reject');
          expect(rejectsEverything(read)).toBe(next.code === 'keep');
          return;
        }
        expect(isUsable(read)).toBe(true);
        const climbed = ladder.indexOf(next.policy) - ladder.indexOf(at.record?.p ?? 'none');
        if (at.kind === 'txt' && next.code !== 'repair') expect(climbed).toBe(next.code === 'raise' ? 1 : 0);
        const after = policyInForce(read);
        for (const kind of ['current', 'old'] as const) {
          const change = ladder.indexOf(after[kind] ?? 'none') - ladder.indexOf(inForce[kind] ?? 'none');
          expect(change).toBeGreaterThanOrEqual(0);
          if (next.now && !ready) expect(change).toBe(0);
        }
        if (next.code === 'raise') expect(next.now).toBe(ready);
        at = pointing('txt', { text: next.value });
      }
      expect.unreachable('the steps do not end');
    }),
  );
});
