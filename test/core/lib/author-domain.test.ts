import fc from 'fast-check';
import { addressParser } from 'postal-mime';
import { expect, test } from 'vitest';
import { authorDomain } from '../../../core/lib/author-domain.ts';

test.each([
  ['Sender <x@shop.example>', 'shop.example'],
  ['"\\"Parts, Inc.\\"" <orders@sub.shop.example>', 'sub.shop.example'],
  ['"\'X, Y\' via Z" <list@groups.example>', 'groups.example'],
  ['"a@brand.example" <x@shop.example>', 'shop.example'],
  ['x@shop.example (see admin@other.example)', 'shop.example'],
  ['x@(here)shop.example', 'shop.example'],
  ['Sender <x@shop.example (here)>', 'shop.example'],
  ['Sender <x@shop.example> (open', 'shop.example'],
  ['=?UTF-8?Q?a=40b.example?= <x@shop.example>', 'shop.example'],
  ['x@bücher.example', 'xn--bcher-kva.example'],
  ['x@BÜCHER.example', 'xn--bcher-kva.example'],
  ['x@mail_1.shop.example', 'mail_1.shop.example'],
  ['Friends: x@shop.example, y@other.example;', 'shop.example'],
  ['<x@SHOP.EXAMPLE.>', 'shop.example'],
  ['x@shop.example, y@other.example', 'shop.example'],
  ['"x@y"@shop.example', 'shop.example'],
  ['"A <a@junk.example>"@shop.example', 'shop.example'],
  ['x@shop.example>', 'shop.example'],
  ['"Sender" <x@shop.example> <other@evil.example>', 'shop.example'],
  ['x @ shop . example', 'shop.example'],
  ['<@a.example,@b.example:x@shop.example>', 'shop.example'],
  ['x@[192.0.2.5]', ''],
  ['x@192.0.2.5', ''],
  ['"x@shop.example"', ''],
  ['Undisclosed:;', ''],
  ['Sender', ''],
  ['x@', ''],
  ['@', ''],
  ['x@bü/../shop.example', ''],
  ['', ''],
])('the author %j is of domain %j', async (from, domain) => {
  expect(await authorDomain(from)).toBe(domain);
});

const word = fc.string({ unit: fc.constantFrom(...'abcdefgh0123456789'), minLength: 1, maxLength: 12 });
const label = fc.tuple(fc.constantFrom('a', 'mail', 'x1'), word).map(([first, rest]) => `${first}${rest}`);
const domain = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
const name = fc.oneof(
  word,
  word.map((text) => `"${text}, ${text} (not a comment) <no@other.example>"`),
);

test('of what RFC 5322 allows it gives what the mail library gives', async () => {
  await fc.assert(
    fc.asyncProperty(name, word, domain, word, async (display, local, host, comment) => {
      for (const from of [
        `${display} <${local}@${host}>`,
        `${local}@${host}`,
        `<${local}@${host}> (${comment})`,
      ]) {
        const [address] = addressParser(from, { flatten: true });
        expect(await authorDomain(from)).toBe(address!.address!.split('@').at(-1));
        expect(await authorDomain(from)).toBe(host);
      }
    }),
  );
});

test('no text makes it throw, and what it gives is a name', async () => {
  const odd = fc.string({ unit: fc.constantFrom(...'ab@.<>"()\\,:;[] =?ü\u0000\u202e/'), maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(fc.oneof(odd, fc.string({ unit: 'binary' })), async (from) => {
      expect(await authorDomain(from)).toMatch(/^[a-z0-9._-]*$/);
    }),
    { numRuns: 200 },
  );
});
