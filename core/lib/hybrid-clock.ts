import type { Stamp } from '../model/stored.ts';
import type { Clock } from './clock.ts';

/** A stamp further ahead of our own time is refused: its writer's clock is wrong, or it wants to win for ever. */
export const MAX_STAMP_AHEAD_MS = 24 * 3_600_000;

const TIME_DIGITS = 9;
const COUNTER_DIGITS = 4;
const NODE_DIGITS = 8;
const MAX_COUNTER = 36 ** COUNTER_DIGITS - 1;
const SHAPE = new RegExp(`^[0-9a-z]{${TIME_DIGITS + COUNTER_DIGITS + NODE_DIGITS}}$`);

/**
 * Hybrid logical clock (Kulkarni et al. 2014): stamps follow the wall clock, never go back, and are later
 * than every stamp witnessed, so that the newest decision wins although clocks differ.
 */
export interface HybridClock {
  now(): Stamp;
  /** Makes later stamps sort after this one. False where it is malformed or too far ahead. */
  witness(stamp: Stamp): boolean;
}

/** `node` tells writers apart: 8 characters of 0-9 and a-z. `last` is the last stamp of an earlier run. */
export function createHybridClock(options: { clock: Clock; node: string; last?: Stamp }): HybridClock {
  const { clock, node } = options;
  if (!/^[0-9a-z]{8}$/.test(node)) throw new TypeError(`node "${node}" is not 8 characters of 0-9 and a-z`);
  let time = 0;
  let counter = 0;
  const move = (stamp: Stamp) => {
    const [otherTime, otherCounter] = parts(stamp);
    if (otherTime < time || (otherTime === time && otherCounter <= counter)) return;
    time = otherTime;
    counter = otherCounter;
  };
  if (options.last !== undefined && isStamp(options.last)) move(options.last);
  return {
    now() {
      const wall = clock();
      if (wall > time) {
        time = wall;
        counter = 0;
      } else if (counter < MAX_COUNTER) counter++;
      else {
        time++;
        counter = 0;
      }
      return digits(time, TIME_DIGITS) + digits(counter, COUNTER_DIGITS) + node;
    },
    witness(stamp) {
      if (!isStamp(stamp) || parts(stamp)[0] > clock() + MAX_STAMP_AHEAD_MS) return false;
      move(stamp);
      return true;
    },
  };
}

/** Whether a text from outside has a stamp's shape. */
export function isStamp(text: unknown): text is Stamp {
  return typeof text === 'string' && SHAPE.test(text);
}

/** The later of two stamps, where null is before all. */
export function laterStamp<T extends Stamp | null>(a: T, b: T): T {
  if (a === null) return b;
  if (b === null) return a;
  return a >= b ? a : b;
}

function parts(stamp: Stamp): [time: number, counter: number] {
  return [
    Number.parseInt(stamp.slice(0, TIME_DIGITS), 36),
    Number.parseInt(stamp.slice(TIME_DIGITS, TIME_DIGITS + COUNTER_DIGITS), 36),
  ];
}

function digits(value: number, width: number): string {
  return Math.floor(value).toString(36).padStart(width, '0');
}
