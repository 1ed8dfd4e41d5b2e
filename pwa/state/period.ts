import type { Period } from '../../core/model/period.ts';

const DAY = 86_400;

/** Periods offered everywhere, as the address bar names them: days up to today, or everything. */
export const PERIODS = ['7', '30', '90', 'all'] as const;

/** The default where the address bar names none. */
export const DEFAULT_PERIOD = '30';

/**
 * A period from the address bar: `7`, `30`, `90` (whole UTC days, today included), `all`, or an own one as
 * `2026-01-01..2026-01-31` with both days in it. Anything else reads as the default.
 */
export function readPeriod(text: string | null, now = Date.now() / 1000): Period {
  const tomorrow = (Math.floor(now / DAY) + 1) * DAY;
  if (text === 'all') return { begin: 0, end: tomorrow + DAY };
  const own = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(text ?? '');
  if (own) {
    const begin = Date.parse(`${own[1]}T00:00:00Z`) / 1000;
    const end = Date.parse(`${own[2]}T00:00:00Z`) / 1000 + DAY;
    if (begin < end) return { begin, end };
  }
  const days = text === '7' || text === '90' ? Number(text) : Number(DEFAULT_PERIOD);
  return { begin: tomorrow - days * DAY, end: tomorrow };
}
