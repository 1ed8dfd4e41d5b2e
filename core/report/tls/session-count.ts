import { parseCount } from '../aggregate/parse-count.ts';
import type { Notes } from '../notes.ts';

/** No domain has more sessions in a day; with it the sum over all entries of a report stays an exact integer. */
const MAX_SESSIONS = 100_000_000_000;

/** A count of sessions: 0 where the value is none, with a note; a count as text is read, with a note. Absent counts are 0. */
export function sessionCount(value: unknown, path: string, notes: Notes): number {
  if (value === undefined || value === null) return 0;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_SESSIONS)
    return value;
  const written =
    typeof value === 'string' || typeof value === 'number' ? String(value).trim() : typeof value;
  const number = parseCount(written.slice(0, 100));
  const count = number <= MAX_SESSIONS ? number : 0;
  notes.add('count-not-a-number', path, written, String(count));
  return count;
}
