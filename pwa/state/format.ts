import { shareText } from '../../core/words/share.ts';
import { locale } from './language.ts';

/** Dates and figures as the user's locale writes them. Read inside components, so that they follow a switch. */

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  name: string,
  make: (tag: string) => T,
): T {
  const key = `${name} ${locale.value}`;
  let format = cache.get(key);
  if (!format) {
    format = make(locale.value);
    cache.set(key, format);
  }
  return format as T;
}

/** `12,345` */
export function number(value: number): string {
  return kept('number', (tag) => new Intl.NumberFormat(tag)).format(value);
}

/** A share as `97.3%` in the current language, see {@link shareText}. */
export function percent(part: number, whole: number): string {
  return shareText(part, whole, locale.value);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** `61.2 MB`, in steps of 1000. */
export function bytes(value: number): string {
  let step = 0;
  while (value >= 1000 && step < UNITS.length - 1) {
    value /= 1000;
    step++;
  }
  const unit = UNITS[step] ?? 'byte';
  return kept(
    `bytes ${unit}`,
    (tag) =>
      new Intl.NumberFormat(tag, {
        style: 'unit',
        unit,
        unitDisplay: unit === 'byte' ? 'long' : 'short',
        maximumFractionDigits: 1,
      }),
  ).format(value);
}

/** A UTC day, `14 Mar 2026`: days of reports are UTC days everywhere. */
export function day(seconds: number): string {
  return kept(
    'day',
    (tag) =>
      new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
  ).format(seconds * 1000);
}

/** A UTC day without the year, for axes and narrow columns. */
export function shortDay(seconds: number): string {
  return kept(
    'short day',
    (tag) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  ).format(seconds * 1000);
}

/** `2026-11` as `November 2026`. */
export function monthName(month: string): string {
  const format = kept(
    'month',
    (tag) => new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  );
  return format.format(Date.parse(`${month}-01T00:00:00Z`));
}

/** A moment in UTC with minutes, as reports state their range. */
export function momentUtc(seconds: number): string {
  return kept(
    'moment utc',
    (tag) =>
      new Intl.DateTimeFormat(tag, {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        timeZone: 'UTC',
        timeZoneName: 'short',
      }),
  ).format(seconds * 1000);
}

/** A moment on this machine's clock: when something was done here. */
export function moment(seconds: number): string {
  return kept(
    'moment',
    (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }),
  ).format(seconds * 1000);
}

/** `3 days ago`, in the largest unit that fits. */
export function ago(seconds: number, now: number): string {
  const format = kept('ago', (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }));
  const minutes = Math.round((seconds - now) / 60);
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  if (Math.abs(hours) < 24) return format.format(hours, 'hour');
  return format.format(Math.round(hours / 24), 'day');
}

/** A span as `45 sec`, `5 min` or `2 hr`, in the largest unit that fits. */
export function duration(seconds: number): string {
  const unit = seconds < 120 ? 'second' : seconds < 7_200 ? 'minute' : 'hour';
  const value = unit === 'second' ? seconds : seconds / (unit === 'minute' ? 60 : 3_600);
  return kept(
    `duration ${unit}`,
    (tag) => new Intl.NumberFormat(tag, { style: 'unit', unit, maximumFractionDigits: 0 }),
  ).format(value);
}
