import type { StoreDatabase } from '../schema.ts';

/** The keys by which a report is found again; see ReportRow. */
export interface ReportKeys {
  id: string;
  second: number;
  ref: number;
}

/** All keys are read once the reports looked up so far are at least this part of those stored. */
const WORTH_READING = 1 / 20;

/**
 * Keys of the stored reports, held in memory, so that an import of thousands of new reports needs no look-up for each. A key
 * that is not here is not stored; one that is may be gone again, and is looked up. Every transaction that adds reports
 * takes the next change number, by which additions of other pages, and of transactions that failed, are noticed.
 */
export class KnownReports {
  #ids = new Set<number>();
  #seconds = new Set<number>();
  #refs = new Set<number>();
  /** Change number up to which everything is known; -1 where nothing is. */
  #upTo = -1;
  /** The same once the transaction under way is committed. */
  #then = -1;
  #asked = 0;

  /** Those of the keys that may be stored. Inside a transaction that has taken the change number `seq`. */
  async among(
    db: StoreDatabase,
    keys: readonly ReportKeys[],
    seq: number,
  ): Promise<{ ids: string[]; seconds: number[]; refs: number[] }> {
    this.#then = -1;
    this.#asked += keys.length;
    if (this.#upTo !== seq - 1) {
      this.#upTo = -1;
      const { reports } = db;
      if (this.#asked < (await reports.count()) * WORTH_READING) {
        return {
          ids: keys.map((it) => it.id),
          seconds: keys.map((it) => it.second),
          refs: keys.map((it) => it.ref),
        };
      }
      this.#asked = 0;
      this.#ids = new Set(((await reports.orderBy('id').keys()) as unknown as string[]).map(idNumber));
      this.#seconds = new Set((await reports.orderBy('second').keys()) as unknown as number[]);
      this.#refs = new Set((await reports.orderBy('ref').keys()) as unknown as number[]);
    }
    this.#then = seq;
    return {
      ids: keys.flatMap((it) => (this.#ids.has(idNumber(it.id)) ? [it.id] : [])),
      seconds: keys.flatMap((it) => (this.#seconds.has(it.second) ? [it.second] : [])),
      refs: keys.flatMap((it) => (this.#refs.has(it.ref) ? [it.ref] : [])),
    };
  }

  /** Rows that the transaction under way adds. */
  add(rows: readonly ReportKeys[]): void {
    for (const row of rows) {
      this.#ids.add(idNumber(row.id));
      this.#seconds.add(row.second);
      this.#refs.add(row.ref);
    }
  }

  /** The transaction that took the change number was committed; without effect where a later one is under way. */
  committed(seq: number): void {
    if (this.#then === seq && seq > 0) this.#upTo = seq;
  }
}

/** The first 52 bits of an id: numbers are smaller to hold than texts, and a hit is looked up anyway. */
function idNumber(id: string): number {
  return Number.parseInt(id.slice(0, 13), 16);
}
