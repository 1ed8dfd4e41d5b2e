/** One measured figure, beside its peer where there is one. */
export interface BenchResult {
  name: string;
  value: number;
  /** e.g. `ms`, `MB`, `kB gzip`, `reports/s`. */
  unit: string;
  /** The figure to stay within, in words, e.g. `ratio >= 1.5` or `<= 40 MB`; empty where none is set. */
  budget: string;
  within: boolean | null;
  /** What it was measured against in the same run; empty where nothing. */
  peer: string;
  peerValue: number | null;
  /** How the value stands to the peer's, as the budget counts it. */
  ratio: number | null;
}

/** A file in test/bench/rows exports one of these by default. */
export type BenchRow = () => Promise<BenchResult[]>;

/** Middle value; the mean of the two middle ones for an even count. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
