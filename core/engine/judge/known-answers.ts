import { cached } from '../../dns/cached.ts';
import { failure } from '../../dns/failure.ts';
import type { Resolve } from '../../model/dns.ts';
import type { Store } from '../../store/store.ts';

/** DNS as far as answers are kept, even old ones; asks nothing, and says so of the rest. */
export function knownAnswers(store: Store): Resolve {
  const kept = cached(async () => failure('no-resolver', 'not asked'), store.dns, Date.now);
  return (name, type, purpose) => kept(name.toLowerCase().replace(/\.$/, ''), type, purpose);
}
