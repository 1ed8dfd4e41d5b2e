/** Figures and days as the user's language writes them. Days are UTC, as reports count them. */

export function formatCount(count: number, language: string): string {
  return new Intl.NumberFormat(language).format(count);
}

/** One day for a report of at most about a day, else both ends. */
export function formatPeriod(begin: number, end: number, language: string): string {
  const format = new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  if (end - begin <= 90_000) return format.format(new Date(((begin + end) / 2) * 1000));
  return format.formatRange(new Date(begin * 1000), new Date(end * 1000));
}

export function formatDay(seconds: number, language: string): string {
  const format = { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(language, format).format(new Date(seconds * 1000));
}
