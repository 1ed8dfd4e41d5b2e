import { MAX_ROUND_QUESTIONS, MAX_ROUND_SECONDS } from './limits.ts';

/** What one round may ask, and for how long. */
export interface RoundBudget {
  /** Takes one question; false where none is left, or no time. */
  takes(): boolean;
}

/**
 * The other store may be any script of an allowed origin: one that always has a page more, or gives each as late as it is waited
 * for, must not keep a round open for ever.
 *
 * @param clock milliseconds
 */
export function roundBudget(
  clock: () => number,
  { questions = MAX_ROUND_QUESTIONS, seconds = MAX_ROUND_SECONDS } = {},
): RoundBudget {
  const until = clock() + seconds * 1000;
  let left = questions;
  return { takes: () => left-- > 0 && clock() < until };
}
