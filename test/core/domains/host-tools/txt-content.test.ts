import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteTxt, unquoteTxt } from '../../../../core/domains/host-tools/txt-content.ts';

test.each([
  ['v=DMARC1; p=none', '"v=DMARC1; p=none"'],
  ['a"b\\c', '"a\\"b\\\\c"'],
  ['\u00fc\n', '"\\195\\188\\010"'],
  ['', '""'],
  ['x'.repeat(256), `"${'x'.repeat(255)}" "x"`],
])('%j is written %j', (text, content) => {
  expect(quoteTxt(text)).toBe(content);
  expect(unquoteTxt(content)).toBe(text);
});

test('any text comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
      expect(unquoteTxt(quoteTxt(text))).toBe(text);
    }),
  );
});

test('content without quotes is taken as it is', () => {
  expect(unquoteTxt('v=DMARC1; p=none')).toBe('v=DMARC1; p=none');
});
