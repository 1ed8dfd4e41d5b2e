import { type Pumped, pumpedFiles, pumpedTexts } from '../support/pumped.ts';
import { readFile } from '../support/unpacked.ts';

/** A file that took too long, and what was measured. */
export interface SlowFile {
  name: string;
  /** CPU milliseconds for the length asked for, and for each doubling of it that was tried. */
  times: number[];
}

/** Longest CPU time of a file of 100 kB; and growth from n to 2n that is no longer linear. */
const MAX_MS = 2000;
const MAX_GROWTH = 2.5;
/** Shorter times are noise: a quadratic reader shows itself at the length asked for. */
const MIN_MS = 150;

/** CPU milliseconds of this process for reading a file, whatever else the machine does; the least of some runs. */
async function cpuTime(bytes: Uint8Array, runs: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    await readFile(bytes);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
    if (least < MIN_MS) break;
  }
  return least;
}

/** Doublings of length that all have to grow too fast: the garbage collector alone moves a measure by a third. */
const DOUBLINGS = 3;

/** Reads pumped files of this length, and of twice that while it grows too fast; what is not linear does so at every length. */
export async function slowFiles(pumped: Iterable<Pumped>, bytes: number): Promise<SlowFile[]> {
  const slow: SlowFile[] = [];
  for (const { name, make } of pumped) {
    const times = [await cpuTime(make(bytes), 3)];
    if (times[0]! < MIN_MS) continue;
    for (let length = bytes * 2; times.length <= DOUBLINGS; length *= 2) {
      times.push(await cpuTime(make(length), 3));
      if (times.at(-1)! <= times.at(-2)! * MAX_GROWTH) break;
    }
    const grows = times.every((time, i) => i === 0 || time > times[i - 1]! * MAX_GROWTH);
    if (times[0]! > MAX_MS || grows) slow.push({ name, times: times.map(Math.round) });
  }
  return slow;
}

/** Every token in every place, and every binary format. */
export function* allPumped(): Generator<Pumped> {
  yield* pumpedFiles();
  yield* pumpedTexts();
}
