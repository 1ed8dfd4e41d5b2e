/** Seconds since 1970 of the year 2200. */
const LATEST = 7_258_118_400;

/** Whether a value from outside is a time that can be shown, in Unix seconds. */
export function isUnixTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= LATEST;
}
