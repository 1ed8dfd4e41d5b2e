import type { Stamp } from '../model/stored.ts';

/** A stamp further ahead of our own time is parked: its writer's clock is wrong, or it wants to win for ever. */
export const MAX_STAMP_AHEAD_MS = 24 * 3_600_000;

const TIME_DIGITS = 9;
const COUNTER_DIGITS = 4;
const NODE_DIGITS = 8;
const MAX_TIME = 36 ** TIME_DIGITS - 1;
const MAX_COUNTER = 36 ** COUNTER_DIGITS - 1;
const SHAPE = new RegExp(`^[0-9a-z]{${TIME_DIGITS + COUNTER_DIGITS + NODE_DIGITS}}$`);

/** Below every stamp of a person's decision: what the program itself writes. */
export const LOWEST_STAMP: Stamp = '0'.repeat(TIME_DIGITS + COUNTER_DIGITS + NODE_DIGITS);

/**
 * The next stamp of a hybrid logical clock (Kulkarni et al. 2014): it follows the wall clock and is above the last
 * stamp that was made or seen, so that the newest decision wins although clocks differ, jump and go back.
 *
 * @param last the highest stamp made or seen so far; null for none
 * @param wall milliseconds since 1970
 * @param node tells writers apart: 8 characters of 0-9 and a-z
 */
export function stampAfter(last: Stamp | null, wall: number, node: string): Stamp {
  if (!/^[0-9a-z]{8}$/.test(node)) throw new TypeError(`node "${node}" is not 8 characters of 0-9 and a-z`);
  const [lastTime, lastCounter] = last === null ? [0, 0] : [timeOf(last), counterOf(last)];
  const now = Math.min(Math.max(0, Math.floor(wall)), MAX_TIME);
  if (now > lastTime) return join(now, 0, node);
  return lastCounter < MAX_COUNTER ? join(lastTime, lastCounter + 1, node) : join(lastTime + 1, 0, node);
}

/** Whether a text from outside has a stamp's shape. */
export function isStamp(text: unknown): text is Stamp {
  return typeof text === 'string' && SHAPE.test(text);
}

/** Time from which a store takes a row of this stamp, milliseconds since 1970. */
export function dueOf(stamp: Stamp): number {
  return timeOf(stamp) - MAX_STAMP_AHEAD_MS;
}

/** The later of two stamps, where null is before all. */
export function laterStamp<T extends Stamp | null>(a: T, b: T): T {
  if (a === null) return b;
  if (b === null) return a;
  return a >= b ? a : b;
}

/** What its writer's clock said, or was pushed to by later stamps; milliseconds since 1970. */
export function timeOf(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(0, TIME_DIGITS), 36);
}

function counterOf(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(TIME_DIGITS, TIME_DIGITS + COUNTER_DIGITS), 36);
}

function join(time: number, counter: number, node: string): Stamp {
  return digits(time, TIME_DIGITS) + digits(counter, COUNTER_DIGITS) + node;
}

function digits(value: number, width: number): string {
  return value.toString(36).padStart(width, '0');
}
