import { expect, test } from 'vitest';
import { ReadAhead } from '../../../../core/engine/intake/read-ahead.ts';

const sizes = [
  3,
  0,
  300_000,
  7,
  200_000,
  250_000,
  250_000,
  240_000,
  200_000,
  ...new Array<number>(200).fill(5),
];
const contents = sizes.map((size, i) => new Uint8Array(size).fill(i % 251));

test('each small file is given once, with its own bytes, in whatever order they are taken', async () => {
  const ahead = new ReadAhead(contents.map((it) => new Blob([it])));
  const order = contents.map((_, i) => (i * 101) % contents.length);
  const given = new Map(await Promise.all(order.map(async (at) => [at, await ahead.take(at)] as const)));
  contents.forEach((content, i) => {
    const bytes = given.get(i);
    if (content.length > 256 * 1024) expect(bytes).toBeNull();
    else if (bytes) {
      expect(Buffer.compare(bytes, content)).toBe(0);
      expect(bytes.buffer.byteLength).toBe(content.length);
    }
  });
  // A file between two large ones is a group of its own, and is left to its reader
  expect([...given.values()].filter((it) => it !== null).length).toBeGreaterThan(200);
  expect(await ahead.take(0)).not.toBe(given.get(0));
});

test('a file that cannot be read leaves those beside it to be read one by one', async () => {
  const broken = new Blob(['gone']);
  Object.defineProperty(broken, 'size', { value: 9 });
  const ahead = new ReadAhead([new Blob(['a']), broken, new Blob(['b'])]);
  expect(await ahead.take(0)).toBeNull();
  expect(await ahead.take(2)).toBeNull();
});
