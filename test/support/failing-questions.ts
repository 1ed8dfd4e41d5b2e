/** DNS in which some questions get no answer, for tests of what silence may make of a statement. */
import * as fc from 'fast-check';
import type { NoAnswer, Resolve } from '../../core/model/dns.ts';

/** Every way in which there is no answer. */
export const KINDS: readonly NoAnswer[] = [
  'servfail',
  'refused',
  'timeout',
  'malformed',
  'http-error',
  'blocked',
  'offline',
  'no-resolver',
  'not-allowed',
  'names-off',
  'budget',
];

/** Which questions fail, by a number that each gets, and how. */
export interface Silence {
  seed: number;
  /** Out of 100. */
  share: number;
  kind: NoAnswer;
}

export const someFailing: fc.Arbitrary<Silence> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  share: fc.constantFrom(10, 30, 60, 100),
  kind: fc.constantFrom(...KINDS),
});

/** The same question fails each time it is asked. */
export function failing(resolve: Resolve, { seed, share, kind }: Silence): Resolve {
  return async (name, type, purpose) => {
    if (numberOf(`${name.toLowerCase()} ${type}`, seed) % 100 >= share) return resolve(name, type, purpose);
    return { kind, error: null, detail: 'silent', age: 0, stale: false };
  };
}

function numberOf(text: string, seed: number): number {
  let hash = seed >>> 0;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return (hash ^ (hash >>> 15)) >>> 0;
}
