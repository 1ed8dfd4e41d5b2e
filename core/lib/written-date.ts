import { stripped } from './scan-text.ts';
import { withoutComments } from './without-comments.ts';

/** A time read from text. */
export interface WrittenDate {
  /** Unix time in whole seconds. */
  time: number;
  /** The text leaves something open: it names no zone (UTC is assumed) or no time of day, or counts seconds. */
  assumed: boolean;
}

/** Longer text is no date. With it every expression below has a bounded cost. */
const MAX_LENGTH = 200;
/** White space and quotes around a date. */
const AROUND = ' \t\r\n\f\v\u00a0\ufeff"\'';
/** 9 April 2100: larger numbers are milliseconds and less. */
const LATEST = 4_110_000_000;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?$/i;
const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(am|pm)?(z|[+-]\d\d(?::?\d\d)?|[a-z]{2,5})?$/i;
const OFFSET = /^(?:gmt|utc)?([+-])(\d\d?)(?::?(\d\d))?$/i;

/** Hours east of UTC: the names of RFC 5322 section 4.3, and others that mean one zone only. */
const ZONES: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  wet: 0,
  west: 1,
  cet: 1,
  cest: 2,
  met: 1,
  mest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  jst: 9,
  kst: 9,
};

interface Parts {
  year?: number;
  month?: number;
  day?: number;
  /** Seconds of the day. */
  clock?: number;
  /** Seconds east of UTC. */
  offset?: number;
  /** The zone's name is known to nobody: UTC, RFC 5322 section 4.3. */
  unknownZone?: true;
}

/**
 * Reads a date of a mail or report: RFC 5322 section 3.3 with its obsolete forms, ISO 8601, what C and Go print, and Unix time
 * in seconds, milli-, micro- or nanoseconds. UTC where no zone is given; the zone and language of this machine never count.
 * Null where the text is none of these.
 */
export function writtenDate(raw: string): WrittenDate | null {
  if (raw.length > MAX_LENGTH) return null;
  const text = stripped(withoutComments(raw), AROUND).replace(
    /^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)(Z?))?$/i,
    compact,
  );
  if (/^\d{9,19}(?:\.\d{0,9})?$/.test(text)) return unixTime(text);
  const parts: Parts = {};
  // The T of ISO 8601 between date and time of day
  for (const word of text.replace(/(\d)T(\d)/i, '$1 $2').split(/[\s,]+/)) {
    if (word !== '' && !take(word, parts)) return null;
  }
  return inTime(parts);
}

/** Digits without anything between them; left alone where they are no date. */
function compact(whole: string, ...found: (string | undefined)[]): string {
  const [year, month, day, hour, minute, second, zone] = found;
  if (!year?.startsWith('19') && !year?.startsWith('20')) return whole;
  if (Number(month) > 12 || Number(day) > 31) return whole;
  return `${year}-${month}-${day}${hour === undefined ? '' : ` ${hour}:${minute}:${second}${zone}`}`;
}

function unixTime(digits: string): WrittenDate | null {
  let time = Math.floor(Number(digits));
  for (let times = 0; time > LATEST && times < 3; times++) time = Math.floor(time / 1000);
  return time > LATEST ? null : { time, assumed: true };
}

/** Takes one word of a date; false where it belongs to none. */
function take(word: string, parts: Parts): boolean {
  const numeric = /^(\d{4})[-/](\d\d?)[-/](\d\d?)$/.exec(word);
  if (numeric) return takeDay(parts, numeric[1]!, Number(numeric[2]), numeric[3]!);
  const dotted = /^(\d\d?)\.(\d\d?)\.(\d{4})$/.exec(word);
  if (dotted) return takeDay(parts, dotted[3]!, Number(dotted[2]), dotted[1]!);
  const named = /^(\d\d?)-([a-z]{3,9})-(\d{2,4})$/i.exec(word);
  if (named) return takeDay(parts, named[3]!, monthOf(named[2]!), named[1]!);
  const clock = CLOCK.exec(word);
  if (clock && parts.clock === undefined) return takeClock(parts, clock);
  if (/^\d{1,4}$/.test(word)) return takeNumber(parts, word);
  if (WEEKDAY.test(word)) return true;
  if (parts.month === undefined && monthOf(word) > 0) {
    parts.month = monthOf(word);
    return true;
  }
  if (parts.clock === undefined) return false;
  // What Go prints of its monotonic clock
  if (word.startsWith('m=')) return true;
  if (/^(?:am|pm)$/i.test(word)) return takeHalf(parts, word);
  return takeZone(parts, word);
}

function takeDay(parts: Parts, year: string, month: number, day: string): boolean {
  if (parts.day !== undefined || parts.month !== undefined || month < 1) return false;
  parts.month = month;
  parts.day = Number(day);
  parts.year = yearOf(year);
  return true;
}

function takeNumber(parts: Parts, digits: string): boolean {
  if (digits.length < 3 && parts.day === undefined) parts.day = Number(digits);
  else if (digits.length > 1 && parts.year === undefined) parts.year = yearOf(digits);
  else return false;
  return true;
}

function takeClock(parts: Parts, [, hour, minute, second = '0', half, zone]: RegExpExecArray): boolean {
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  if (Number(minute) > 59 || Number(second) > 60 || seconds > 86_400) return false;
  parts.clock = seconds;
  return (half === undefined || takeHalf(parts, half)) && (zone === undefined || takeZone(parts, zone));
}

/** `12:30 am` is half past midnight. */
function takeHalf(parts: Parts, half: string): boolean {
  const clock = parts.clock!;
  if (clock >= 13 * 3600) return false;
  parts.clock = (clock % 43_200) + (half.toLowerCase() === 'pm' ? 43_200 : 0);
  return true;
}

/** The first zone counts: a name behind an offset only explains it. */
function takeZone(parts: Parts, word: string): boolean {
  const found = OFFSET.exec(word);
  const name = word.toLowerCase();
  if (found) {
    const [, sign, hours, minutes = '0'] = found;
    const seconds = Number(hours) * 3600 + Number(minutes) * 60;
    if (seconds > 15 * 3600 || Number(minutes) > 59) return false;
    parts.offset ??= sign === '-' ? -seconds : seconds;
    return true;
  }
  if (Object.hasOwn(ZONES, name)) {
    parts.offset ??= ZONES[name]! * 3600;
    return true;
  }
  if (!/^[a-z]{1,5}$/.test(name)) return false;
  if (parts.offset === undefined) parts.unknownZone = true;
  return true;
}

/** RFC 5322 section 4.3: two digits from 50 on and three digits count from 1900, the others from 2000. */
function yearOf(digits: string): number {
  const year = Number(digits);
  if (digits.length > 3) return year;
  return year + (digits.length === 3 || year > 49 ? 1900 : 2000);
}

/** From 1; 0 where the word is no month. */
function monthOf(word: string): number {
  return word.length < 3 ? 0 : MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;
}

function inTime({ year, month, day, clock, offset, unknownZone }: Parts): WrittenDate | null {
  if (year === undefined || month === undefined || day === undefined) return null;
  if (year < 1970 || year > 2099 || month > 12 || day < 1) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  const time = Date.UTC(year, month - 1, day) / 1000 + (clock ?? 0) - (offset ?? 0);
  const assumed = clock === undefined || offset === undefined || unknownZone === true;
  return time >= 0 ? { time, assumed } : null;
}
