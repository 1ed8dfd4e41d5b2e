import { SUMS, type TrafficFlows } from '../model/traffic.ts';

/** A row of a flow: its sums, then begin of the first and end of the last report. */
export const SEEN_FIRST = SUMS;
export const SEEN_LAST = SUMS + 1;
/** Rows are padded to whole cache lines (16 doubles are two of 64 bytes). */
export const STRIDE = 16;

/** The sums of flows while they are collected: all figures of a flow side by side. */
export class FlowSums {
  #rows = new Float64Array(STRIDE * 64);

  /** The rows, long enough for this flow. Valid until the next call. */
  ensure(flow: number): Float64Array {
    if ((flow + 1) * STRIDE > this.#rows.length) {
      const next = new Float64Array(this.#rows.length * 2);
      next.set(this.#rows);
      this.#rows = next;
    }
    return this.#rows;
  }

  finish(count: number): Pick<TrafficFlows, 'sums' | 'firstSeen' | 'lastSeen'> {
    const sums = new Float64Array(count * SUMS);
    const firstSeen = new Float64Array(count);
    const lastSeen = new Float64Array(count);
    for (let f = 0; f < count; f++) {
      const at = f * STRIDE;
      for (let i = 0; i < SUMS; i++) sums[f * SUMS + i] = this.#rows[at + i]!;
      firstSeen[f] = this.#rows[at + SEEN_FIRST]!;
      lastSeen[f] = this.#rows[at + SEEN_LAST]!;
    }
    return { sums, firstSeen, lastSeen };
  }
}
