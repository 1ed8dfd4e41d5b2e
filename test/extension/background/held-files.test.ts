import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Held, HeldFiles } from '../../../extension/background/held-files.ts';

const file = (bytes: number, records = 1): Held => ({
  blob: new Blob([new Uint8Array(bytes)]),
  content: { reports: [{ blocks: [{ count: records }] }], refusal: null } as unknown as Held['content'],
});

test('a file is had again by the page that sent it, and by no other', () => {
  const held = new HeldFiles(() => 0);
  const one = file(10);
  expect(held.keep('7 https://a.example', 'h', one)).toBe(true);
  expect(held.get('7 https://a.example', 'h')?.blob).toBe(one.blob);
  expect(held.get('8 https://a.example', 'h')).toBeNull();
  expect(held.get('7 https://b.example', 'h')).toBeNull();
  expect(held.get('7 https://a.example', 'other')).toBeNull();
});

test('it is let go of after its time, counted from the last question', () => {
  let now = 0;
  const held = new HeldFiles(() => now, { age: 100 });
  held.keep('o', 'h', file(1));
  now = 90;
  expect(held.get('o', 'h')).not.toBeNull();
  now = 180;
  expect(held.get('o', 'h')).not.toBeNull();
  now = 281;
  expect(held.get('o', 'h')).toBeNull();
});

test('what is too large is not held', () => {
  const held = new HeldFiles(() => 0, { bytes: 100, records: 10 });
  expect(held.keep('o', 'bytes', file(101))).toBe(false);
  expect(held.keep('o', 'records', file(1, 11))).toBe(false);
  expect(held.get('o', 'bytes')).toBeNull();
});

test('whatever comes, bytes, records and number stay within their bounds, and the newest is there', () => {
  const limits = { files: 4, bytes: 100, records: 50 };
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(120), fc.nat(60)), { maxLength: 30 }), (files) => {
      const held = new HeldFiles(() => 0, limits);
      const kept: number[] = [];
      files.forEach(([bytes, records], i) => {
        if (held.keep('o', String(i), file(bytes, records))) {
          kept.push(i);
          expect(held.get('o', String(i))).not.toBeNull();
        }
      });
      const still = kept.filter((i) => held.get('o', String(i)) !== null);
      const sum = (at: 0 | 1) => still.reduce((n, i) => n + files[i]![at], 0);
      expect(still.length).toBeLessThanOrEqual(limits.files);
      expect(sum(0)).toBeLessThanOrEqual(limits.bytes);
      expect(sum(1)).toBeLessThanOrEqual(limits.records);
    }),
  );
});
