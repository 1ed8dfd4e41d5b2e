import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalDmarcRecord, changeDmarcRecord } from '../../../core/dmarc/build-record.ts';
import { isUsable, parseDmarcRecord } from '../../../core/dmarc/record.ts';
import { MAX_URIS, splitUris } from '../../../core/dmarc/report-uri.ts';
import { MAX_RECORD_LENGTH, MAX_TAGS, readTagList } from '../../../core/lib/tag-list.ts';

const codes = (text: string) => parseDmarcRecord(text)?.problems.map((problem) => problem.code) ?? null;

test('a full record of RFC 9989 is read without problems', () => {
  const record = parseDmarcRecord(
    'v=DMARC1; p=Reject; sp=quarantine; np=none; adkim=S; aspf=r; t=y; psd=n; fo=1:d; rua=mailto:a@example.com,mailto:b@example.com; ruf=mailto:f@example.com;',
  );
  expect(record).toMatchObject({
    p: 'reject',
    sp: 'quarantine',
    np: 'none',
    adkim: 's',
    aspf: 'r',
    testing: true,
    psd: 'n',
    fo: '1:d',
    pct: 100,
    rua: ['mailto:a@example.com', 'mailto:b@example.com'],
    ruf: ['mailto:f@example.com'],
    problems: [],
  });
});

test('the version comes first and matches with case; its name does not [FORCE-4]', () => {
  for (const text of ['v=dmarc1; p=none', 'p=none; v=DMARC1', 'v=DMARC1 p=none', 'v=DMARC10; p=none', '']) {
    expect(parseDmarcRecord(text), text).toBeNull();
  }
  for (const text of ['V = DMARC1 ;p = none', 'v=DMARC1;p=none', '\tv=DMARC1; p=none']) {
    expect(parseDmarcRecord(text)?.p, text).toBe('none');
  }
});

test.each([
  ['v=DMARC1; rua=mailto:a@example.com', ['p-missing']],
  ['v=DMARC1; p=monitor; rua=mailto:a@example.com', ['p-invalid']],
  ['v=DMARC1; p=monitor', ['p-invalid', 'rua-missing', 'not-applied']],
  ['v=DMARC1; p=none; sp=x; rua=b@example.com', ['sp-invalid', 'uri-invalid', 'not-applied']],
  ['v=DMARC1; p=none; rua=mailto:a@example.com!10m', ['uri-size-ignored']],
  [
    'v=DMARC1; p=none; pct=50; rf=afrf; ri=1; rua=mailto:a@example.com',
    ['removed-tag', 'removed-tag', 'removed-tag'],
  ],
  ['v=DMARC1; p=none; pct=150; rua=mailto:a@example.com', ['removed-tag', 'pct-invalid']],
  ['v=DMARC1; sp=none; p=none; rua=mailto:a@example.com', ['p-not-second']],
  ['v=DMARC1; p=none; future=1; rua=mailto:a@example.com', ['unknown-tag']],
  ['v=DMARC1; p=none; nonsense; rua=mailto:a@example.com', ['tag-syntax']],
  ['v=DMARC1; P=none; rua=mailto:a@example.com', ['tag-case']],
  [
    'v=DMARC1; p=none; t=yes; psd=no; adkim=x; fo=9; rua=mailto:a@example.com',
    ['adkim-invalid', 't-invalid', 'psd-invalid', 'fo-invalid'],
  ],
  ['v=DMARC1; p=none; p=reject; rua=mailto:a@example.com', ['duplicate-tag']],
])('%s has problems %j', (text, expected) => {
  expect(codes(text)).toEqual(expected);
});

test('a repeated tag makes the whole list invalid [FORCE-4]', () => {
  expect(isUsable(parseDmarcRecord('v=DMARC1; p=none; p=reject')!)).toBe(false);
  expect(isUsable(parseDmarcRecord('v=DMARC1; p=none; x')!)).toBe(true);
});

test('a hostile record is read up to the cap', () => {
  const text = `v=DMARC1; p=none; ${Array.from({ length: 5000 }, (_, i) => `x${i}=1`).join(';')}`;
  const record = parseDmarcRecord(text)!;
  expect(record.tags.length).toBe(MAX_TAGS);
  expect(record.problems.some((problem) => problem.code === 'record-too-long')).toBe(true);
  expect(parseDmarcRecord(text, { maxTags: 3 })!.tags.length).toBe(3);
  const long = `v=DMARC1; x=${'y'.repeat(MAX_RECORD_LENGTH)}; p=none`;
  expect(parseDmarcRecord(long)).toMatchObject({ p: null });
  expect(readTagList('a=1; b=2', { maxLength: 4 })).toMatchObject({ truncated: true, tags: [{ name: 'a' }] });
  const uris = Array(MAX_URIS + 1)
    .fill('mailto:a@example.com')
    .join(',');
  expect(splitUris(uris)).toHaveLength(MAX_URIS);
  expect(splitUris(uris, 2)).toHaveLength(2);
});

test('a change keeps every other tag, unknown ones too, in a fixed order [FORCE-5]', () => {
  const record = parseDmarcRecord('v=DMARC1;rua=mailto:a@example.com; future=7;p=none;pct=20');
  expect(changeDmarcRecord(record, { p: 'quarantine' })).toBe(
    'v=DMARC1; p=quarantine; pct=20; rua=mailto:a@example.com; future=7',
  );
  expect(changeDmarcRecord(record, { p: 'reject', sp: 'reject', testing: true, pct: null, rua: [] })).toBe(
    'v=DMARC1; p=reject; sp=reject; t=y; future=7',
  );
  expect(changeDmarcRecord(null, { rua: ['mailto:a@example.com'] })).toBe(
    'v=DMARC1; p=none; rua=mailto:a@example.com',
  );
});

test('building is stable: what was built reads back to the same text and values', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
  const value = fc.stringMatching(/^[a-z0-9:@.,-]{1,12}$/);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(name, value), { maxLength: 12 }),
      fc.constantFrom('none', 'quarantine', 'reject'),
      (tags, p) => {
        const text = ['v=DMARC1', ...tags.map(([key, text]) => `${key}=${text}`)].join(';');
        const built = changeDmarcRecord(parseDmarcRecord(text), { p: p as 'none' });
        const again = parseDmarcRecord(built)!;
        expect(again.p).toBe(p);
        expect(canonicalDmarcRecord(built)).toBe(built);
        expect(changeDmarcRecord(again, {})).toBe(built);
        const kept = new Map(again.tags.map((tag) => [tag.name, tag.value]));
        for (const [key] of tags) expect(kept.has(key)).toBe(true);
      },
    ),
  );
});

test('a piece that is no tag is told, and an edit leaves it out [FORCE-8]', () => {
  const text = 'v=DMARC1; p=none; rua=mailto:a@example.com;mailto:b@example.com';
  const record = parseDmarcRecord(text)!;
  expect(record.problems).toEqual([{ code: 'tag-syntax', detail: 'mailto:b@example.com' }]);
  expect(record.rua).toEqual(['mailto:a@example.com']);
  expect(changeDmarcRecord(record, { p: 'reject' })).toBe('v=DMARC1; p=reject; rua=mailto:a@example.com');
});
