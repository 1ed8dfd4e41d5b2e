import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainKind } from '../../../core/unpack/plain-kind.ts';

const codeOf = (bytes: Uint8Array): unknown => {
  const kind = plainKind(bytes);
  return kind === 'document' ? kind : (kind.detail.format ?? kind.code);
};

/** Any bytes but NUL, which alone tells that something is no text. */
const noise = fc
  .array(fc.integer({ min: 1, max: 255 }), { minLength: 2_000, maxLength: 3_000 })
  .map((bytes) => Uint8Array.from([0xff, 0xd8, ...bytes.slice(2)]));

test('noise is not called text', () => {
  fc.assert(
    fc.property(fc.noShrink(noise), (bytes) => {
      // Noise that happens to begin like something else is that.
      fc.pre(plainKind(bytes) !== 'document');
      expect(plainKind(bytes)).not.toMatchObject({ code: 'text' });
    }),
    { numRuns: 50 },
  );
});

test.each([
  ['English', 'Dear colleague, please find the figures below.\r\n\tRegards\f'],
  ['German in Latin-1', 'Schöne Grüße, die Zahlen folgen später.'],
  ['Greek in UTF-8', 'Καλημέρα, τα στοιχεία ακολουθούν.'],
  ['Japanese in ISO-2022-JP', '\u001b$B%a!<%k\u001b(B and so on'],
])('%s is text', (name, text) => {
  const bytes = name.includes('Latin') ? Buffer.from(text, 'latin1') : new TextEncoder().encode(text);
  expect(codeOf(new Uint8Array(bytes))).toBe(codeOf(new TextEncoder().encode('plain words')));
});

test('comments one after the other before something that is no tag cost no time', () => {
  const bytes = new TextEncoder().encode(`${'<!---->'.repeat(500)}<x`);
  const before = process.cpuUsage().user;
  expect(codeOf(bytes)).toBeTruthy();
  expect(process.cpuUsage(undefined).user - before).toBeLessThan(1_000_000);
});
