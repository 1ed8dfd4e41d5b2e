import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { oneAndOwed } from '../../../pwa/state/one-and-owed.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ANSWER_MS = 1_200;
const CHANGE_MS = 250;

/** A screen whose answers take a while; each answer bears the number of changes that there were when it was asked. */
function screen(takes: () => number = () => ANSWER_MS) {
  const shown: { at: number; changes: number; more: boolean }[] = [];
  const failed: unknown[] = [];
  const counts = { asked: 0, changes: 0, underWay: 0, mostUnderWay: 0 };
  const started = Date.now();
  const asking = oneAndOwed({
    async ask() {
      const { changes } = counts;
      counts.asked++;
      counts.mostUnderWay = Math.max(counts.mostUnderWay, ++counts.underWay);
      await new Promise((done) => setTimeout(done, takes()));
      counts.underWay--;
      return changes;
    },
    begin() {},
    show: (changes, more) => void shown.push({ at: Date.now() - started, changes, more }),
    fail: (error) => void failed.push(error),
  });
  const change = () => {
    counts.changes++;
    asking.request();
  };
  return { asking, change, shown, failed, counts };
}

test('forty changes 250 ms apart with answers of 1.2 s: the first shows after 1.2 s, and few are asked', async () => {
  const { asking, change, shown, counts } = screen();
  asking.request();
  for (let i = 0; i < 40; i++) {
    await vi.advanceTimersByTimeAsync(CHANGE_MS);
    change();
  }
  expect(shown[0]?.at).toBe(ANSWER_MS);
  await vi.runAllTimersAsync();
  // Ten seconds of changes at 1.2 s an answer, and the one that is owed at the end.
  expect(counts.asked).toBeGreaterThanOrEqual(9);
  expect(counts.asked).toBeLessThanOrEqual(11);
  expect(shown).toHaveLength(counts.asked);
  expect(counts.mostUnderWay).toBe(1);
  expect(shown.at(-1)).toMatchObject({ changes: 40, more: false });
});

test('the first change after a quiet time is asked about at once; a flood at most four times a second', async () => {
  const { change, counts } = screen(() => 1);
  change();
  expect(counts.asked).toBe(1);
  for (let i = 0; i < 100; i++) {
    await vi.advanceTimersByTimeAsync(10);
    change();
  }
  await vi.runAllTimersAsync();
  expect(counts.asked).toBeLessThanOrEqual(6);
});

test('whatever the times, one is under way, every answer is shown, and the last knows every change', async () => {
  const times = fc.array(fc.nat(2_000), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(times, times, async (gaps, takes) => {
      let n = 0;
      const { change, shown, counts } = screen(() => takes[n++ % takes.length]!);
      for (const gap of gaps) {
        change();
        await vi.advanceTimersByTimeAsync(gap);
      }
      await vi.runAllTimersAsync();
      expect(counts.mostUnderWay).toBe(1);
      expect(shown).toHaveLength(counts.asked);
      expect(shown.at(-1)?.changes).toBe(gaps.length);
    }),
    { numRuns: 50 },
  );
});

test('what was thrown is told, and the next change asks again', async () => {
  const failed: unknown[] = [];
  const shown: string[] = [];
  const answers = [Promise.reject(new Error('no store')), Promise.resolve('rows')];
  const asking = oneAndOwed({
    ask: () => answers.shift()!,
    begin() {},
    show: (answer) => void shown.push(answer as string),
    fail: (error) => void failed.push(error),
  });
  asking.request();
  await vi.runAllTimersAsync();
  asking.request();
  await vi.runAllTimersAsync();
  expect(failed).toEqual([new Error('no store')]);
  expect(shown).toEqual(['rows']);
});

test('after the end no answer is shown and nothing is asked', async () => {
  const { asking, change, shown, counts } = screen();
  asking.request();
  change();
  asking.stop();
  change();
  await vi.runAllTimersAsync();
  expect(shown).toEqual([]);
  expect(counts.asked).toBe(1);
});
