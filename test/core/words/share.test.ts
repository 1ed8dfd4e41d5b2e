import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareText } from '../../../core/words/share.ts';

test('all and none are said of all and none only', () => {
  fc.assert(
    fc.property(fc.nat(1e12), fc.integer({ min: 1, max: 1e12 }), (some, whole) => {
      const part = some % (whole + 1);
      const text = shareText(part, whole, 'en');
      expect(text === '100%').toBe(part === whole);
      expect(text === '0%').toBe(part === 0);
    }),
  );
});

test('one place behind the point, as the language writes it', () => {
  expect(shareText(973, 1000, 'en')).toBe('97.3%');
  expect(shareText(973, 1000, 'de')).toBe('97,3\u00a0%');
  expect(shareText(1, 2, 'en')).toBe('50%');
  expect(shareText(1, 1e6, 'en')).toBe('< 0.1%');
  expect(shareText(999_999, 1e6, 'en')).toBe('99.9%');
  expect(shareText(0, 0, 'en')).toBe('–');
});
