import type { Clock } from '../lib/clock.ts';
import type { QueryRecordEntry, Resolve } from '../model/dns.ts';

/** Tells of each question that left the machine. With *no network* or offline nothing left, and nothing is told. */
export function recorded(
  resolve: Resolve,
  resolver: string,
  clock: Clock,
  onQuery?: (entry: QueryRecordEntry) => void,
): Resolve {
  return async (name, type, purpose) => {
    const time = clock();
    const result = await resolve(name, type, purpose);
    if (result.kind !== 'offline' && result.kind !== 'no-resolver') {
      onQuery?.({ time, resolver, name, type, purpose, result: result.kind, took: clock() - time });
    }
    return result;
  };
}
