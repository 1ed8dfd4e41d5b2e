import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_STS_BYTES, readStsPolicy } from '../../../../core/dmarc/transport/sts-policy.ts';
import { bimiRecord, stsRecord, tlsRptRecord } from '../../../../core/dmarc/transport/transport-records.ts';
import { isUsableTlsa } from '../../../../core/dmarc/transport/usable-tlsa.ts';
import { coversHost } from '../../../../core/lib/covers-host.ts';

const LINES = [
  'version: STSv1',
  'mode: enforce',
  'mx: mail.example.com',
  'mx: *.example.net',
  'max_age: 604800',
];

test('a policy with either line end, unknown keys, and the first of a key that comes twice [TRANS-1]', () => {
  const read = {
    ...{
      mode: 'enforce',
      maxAge: 604_800,
      mx: ['mail.example.com', '*.example.net'],
      problems: [],
      valid: true,
    },
  };
  for (const end of ['\n', '\r\n']) expect(readStsPolicy(LINES.join(end) + end)).toEqual(read);
  expect(readStsPolicy([...LINES, 'mode: none', 'later: x', ''].join('\n'))).toEqual(read);
});

test('each fault is named, and makes the policy useless [TRANS-1]', () => {
  const without = (key: string) => LINES.filter((line) => !line.startsWith(key));
  const cases: [lines: string[], code: string][] = [
    [without('version'), 'version'],
    [['version: stsv1', ...without('version')], 'version'],
    [without('mode'), 'mode'],
    [['mode: Enforce', ...without('mode')], 'mode'],
    [without('max_age'), 'max-age'],
    [['max_age: 31557601', ...without('max_age')], 'max-age'],
    [['max_age: 1e3', ...without('max_age')], 'max-age'],
    [without('mx'), 'no-mx'],
    [[...LINES, 'mx: *'], 'bad-mx'],
    [[...LINES, 'mx: a.*.example.com'], 'bad-mx'],
    [[...LINES, '<html>'], 'syntax'],
    [[...LINES, ...Array.from({ length: 1_001 }, () => 'x: y')], 'too-long'],
  ];
  for (const [lines, code] of cases) {
    const { valid, problems } = readStsPolicy(lines.join('\n'));
    expect([valid, problems.map((each) => each.code)], lines.join('|').slice(0, 80)).toEqual([false, [code]]);
  }
  expect(readStsPolicy('version: STSv1\nmode: none\nmax_age: 0').valid, 'mode none needs no host').toBe(true);
});

test('any text is read within its limits, and never throws', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 2_000 }), (text) => {
      const { mx, problems, valid, mode, maxAge } = readStsPolicy(text);
      expect(valid).toBe(problems.length === 0);
      if (valid)
        expect([mode === null, maxAge === null, mode !== 'none' && mx.length === 0]).toEqual([
          false,
          false,
          false,
        ]);
    }),
  );
  expect(readStsPolicy('a'.repeat(2 * MAX_STS_BYTES)).valid).toBe(false);
});

test('a wildcard stands for exactly one label [TRANS-2]', () => {
  const patterns = ['mail.example.com', '*.example.net'];
  const covered = ['mail.example.com', 'MAIL.example.com.', 'a.example.net'];
  const not = [
    'example.com',
    'a.mail.example.com',
    'example.net',
    'a.b.example.net',
    'aexample.net',
    'net',
    '',
  ];
  for (const host of covered) expect(coversHost(patterns, host), host).toBe(true);
  for (const host of not) expect(coversHost(patterns, host), host).toBe(false);
  const label = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 4 }), label, label, (labels, second, top) => {
      const host = [...labels, second, top].join('.');
      expect(coversHost([`*.${second}.${top}`], host)).toBe(labels.length === 1);
    }),
  );
});

test('one record, or as none; another version is passed over [TRANS-1]', () => {
  expect(stsRecord(['v=STSv1; id=20261001;'])).toMatchObject({ state: 'present', id: '20261001' });
  expect(stsRecord(['v=spf1 -all', 'v=STSv1;id=a1'])).toMatchObject({ state: 'present', id: 'a1' });
  expect(stsRecord([])).toMatchObject({ state: 'none' });
  expect(stsRecord(['v=STSv2; id=1'])).toMatchObject({ state: 'none' });
  expect(stsRecord(['v=STSv1; id=1', 'v=STSv1; id=2'])).toMatchObject({ state: 'several', id: '' });
  for (const text of [
    'v=STSv1',
    'v=STSv1; id=',
    'v=STSv1; id=a-b',
    `v=STSv1; id=${'1'.repeat(33)}`,
    'V=STSv1; id=1',
  ])
    expect(stsRecord([text]), text).toMatchObject({ state: 'invalid', id: '' });
  expect(tlsRptRecord(['v=TLSRPTv1; rua=mailto:a@example.com,https://r.example/x'])).toMatchObject({
    ...{ state: 'present', rua: ['mailto:a@example.com', 'https://r.example/x'] },
  });
  expect(tlsRptRecord(['v=TLSRPTv1; rua=a@example.com'])).toMatchObject({ state: 'invalid', rua: [] });
  expect(bimiRecord(['v=BIMI1; l=https://e.example/l.svg; a='])).toMatchObject({
    ...{ state: 'present', logo: 'https://e.example/l.svg', certificate: '' },
  });
});

test('TLSA records that senders of mail can use [TRANS-3]', () => {
  const record = { usage: 3, selector: 1, matching: 1, data: 'a'.repeat(64) };
  expect(isUsableTlsa(record)).toBe(true);
  expect(isUsableTlsa({ ...record, usage: 2, matching: 2, data: 'b'.repeat(128) })).toBe(true);
  expect(isUsableTlsa({ ...record, matching: 0, data: '30' })).toBe(true);
  const bad = [
    { usage: 0 },
    { usage: 1 },
    { usage: 4 },
    { selector: 2 },
    { matching: 3 },
    { data: 'a'.repeat(62) },
    { matching: 0, data: '' },
  ];
  for (const change of bad)
    expect(isUsableTlsa({ ...record, ...change }), JSON.stringify(change)).toBe(false);
});
