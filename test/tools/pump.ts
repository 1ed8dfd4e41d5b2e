import { type Pumped, pumpedFiles, pumpedTexts } from '../support/pumped.ts';
import { readFile } from '../support/unpacked.ts';

/** A file that took too long, and what was measured. */
export interface SlowFile {
  name: string;
  /** CPU milliseconds for the length asked for, and for twice that. */
  short: number;
  long: number;
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

/**
 * Reads pumped files of this length and of twice that, and where that grew too fast, once more from twice to four times: the
 * garbage collector alone moves a measure by a third, and what is not linear shows itself at every length.
 */
export async function slowFiles(pumped: Iterable<Pumped>, bytes: number): Promise<SlowFile[]> {
  const slow: SlowFile[] = [];
  for (const { name, make } of pumped) {
    const short = await cpuTime(make(bytes), 3);
    if (short < MIN_MS) continue;
    const long = await cpuTime(make(bytes * 2), 3);
    const grows = long > short * MAX_GROWTH && (await cpuTime(make(bytes * 4), 3)) > long * MAX_GROWTH;
    if (short > MAX_MS || grows) slow.push({ name, short: Math.round(short), long: Math.round(long) });
  }
  return slow;
}

/** Every token in every place, and every binary format. */
export function* allPumped(): Generator<Pumped> {
  yield* pumpedFiles();
  yield* pumpedTexts();
}
