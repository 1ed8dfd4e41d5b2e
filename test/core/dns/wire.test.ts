import * as codec from '@dnsquery/dns-packet';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeAnswer, encodeQuery, MAX_CHAIN, MAX_RECORDS } from '../../../core/dns/wire.ts';

const NAME = 'mail.example.com';
type Part = Partial<codec.Packet>;

function answer(part: Part, question: Partial<codec.Question> = {}): Uint8Array {
  return codec.encode({
    type: 'response',
    id: 0,
    flags: 0x180,
    questions: [{ name: NAME, type: 'TXT', class: 'IN', ...question }],
    ...part,
  });
}
const txt = (...data: (string | Uint8Array)[]): codec.Answer => ({ type: 'TXT', name: NAME, ttl: 60, data });
const rcode = (bytes: Uint8Array, code: number): Uint8Array => {
  bytes[3] = ((bytes[3] ?? 0) & 0xf0) | code;
  return bytes;
};
const decode = (bytes: Uint8Array) => decodeAnswer(bytes, NAME, 'TXT');

test('a question has id 0 and asks for recursion', () => {
  const query = codec.decode(encodeQuery(NAME, 'TXT') as Uint8Array);
  expect(query).toMatchObject({
    id: 0,
    flag_rd: true,
    questions: [{ name: NAME, type: 'TXT', class: 'IN' }],
  });
  for (const name of [
    '',
    'a..b',
    `${'x'.repeat(64)}.example`,
    `${'abcdefg.'.repeat(32)}example`,
    'ex\u0000.example',
    'ü.example',
  ]) {
    expect(encodeQuery(name, 'A'), name).toBe(null);
  }
});

test('TXT strings keep their bytes and boundaries', () => {
  const result = decode(answer({ answers: [txt('v=spf1 ', '-all', Uint8Array.of(0xff, 0))] }));
  expect(result).toEqual({
    kind: 'answer',
    records: [{ type: 'TXT', name: NAME, ttl: 60, data: ['v=spf1 ', '-all', '\u00ff\u0000'] }],
    chain: [],
    ttl: 60,
    age: 0,
    stale: false,
  });
});

test('aliases are followed to the records, whatever the case, at the smallest TTL', () => {
  const answers: codec.Answer[] = [
    { type: 'TXT', name: 'TARGET.example', ttl: 300, data: 'x' },
    { type: 'CNAME', name: 'Mail.Example.COM', ttl: 30, data: 'b.example' },
    { type: 'CNAME', name: 'b.example', ttl: 90, data: 'target.example' },
    { type: 'TXT', name: 'stranger.example', ttl: 1, data: 'not asked for' },
  ];
  expect(decode(answer({ answers }))).toMatchObject({
    kind: 'answer',
    ttl: 30,
    records: [{ name: 'target.example' }],
    chain: [
      { name: NAME, target: 'b.example' },
      { name: 'b.example', target: 'target.example' },
    ],
  });
});

test('void answers carry the owner of the SOA and its TTL', () => {
  const authorities: codec.Answer[] = [
    { type: 'SOA', name: 'Example.com', ttl: 900, data: { mname: 'ns', rname: 'h', minimum: 120 } },
  ];
  expect(decode(answer({ authorities }))).toMatchObject({
    kind: 'nodata',
    soaOwner: 'example.com',
    ttl: 120,
  });
  expect(decode(rcode(answer({ authorities }), 3))).toMatchObject({
    kind: 'nxdomain',
    soaOwner: 'example.com',
  });
  expect(decode(answer({}))).toMatchObject({ kind: 'nodata', soaOwner: null, ttl: 0 });
});

test('errors are told apart, with the Extended DNS Error', () => {
  // The encoder leaves option data empty, so the bytes are put at the end, where the option stands last.
  const ede = (code: number, text: string): Uint8Array => {
    const data = Uint8Array.of(code >> 8, code & 255, ...new TextEncoder().encode(text));
    const option = { type: 'OPT', name: '.', options: [{ code: 15, data }] } as unknown as codec.Answer;
    const bytes = answer({ additionals: [option] });
    bytes.set(data, bytes.length - data.length);
    return bytes;
  };
  expect(decode(rcode(ede(22, 'No Reachable Authority'), 2))).toMatchObject({
    kind: 'servfail',
    error: { code: 22, text: 'No Reachable Authority' },
  });
  expect(decode(rcode(answer({}), 2))).toMatchObject({ kind: 'servfail', error: null });
  expect(decode(rcode(answer({}), 5))).toMatchObject({ kind: 'refused' });
  expect(decode(rcode(answer({}), 4))).toMatchObject({ kind: 'servfail', detail: 'NOTIMP' });
});

test('TTL 0 and TTLs with the top bit set count as 0', () => {
  for (const ttl of [0, 2 ** 31, 2 ** 32 - 1]) {
    expect(decode(answer({ answers: [{ ...txt('x'), ttl } as codec.Answer] }))).toMatchObject({
      kind: 'answer',
      ttl: 0,
    });
  }
  expect(decode(answer({ answers: [{ ...txt('x'), ttl: 2 ** 31 - 1 } as codec.Answer] }))).toMatchObject({
    ttl: 2 ** 31 - 1,
  });
});

test.each<[string, () => Uint8Array]>([
  ['another id', () => answer({ id: 7 })],
  ['a query', () => answer({ type: 'query' })],
  ['another name', () => answer({ answers: [txt('v=spf1 +all')] }, { name: 'other.example' })],
  ['another type', () => answer({}, { type: 'A' })],
  ['no question', () => answer({ questions: [] })],
  [
    'two questions',
    () =>
      answer({
        questions: [
          { name: NAME, type: 'TXT' },
          { name: NAME, type: 'A' },
        ],
      }),
  ],
  ['truncation', () => answer({ flags: 0x180 | codec.TRUNCATED_RESPONSE, answers: [txt('half')] })],
  ['nothing', () => new Uint8Array(0)],
  ['a header alone that promises records', () => Uint8Array.of(0, 0, 0x81, 0x80, 0, 1, 0, 9, 0, 0, 0, 0)],
  ['more than a message can hold', () => new Uint8Array(70_000)],
  ['too many records', () => answer({ answers: Array.from({ length: MAX_RECORDS + 1 }, () => txt('')) })],
  [
    '10,000 records',
    () =>
      answer({
        answers: Array.from(
          { length: 10_000 },
          () => ({ type: 'A', name: '.', ttl: 1, data: '192.0.2.1' }) as codec.Answer,
        ),
      }),
  ],
  [
    'a chain without end',
    () =>
      answer({
        answers: Array.from({ length: MAX_CHAIN + 2 }, (_, i) => ({
          type: 'CNAME' as const,
          name: i === 0 ? NAME : `c${i}.example`,
          ttl: 1,
          data: `c${i + 1}.example`,
        })),
      }),
  ],
  ['a name that points at itself', () => loop(0)],
  ['a name that points ahead', () => loop(4)],
  ['a TXT string longer than its record', () => lengthen(answer({ answers: [txt('abc')] }), 200)],
])('%s is malformed, and does no harm', (_, bytes) => {
  expect(decode(bytes())).toMatchObject({ kind: 'malformed' });
});

/** An answer whose owner is a compression pointer to itself, or to somewhere after it. */
function loop(ahead: number): Uint8Array {
  const head = answer({ answers: [] });
  const bytes = new Uint8Array(head.length + 14);
  bytes.set(head);
  bytes[7] = 1;
  const at = head.length;
  bytes.set([0xc0 | ((at + ahead) >> 8), (at + ahead) & 255, 0, 16, 0, 1, 0, 0, 0, 60, 0, 2, 1, 65], at);
  return bytes;
}

/** Overwrites the length of the last TXT string, or with 200 lies about it. */
function lengthen(bytes: Uint8Array, length: number): Uint8Array {
  bytes[bytes.length - 4] = length;
  return bytes;
}

test('records and aliases of an answer have caps that can be set', () => {
  const answers: codec.Answer[] = [{ type: 'CNAME', name: NAME, ttl: 1, data: 'b.example' }, txt('x')];
  const bytes = answer({ answers });
  expect(decodeAnswer(bytes, NAME, 'TXT', { maxRecords: 1 })).toMatchObject({ detail: '2 records' });
  expect(decodeAnswer(bytes, NAME, 'TXT', { maxChain: 0 })).toMatchObject({ detail: 'more than 0 aliases' });
  expect(decode(bytes)).toMatchObject({ kind: 'nodata' });
});

test('a circle of aliases is a failure of DNS', () => {
  const answers: codec.Answer[] = [
    { type: 'CNAME', name: NAME, ttl: 1, data: 'b.example' },
    { type: 'CNAME', name: 'b.example', ttl: 1, data: NAME },
  ];
  expect(decode(answer({ answers }))).toMatchObject({ kind: 'servfail', detail: 'CNAME loop' });
});

test('no bytes make it throw or hang', () => {
  const good = answer({
    answers: [txt('v=spf1 -all'), { type: 'CNAME', name: NAME, ttl: 1, data: 'b.example' }],
  });
  const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), fc.nat(good.length), (changes, cut) => {
      const bytes = good.slice(0, good.length - cut);
      for (const [at, value] of changes) if (at > 11 && at < bytes.length) bytes[at] = value;
      expect(decode(bytes).kind).toBeTypeOf('string');
    }),
    { numRuns: 2_000 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => void decode(bytes)));
});

test('TLSA records, and whether the resolver validated the answer', () => {
  const data = Uint8Array.of(3, 1, 1, 0xab, 0xcd);
  const record = { type: 'TLSA', name: NAME, ttl: 60, data } as unknown as codec.Answer;
  const bytes = answer({ answers: [record] }, { type: 'TLSA' });
  const read = decodeAnswer(bytes, NAME, 'TLSA');
  expect(read).toMatchObject({
    kind: 'answer',
    records: [{ type: 'TLSA', data: { usage: 3, selector: 1, matching: 1, data: 'abcd' } }],
  });
  expect(read).not.toHaveProperty('authentic');
  bytes[3] = (bytes[3] ?? 0) | 0x20;
  expect(decodeAnswer(bytes, NAME, 'TLSA')).toHaveProperty('authentic', true);
  expect(codec.decode(encodeQuery(NAME, 'TLSA') as Uint8Array)).toMatchObject({ flag_ad: true });
});
