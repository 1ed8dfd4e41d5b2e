import { findReverseName } from '../../dns/reverse.ts';
import type { Resolve } from '../../model/dns.ts';
import type { ReverseName } from '../../model/traffic.ts';
import type { Store } from '../../store/store.ts';
import { fact } from './fact.ts';

/** A reverse name as kept, by address. `name` empty: DNS says there is none. */
interface KeptReverseName extends ReverseName {
  /** Unix seconds of the answer. */
  at: number;
}

/** By address. */
const reverseNames = fact<KeptReverseName>('reverse-names');
/** Reverse names change rarely. */
const REVERSE_NAME_SECONDS = 14 * 86_400;
/** Looked up between two writes, so that an interrupted run keeps what it has. */
const BATCH = 50;

/** Kept reverse names of these addresses. */
export async function keptReverseNames(
  store: Store,
  addresses: string[],
): Promise<(address: string) => ReverseName | undefined> {
  const kept = await reverseNames.many(store, addresses);
  return (address) => {
    const found = kept.get(address);
    return found && found.name !== '' ? found : undefined;
  };
}

/** Of these addresses those about whose name DNS has told nothing yet, not even that there is none. */
export async function untoldNames(store: Store, addresses: string[]): Promise<string[]> {
  const kept = await reverseNames.many(store, addresses);
  return addresses.filter((address) => !kept.has(address));
}

export interface RefreshedNames {
  /** Addresses that DNS was asked about and answered. */
  answered: number;
  /** Of all that were wanted: those for which DNS has no name, and those it gave no answer about. */
  nameless: string[];
  failed: string[];
}

/**
 * Looks up names that are missing or old, in the given order, at most `limit`; keeps them as they come. Once
 * `signal` is aborted nothing more is asked.
 *
 * @param options.batch addresses looked up at once; `onBatch` is called after each that brought something
 */
export async function refreshReverseNames(
  store: Store,
  addresses: string[],
  resolve: Resolve,
  options: { now: number; limit: number; batch?: number; signal?: AbortSignal; onBatch?(): void },
): Promise<RefreshedNames> {
  const kept = await reverseNames.many(store, addresses);
  const isFresh = (address: string): boolean =>
    (kept.get(address)?.at ?? 0) >= options.now - REVERSE_NAME_SECONDS;
  const wanted = addresses.filter((address) => !isFresh(address)).slice(0, options.limit);
  const result: RefreshedNames = {
    answered: 0,
    nameless: addresses.filter((address) => isFresh(address) && kept.get(address)?.name === ''),
    failed: [],
  };
  const batch = options.batch ?? BATCH;
  const { signal } = options;
  for (let at = 0; at < wanted.length && !signal?.aborted; at += batch) {
    const part = wanted.slice(at, at + batch);
    const found = await Promise.all(
      part.map((address) => findReverseName(address, resolve, signal ? { signal } : {})),
    );
    const entries: { key: string; value: KeptReverseName }[] = [];
    for (const [i, address] of part.entries()) {
      const name = found[i];
      if (name === undefined || name.kind === 'failed') {
        result.failed.push(address);
        continue;
      }
      if (name.kind === 'none') result.nameless.push(address);
      const { name: text, confirmed } = name.kind === 'name' ? name : { name: '', confirmed: false };
      entries.push({ key: address, value: { name: text, confirmed, at: options.now } });
    }
    if (entries.length > 0) {
      await reverseNames.put(store, entries);
      options.onBatch?.();
    }
    result.answered += entries.length;
  }
  return result;
}
