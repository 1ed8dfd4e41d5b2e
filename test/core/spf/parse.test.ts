import { expect, test } from 'vitest';
import { formatIp } from '../../../core/lib/ip.ts';
import { firstError, isSpfRecord, MAX_TERMS, parseSpf } from '../../../core/spf/parse.ts';

test('which texts are records (section 4.5)', () => {
  for (const text of ['v=spf1', 'v=spf1 ', 'V=SPF1 -all']) expect(isSpfRecord(text), text).toBe(true);
  for (const text of ['v=spf10 -all', 'v=spf1\t-all', ' v=spf1 -all', 'v=spf2.0/pra', '']) {
    expect(isSpfRecord(text), text).toBe(false);
  }
});

test('every term is taken apart, with its place', () => {
  const text =
    'v=spf1  ~A:Host.example/24//64 mx ?ip4:192.0.2.0/25 -IP6:2001:db8::/32 +include:_spf.%{d2} exists:%{ir}.l.example ptr redirect=r.example exp=e.%{o} moo=%{c} -all ';
  const record = parseSpf(text);
  expect(record.errors).toEqual([]);
  expect(record.mechanisms.map((m) => [m.qualifier, m.name, m.text])).toEqual([
    ['~', 'a', '~A:Host.example/24//64'],
    ['+', 'mx', 'mx'],
    ['?', 'ip4', '?ip4:192.0.2.0/25'],
    ['-', 'ip6', '-IP6:2001:db8::/32'],
    ['+', 'include', '+include:_spf.%{d2}'],
    ['+', 'exists', 'exists:%{ir}.l.example'],
    ['+', 'ptr', 'ptr'],
    ['-', 'all', '-all'],
  ]);
  for (const m of record.mechanisms) expect(text.slice(m.at, m.at + m.text.length)).toBe(m.text);
  expect(record.mechanisms[0]).toMatchObject({ cidr4: 24, cidr6: 64, domain: { text: 'Host.example' } });
  expect(record.mechanisms[1]).toMatchObject({ cidr4: 32, cidr6: 128, domain: null });
  const network = record.mechanisms[3];
  if (network?.name !== 'ip6') throw new Error('the fourth term is no ip6');
  expect([formatIp(network.network), network.prefix]).toEqual(['2001:db8::', 32]);
  expect(record.mechanisms[5]).toMatchObject({
    domain: {
      tokens: [{ letter: 'i', reverse: true, keep: 0, delimiters: '.', escape: false }, '.l.example'],
    },
  });
  expect([record.redirect?.text, record.exp?.text, record.unknown[0]?.text]).toEqual([
    'redirect=r.example',
    'exp=e.%{o}',
    'moo=%{c}',
  ]);
});

test.each([
  ['ip4:192.0.2.300', 'bad-ip4', 3],
  ['ip4:192.0.2.1/33', 'bad-prefix', 13],
  ['ip4:192.0.2.1/08', 'bad-prefix', 13],
  ['ip4', 'bad-ip4', 3],
  ['ip6:2001:db8::/129', 'bad-prefix', 14],
  ['ip6:192.0.2.1', 'bad-ip6', 3],
  ['ip6:::1//8', 'bad-ip6', 3],
  ['inlcude:x.example', 'unknown-mechanism', 0],
  ['-inlcude:x.example', 'unknown-mechanism', 1],
  ['a:localhost', 'bad-domain', 2],
  ['a:x.123', 'bad-domain', 2],
  ['a:x.example/33', 'bad-prefix', 11],
  ['mx//129', 'bad-prefix', 2],
  ['include', 'missing-domain', 7],
  ['include:', 'bad-domain', 8],
  ['exists:%{z}.example', 'bad-macro', 7],
  ['exists:x.%{d0}', 'bad-macro', 9],
  ['exists:x%example.com', 'bad-macro', 8],
  ['exists:x.%{c}', 'bad-macro', 9],
  ['ptr/24', 'unexpected-value', 3],
  ['all:x', 'unexpected-value', 3],
  ['=x', 'bad-modifier-name', 0],
  ['2x=y', 'bad-modifier-name', 0],
  ['redirect=', 'bad-domain', 9],
  ['x=%', 'bad-macro', 2],
  ['a:x.example\tmx', 'bad-character', 11],
  ['a:ü.example', 'bad-character', 2],
])('v=spf1 mx %s -all: %s', (term, code, offset) => {
  const record = parseSpf(`v=spf1 mx ${term} -all`);
  expect(record.errors).toEqual([{ code, text: term, at: 10 + offset }]);
  expect(record.mechanisms.map((m) => m.name)).toEqual(['mx', 'all']);
});

test('all faults are found; a second redirect or exp is one', () => {
  const record = parseSpf(
    'v=spf1 oops redirect=a.example exp=b.example redirect=c.example exp=d.example ip4:1 -all',
  );
  expect(record.errors.map((e) => e.code)).toEqual([
    'unknown-mechanism',
    'second-redirect',
    'second-exp',
    'bad-ip4',
  ]);
  expect(firstError(record)).toMatchObject({ code: 'unknown-mechanism', at: 7 });
});

test('a record of very many terms is cut off and wrong', () => {
  const record = parseSpf(`v=spf1${' a'.repeat(MAX_TERMS + 10)}`);
  expect(record.mechanisms).toHaveLength(MAX_TERMS);
  expect(record.errors).toMatchObject([{ code: 'too-many-terms' }]);
});
