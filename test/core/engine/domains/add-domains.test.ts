import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDomains } from '../../../../core/engine/domains/add-domains.ts';

test('names are found in what people paste', () => {
  const text = `# our domains
Example.COM.
"example.net", 'mail.example.org'; dmarc@shop.example
https://www.example.com/path?x=1	*.wild.example
_dmarc.sub.example  <b.example>
bücher.example
example.com`;
  expect(readDomains(text)).toEqual({
    domains: [
      'example.com',
      'example.net',
      'mail.example.org',
      'shop.example',
      'www.example.com',
      'wild.example',
      'sub.example',
      'b.example',
      'xn--bcher-kva.example',
    ],
    invalid: [],
    more: 0,
  });
});

test('what is no domain name is quoted back, and only the first of many', () => {
  expect(readDomains('localhost 192.0.2.1 a..b example.com')).toEqual({
    domains: ['example.com'],
    invalid: ['localhost', '192.0.2.1', 'a..b'],
    more: 0,
  });
  const many = readDomains(Array.from({ length: 30 }, (_, n) => `bad${n}`).join('\n'));
  expect([many.invalid.length, many.more]).toEqual([20, 10]);
});

test('a list has an end, and the rest is counted', () => {
  const read = readDomains(Array.from({ length: 10 }, (_, n) => `d${n}.example`).join(' '), 4);
  expect([read.domains.length, read.more]).toEqual([4, 6]);
});

test('any text gives names that DNS can carry, each once, and reading them again changes nothing', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(fc.domain()).map((list) => list.join('\n')),
      ),
      (text) => {
        const { domains } = readDomains(text);
        expect(new Set(domains).size).toBe(domains.length);
        expect(readDomains(domains.join('\n')).domains).toEqual(domains);
      },
    ),
  );
});
