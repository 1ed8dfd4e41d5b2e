import { stripped } from '../../lib/scan-text.ts';
import type { UnixSeconds } from '../../model/report.ts';

/** Characters of the longest date anybody writes, and some more. */
const MAX_LENGTH = 100;
/** 9 April 2100: larger numbers are milliseconds and less. */
const LATEST = 4_110_000_000;

/**
 * A time as reporters write it: Unix seconds, whole, with a fraction (cut off) or an exponent; milli-, micro- or nanoseconds;
 * digits of a date (`20250131`, `20250131235959`, UTC); or a date in words or ISO 8601, UTC where no zone is given. Null where
 * it is none of these.
 */
export function readTime(raw: string): UnixSeconds | null {
  if (raw.length > MAX_LENGTH) return null;
  const text = stripped(raw, `"'`).trim();
  const digits = /^(19|20)(\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)Z?)?$/.exec(text);
  if (digits) {
    const [, century, year, month, day, hour = '0', minute = '0', second = '0'] = digits;
    const time = Date.UTC(
      Number(`${century}${year}`),
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
    );
    if (Number(month) <= 12 && Number(day) <= 31 && Number(hour) <= 24) return time / 1000;
  }
  if (/^\d{1,19}(?:\.\d*)?$/.test(text) || /^\d(?:\.\d+)?[eE]\+?\d{1,2}$/.test(text)) {
    let number = Math.floor(Number(text));
    for (let times = 0; number > LATEST && times < 3; times++) number = Math.floor(number / 1000);
    return number > LATEST ? null : number;
  }
  if (!/\d{4}/.test(text)) return null;
  const named = withoutComment(text);
  const zoned = /(?:[zZ]|[+-]\d\d:?\d\d|GMT|UTC?)$/.test(named) ? named : `${named}Z`;
  const time = Date.parse(zoned);
  return Number.isFinite(time) && time >= 0 ? Math.floor(time / 1000) : null;
}

/** Without the name of the zone in parentheses at the end. */
function withoutComment(text: string): string {
  const open = text.endsWith(')') ? text.lastIndexOf('(') : -1;
  return open < 0 ? text : text.slice(0, open).trimEnd();
}
