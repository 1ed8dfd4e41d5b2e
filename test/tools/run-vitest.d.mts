export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** `file > test` of each that failed. */
  failures: string[];
}
export function runVitest(project: string, files?: readonly string[]): Counts;
export function countsOf(result: object | null, status: number, project: string): Counts;
