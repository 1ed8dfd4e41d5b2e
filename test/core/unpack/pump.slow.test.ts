import { expect, test } from 'vitest';
import { pumpedFiles, pumpedTexts } from '../../support/pumped.ts';
import { slowFiles } from '../../tools/pump.ts';

/** Every so many texts of all; `npm run fuzz -- --pump` takes them all. */
const EACH = 37;

test('pumped files of every binary format take linear time', async () => {
  expect(await slowFiles(pumpedFiles(), 100_000)).toEqual([]);
}, 600_000);

test('tokens repeated in places of every text format take linear time', async () => {
  const some = [...pumpedTexts()].filter((_, i) => i % EACH === 0);
  expect(some.length).toBeGreaterThan(50);
  expect(await slowFiles(some, 100_000)).toEqual([]);
}, 600_000);
