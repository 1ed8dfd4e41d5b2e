import type { Answer, DnsResult, NoAnswer } from '../model/dns.ts';

/** What DNS told at a time (Unix seconds). */
export function answered<T>(value: T, at: number): Answer<T> {
  return { known: true, value, at };
}

/** DNS told nothing, and nothing is known from before. */
export function noAnswer<T>(why: NoAnswer): Answer<T> {
  return { known: false, why, last: null };
}

/** The new answer; one without a value keeps what was known before beside its reason. */
export function renew<T>(before: Answer<T> | null | undefined, now: Answer<T>): Answer<T> {
  if (now.known || now.last !== null || !before) return now;
  const last = before.known ? { value: before.value, at: before.at } : before.last;
  return { ...now, last };
}

/** What is known, or was known last; null where nothing ever was. */
export function lastKnown<T>(answer: Answer<T>): { value: T; at: number } | null {
  return answer.known ? answer : answer.last;
}

const NOT_ASKED: ReadonlySet<NoAnswer> = new Set<NoAnswer>([
  'offline',
  'no-resolver',
  'not-allowed',
  'names-off',
  'budget',
]);

/** Whether nobody was asked at all, as against an answer that did not come. */
export function isNotAsked(why: NoAnswer): boolean {
  return NOT_ASKED.has(why);
}

/** Why a result is no answer; null where it is one. */
export function whyNoAnswer(result: DnsResult): NoAnswer | null {
  return result.kind === 'answer' || result.kind === 'nodata' || result.kind === 'nxdomain'
    ? null
    : result.kind;
}
