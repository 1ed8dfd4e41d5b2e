import { parseCount } from '../aggregate/parse-count.ts';
import type { Notes } from '../notes.ts';

/** A larger count is none: the sums of a report have to stay exact. The same bound as for messages. */
const MAX_COUNT = 999_999_999_999_999;

/** A count of sessions: 0 where the value is none, with a note; a count as text is read, with a note. Absent counts are 0. */
export function sessionCount(value: unknown, path: string, notes: Notes): number {
  if (value === undefined || value === null) return 0;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_COUNT) return value;
  const written =
    typeof value === 'string' || typeof value === 'number' ? String(value).trim() : typeof value;
  const number = parseCount(written.slice(0, 100));
  const count = Number.isNaN(number) ? 0 : number;
  notes.add('count-not-a-number', path, written, String(count));
  return count;
}
