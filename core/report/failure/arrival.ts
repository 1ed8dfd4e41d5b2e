import type { Email } from 'postal-mime';
import { writtenDate } from '../../lib/written-date.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { Notes } from '../notes.ts';

/**
 * When the reported message arrived: the first of `fields` (Arrival-Date of RFC 6591 section 3.1, Received-Date of RFC 5965)
 * that can be read, else the Date of the report's mail, else the time of its newest Received field. Null where none can be
 * read; never the time of reading.
 */
export function arrival(fields: readonly string[], email: Email, notes: Notes): UnixSeconds | null {
  for (const field of fields) {
    if (field === '') continue;
    const found = writtenDate(field);
    if (found === null) notes.add('date-invalid', 'arrival-date', field);
    else {
      if (found.assumed) notes.add('date-odd', 'arrival-date', field, String(found.time));
      return found.time;
    }
  }
  return mailTime(email);
}

function mailTime(email: Email): UnixSeconds | null {
  const header = (key: string) => email.headers.find((one) => one.key === key)?.value ?? '';
  const received = header('received');
  const found =
    writtenDate(header('date')) ?? writtenDate(received.slice(received.lastIndexOf(';') + 1).trim());
  return found?.time ?? null;
}
