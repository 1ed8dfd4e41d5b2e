import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReadReport, UnreadDocument } from '../../../../core/model/document.ts';
import type { TlsReport } from '../../../../core/model/report.ts';
import { readFile } from '../../../support/unpacked.ts';

const BEGIN = 1_764_201_600;
const END = BEGIN + 86_399;
const SUMMARY = { 'total-successful-session-count': 7, 'total-failure-session-count': 2 };
const POLICY = { 'policy-type': 'sts', 'policy-domain': 'shop.example' };
const RANGE = { 'start-datetime': '2025-11-27T00:00:00Z', 'end-datetime': '2025-11-27T23:59:59Z' };

type Fields = Record<string, unknown>;

function tls(change: Fields = {}, policy: Fields = {}): Fields {
  return {
    'organization-name': 'Receiver',
    'date-range': RANGE,
    'report-id': '1',
    policies: [{ policy: POLICY, summary: SUMMARY, ...policy }],
    ...change,
  };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function read(value: Fields | string): Promise<ReadReport & { report: TlsReport }> {
  const results = await readFile(bytes(typeof value === 'string' ? value : JSON.stringify(value)));
  expect(results).toHaveLength(1);
  expect(results[0]).toMatchObject({ report: { kind: 'tls' } });
  return results[0] as ReadReport & { report: TlsReport };
}

const detail = (count: unknown, type = 'certificate-expired') => ({
  'result-type': type,
  'failed-session-count': count,
});
const details = (...counts: unknown[]) => ({ 'failure-details': counts.map((count) => detail(count)) });
const flat = { ...POLICY, ...SUMMARY };
const typo = { 'total-successful-session-count': 7, 'total-failed-session-count': 2 };

test.each<[string, Fields, successful: number, failed: number, codes: string[]]>([
  ['as the standard says', tls(), 7, 2, []],
  [
    'counts as text',
    tls({}, { summary: { 'total-successful-session-count': '7', 'total-failure-session-count': 2 } }),
    7,
    2,
    ['count-not-a-number'],
  ],
  ['one policy without a list', tls({ policies: { policy: POLICY, summary: SUMMARY } }), 7, 2, []],
  [
    'members of the policy beside each other',
    tls({ policies: [flat] }),
    7,
    2,
    ['element-misplaced', 'element-misplaced'],
  ],
  [
    'the summary in the policy',
    tls({ policies: [{ policy: { ...POLICY, summary: SUMMARY } }] }),
    7,
    2,
    ['element-misplaced'],
  ],
  ['a count under another name', tls({}, { summary: typo }), 7, 2, ['element-alias']],
  [
    'no summary, but details',
    tls({}, { summary: undefined, ...details(3, 2) }),
    0,
    5,
    ['missing', 'missing'],
  ],
  [
    'no count of failures, but details',
    tls({}, { summary: { 'total-successful-session-count': 7 }, ...details(2) }),
    7,
    2,
    ['missing'],
  ],
  ['details of fewer sessions', tls({}, details(1)), 7, 2, []],
  ['sessions that failed in two ways', tls({}, details(2, 2)), 7, 2, []],
  ['one failure more often than all', tls({}, details(3)), 7, 2, ['details-contradict']],
  [
    'a count that is no whole number',
    tls({}, { summary: { ...SUMMARY, 'total-successful-session-count': 2.5 } }),
    0,
    2,
    ['count-not-a-number'],
  ],
  [
    'a negative count',
    tls({}, { summary: { ...SUMMARY, 'total-successful-session-count': -1 } }),
    0,
    2,
    ['count-not-a-number'],
  ],
  [
    'a count of 1e308',
    tls({}, { summary: { ...SUMMARY, 'total-successful-session-count': 1e308 } }),
    0,
    2,
    ['count-not-a-number'],
  ],
  [
    'a list for a count',
    tls({}, { summary: { ...SUMMARY, 'total-successful-session-count': [7] } }),
    0,
    2,
    ['count-not-a-number'],
  ],
])('%s [READ-5]', async (_, value, successful, failed, codes) => {
  const { report, notes, outcome } = await read(value);
  expect(report.policies).toMatchObject([{ domain: 'shop.example', successful, failed }]);
  expect(notes.map((note) => note.code)).toEqual(codes);
  expect(outcome).toBe(codes.length === 0 ? 'report' : 'repaired');
});

test.each([
  [BEGIN, END, true],
  ['2025-11-27T01:00:00+0100', '2025-11-28T00:59:59+01:00', false],
  ['2025-11-27 00:00:00 UTC', '2025-11-27 23:59:59.000000', true],
  ['2025-11-27T00:00:00Z', '2025-11-27T23:59:59.999Z', false],
  ['Thu, 27 Nov 2025 00:00:00 GMT', 'Thu, 27 Nov 2025 23:59:59 GMT', false],
])('a range from %j to %j', async (start, end, odd) => {
  const { report, notes } = await read(
    tls({ 'date-range': { 'start-datetime': start, 'end-datetime': end } }),
  );
  expect([report.begin, report.end]).toEqual([BEGIN, END]);
  expect(notes.some((note) => note.code === 'date-odd')).toBe(odd);
});

test('one domain has one spelling', async () => {
  for (const name of ['BÜCHER.example.', 'xn--bcher-kva.example', ' bücher.example']) {
    const { report } = await read(tls({}, { policy: { ...POLICY, 'policy-domain': name } }));
    expect(report.policies[0]!.domain).toBe('xn--bcher-kva.example');
  }
});

const JSON_TEXT = JSON.stringify(tls());

test('line ends and tabs that stand unescaped in strings are read, with a note [READ-6]', async () => {
  for (const raw of ['Rece\r\niver', 'Rece\tiver']) {
    const { report, notes } = await read(JSON_TEXT.replace('Receiver', raw));
    expect(report.orgName).toBe(raw);
    expect(notes.map((note) => note.code)).toEqual(['control-characters']);
  }
});

test('marks and zeros around it and other encodings do no harm', async () => {
  const latin = Uint8Array.from(JSON_TEXT.replace('Receiver', 'Höst'), (c) => c.charCodeAt(0));
  const wide = new Uint8Array(Buffer.from(`\ufeff${JSON_TEXT}`, 'utf16le'));
  for (const input of [bytes(`\ufeff${JSON_TEXT}`), bytes(`${JSON_TEXT}\0`), latin, wide]) {
    expect(await readFile(input)).toMatchObject([{ report: { policies: [{ successful: 7, failed: 2 }] } }]);
  }
});

test.each([
  ['a comma too many', JSON_TEXT.replace('2}', '2,}')],
  ['cut off', JSON_TEXT.slice(0, -9)],
  ['NaN', JSON_TEXT.replace(':7', ':NaN')],
  ['single quotes', JSON_TEXT.replaceAll('"', "'")],
  ['a quote missing', JSON_TEXT.replace('"report-id"', 'report-id"')],
])('%s: told as broken, with the reason', async (_, text) => {
  const results = await readFile(bytes(text));
  expect(results).toMatchObject([{ outcome: 'rejected', refusal: { code: 'broken-json' } }]);
  expect((results[0] as UnreadDocument).refusal.detail.reason).toMatch(/./);
});

test('of several reports in lines the whole ones are read and the broken one is told', async () => {
  const cut = JSON_TEXT.slice(0, -9);
  const lines = [JSON_TEXT, JSON_TEXT.replace(':7', ':NaN'), JSON_TEXT.replace('"1"', '"2"'), cut];
  expect((await readFile(bytes(lines.join('\n')))).map((it) => [it.member, it.outcome])).toEqual([
    [1, 'report'],
    [2, 'rejected'],
    [3, 'report'],
    [4, 'rejected'],
  ]);
});

test('other JSON is no report, broken or not', async () => {
  for (const text of ['{}', '{"a": 1}', '[{"a": 1}]', '{"a": 1', '{"a": NaN}']) {
    expect(await readFile(bytes(text))).toMatchObject([
      { outcome: 'not-a-report', refusal: { code: 'other-json' } },
    ]);
  }
});

test('JSON made to be deep or full is refused before it is parsed', async () => {
  const deep = `{"policies":${'['.repeat(5_000_000)}`;
  const wrapped = `${'{"policies":'.repeat(200)}1${'}'.repeat(200)}`;
  const full = `{"policies":[${'{},'.repeat(3_000_000)}{}]}`;
  const text = `{"policies":"${'\\"'.repeat(12_000_000)}"`;
  const open = `{"policies":"${'a'.repeat(24_000_000)}`;
  const controls = `{"policies":"${'\n'.repeat(5_000_000)}"}`;
  const codes: string[] = [];
  for (const input of [deep, wrapped, full, text, open, controls]) {
    const [result] = await readFile(bytes(input));
    codes.push((result as UnreadDocument).refusal.code);
  }
  expect(codes).toEqual([
    'too-deep',
    'too-deep',
    'too-many-values',
    'broken-json',
    'broken-json',
    'broken-json',
  ]);
}, 60_000);

test('whatever JSON holds, reading gives results and finite counts', async () => {
  const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant(1e308), fc.constant('1e308'));
  await fc.assert(
    fc.asyncProperty(value, value, value, value, async (a, b, c, d) => {
      const input = tls(
        { 'date-range': a, 'contact-info': b },
        { policy: c, summary: d, 'failure-details': a },
      );
      const results = await readFile(bytes(JSON.stringify(input)));
      expect(results).toHaveLength(1);
      for (const policy of (results[0] as { report?: TlsReport }).report?.policies ?? []) {
        expect(Number.isSafeInteger(policy.successful) && Number.isSafeInteger(policy.failed)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
}, 60_000);
