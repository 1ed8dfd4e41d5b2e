import { expect, test } from 'vitest';
import { MAX_NEAR_MISSES, nearMiss, nearMisses } from '../../../core/dmarc/near-miss.ts';
import { readPointing } from '../../../core/dmarc/pointing.ts';
import { parseDmarcRecord } from '../../../core/dmarc/record.ts';
import { askZone } from '../../support/zone-questions.ts';
import type { Zone } from '../../support/zone-resolver.ts';

test.each([
  ['v=DMARCv1; p=reject', 'near-miss-version'],
  ['v=DMARC1.0; p=none', 'near-miss-version'],
  ['v=DMARC2', 'near-miss-version'],
  ['v=dmarc1; p=reject', 'near-miss-case'],
  ['v=DMARC1 p=reject', 'near-miss-separator'],
  ['v=DMARC1, p=none', 'near-miss-separator'],
  ['p=reject; v=DMARC1', 'near-miss-not-first'],
  ['p=reject; rua=mailto:a@example.com', 'near-miss-no-version'],
  ['"v=DMARC1; p=none"', 'near-miss-quoted'],
  ['v=DMARC1\\; p=none', 'near-miss-escaped'],
  ['_dmarc.example.com. 300 IN TXT v=DMARC1; p=none', 'near-miss-zone-line'],
])('%s was meant as a record', (text, code) => {
  expect(parseDmarcRecord(text)).toBeNull();
  expect(nearMiss(text)).toEqual({ code, detail: text });
});

test.each([
  'v=DMARC1; p=none',
  ' v=DMARC1; p=none',
  'v=spf1 -all',
  'v=DKIM1; p=MIIB',
  'DMARC is looked after by Jane',
  'google-site-verification=abc',
  '',
])('“%s” is a record, or means something else', (text) => {
  expect(nearMiss(text)).toBeNull();
});

test('long texts are cut, many are capped, and reading is linear', () => {
  expect(nearMiss(`v=DMARC9; p=${'x'.repeat(60_000)}`)?.detail.length).toBeLessThan(310);
  expect(nearMisses(Array.from({ length: 900 }, () => 'v=DMARC9'))).toHaveLength(MAX_NEAR_MISSES);
});

test('a leading space is told, since receivers may pass over the record [FORCE-4]', () => {
  const codes = (text: string) => parseDmarcRecord(text)?.problems.map((each) => each.code);
  expect(codes(' v=DMARC1; p=none; rua=mailto:a@example.com')).toEqual(['leading-space']);
  expect(codes('v=DMARC1; p=none; rua=mailto:a@example.com')).toEqual([]);
});

test.each([
  ['dmarc@example.com', 'uri-invalid'],
  ['mailto://dmarc@example.com', 'uri-slashes'],
  ['mailto:', 'uri-no-address'],
  ['mailto:0', 'uri-no-address'],
  ['mailto:a@', 'uri-no-address'],
  ['mailto:@example.com', 'uri-no-address'],
  ['mailto: a@example.com', 'uri-invalid'],
  ['mail:a@example.com', 'uri-not-mail'],
  ['mailto:<a@example.com>', 'uri-invalid'],
  ['mailto:a@example.com mailto:b@example.com', 'uri-invalid'],
])('nobody gets reports at %s [FORCE-6]', (uri, code) => {
  const problems = parseDmarcRecord(`v=DMARC1; p=none; rua=${uri}`)?.problems ?? [];
  expect(problems).toContainEqual({ code, detail: uri });
});

const TEXT = 'v=DMARC1; p=none';
const SIBLING = '_no-such-name-k7x2q9.example.com';

const ODD: [string, Zone, object][] = [
  [
    'a wildcard alias delegates nothing',
    { '_dmarc.example.com': { CNAME: 'www.test' }, [SIBLING]: { CNAME: 'www.test' } },
    { kind: 'none', targets: [], problems: [{ code: 'wildcard-alias', detail: 'www.test' }] },
  ],
  [
    'a record behind a wildcard alias applies, and is nobody else’s to change',
    {
      '_dmarc.example.com': { CNAME: 'www.test' },
      [SIBLING]: { CNAME: 'www.test' },
      'www.test': { TXT: [TEXT] },
    },
    { kind: 'txt', record: { p: 'none' }, problems: [{ code: 'wildcard-alias', detail: 'www.test' }] },
  ],
  [
    'an alias of its own beside a wildcard',
    { '_dmarc.example.com': { CNAME: 'policy.test' }, [SIBLING]: { CNAME: 'www.test' } },
    { kind: 'empty', via: 'cname', targets: ['policy.test'] },
  ],
  [
    'a near-miss',
    { '_dmarc.example.com': { TXT: ['v=DMARCv1; p=none'] } },
    { kind: 'none', record: null, problems: [{ code: 'near-miss-version', detail: 'v=DMARCv1; p=none' }] },
  ],
];

test.each(ODD)('%s [POINT-2] [POINT-6]', async (_, zone, expected) => {
  expect(await readPointing('example.com', askZone(zone), 1_800_000_000)).toMatchObject(expected);
});

test('a record of the owner beside an alias for other types is a conflict [POINT-3]', async () => {
  const own = askZone({ '_dmarc.example.com': { TXT: [TEXT] } });
  const alias = askZone({ '_dmarc.example.com': { CNAME: 'vendor.test' } });
  const found = await readPointing('example.com', (name, type, purpose) =>
    (type === 'TXT' && name === '_dmarc.example.com' ? own : alias)(name, type, purpose),
  );
  expect(found).toMatchObject({
    kind: 'txt',
    targets: [],
    problems: [{ code: 'alias-beside-record', detail: 'vendor.test' }],
  });
});
