import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type NextRecordFacts, nextRecord } from '../../../core/dmarc/next-record.ts';
import { isUsable, parseDmarcRecord } from '../../../core/dmarc/record.ts';
import { pointing } from '../../support/pointings.ts';

const facts = (change: Partial<NextRecordFacts> = {}): NextRecordFacts => ({
  domain: 'example.com',
  pointing: pointing('txt'),
  inheritsFrom: null,
  inForce: null,
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

test('an inherited policy is offered as one of its own, never a weaker one', () => {
  const force = { current: 'quarantine' as const, old: 'quarantine' as const, pct: 100, testing: false };
  expect(
    nextRecord(facts({ pointing: pointing('none'), inheritsFrom: 'parent.example', inForce: force })),
  ).toMatchObject({
    code: 'own',
    policy: 'quarantine',
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
        const next = nextRecord(facts({ pointing: at, readiness }))!;
        const read = parseDmarcRecord(next.value)!;
        expect(read.p).toBe(next.policy);
        if (next.code === 'keep') {
          expect(read.p).toBe('reject');
          return;
        }
        expect(isUsable(read)).toBe(true);
        const before = at.record?.p ?? 'none';
        const climbed = ladder.indexOf(next.policy) - ladder.indexOf(before);
        if (at.kind === 'txt') expect(climbed).toBe(next.code === 'raise' ? 1 : 0);
        if (next.code === 'raise') expect(next.now).toBe(ready);
        at = pointing('txt', { text: next.value });
      }
      expect.unreachable('the steps do not end');
    }),
  );
});
