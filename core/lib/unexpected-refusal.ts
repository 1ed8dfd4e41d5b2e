import type { Refusal } from '../model/report.ts';

/** Characters of an exception's message that are kept. */
const MAX_MESSAGE = 300;

/**
 * A fault of a reader as a refusal, so that one file cannot end the reading of others. The exception's own words are kept: it
 * is a bug all the same, and they are what there is to find it by.
 */
export function unexpectedRefusal(error: unknown): Refusal {
  return { code: 'reader-failed', detail: { reason: String(error).slice(0, MAX_MESSAGE) } };
}
