import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lines, stripped, strippedEnd, strippedStart, untilZero, upTo } from '../../../core/lib/scan-text.ts';

const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r', '\0', '"', '%') });

test('each scan gives what the plain expression for it gives', () => {
  fc.assert(
    fc.property(text, (it) => {
      expect(lines(it)).toEqual(it.split(/\r?\n|\r/));
      expect(untilZero(it)).toBe(it.replace(/\0[\s\S]*$/, ''));
      expect(strippedStart(it, ' "')).toBe(it.replace(/^[ "]+/, ''));
      expect(strippedEnd(it, ' "')).toBe(it.replace(/[ "]+$/, ''));
      expect(stripped(it, ' "')).toBe(it.replace(/^[ "]+|[ "]+$/g, ''));
      expect(upTo(it, '%"')).toBe(it.replace(/[%"][\s\S]*$/, ''));
    }),
  );
});
