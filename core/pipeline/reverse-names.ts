import { parseIp, reverseName as reverseZoneName } from '../lib/ip.ts';
import type { Resolve } from '../model/dns.ts';
import type { ReverseName } from '../model/traffic.ts';
import type { Store } from '../store/store.ts';

/** A reverse name as kept, by address. `name` empty: DNS says there is none. */
interface KeptReverseName extends ReverseName {
  /** Unix seconds of the answer. */
  at: number;
}

const REVERSE_NAMES_KIND = 'reverse-names';
/** Reverse names change rarely. */
const REVERSE_NAME_SECONDS = 14 * 86_400;
/** Names of one address looked at; a hostile zone may list thousands. */
const MAX_NAMES_PER_ADDRESS = 3;

/**
 * Reverse name of an address, and whether it is forward-confirmed (RFC 8601 section 3: a name proves nothing
 * until one of its addresses is the one asked about). Null where DNS could not be asked.
 */
async function lookUpReverseName(address: string, resolve: Resolve): Promise<ReverseName | null> {
  const ip = parseIp(address);
  if (!ip) return { name: '', confirmed: false };
  const answer = await resolve(reverseZoneName(ip), 'PTR', 'reverse-name');
  if (answer.kind === 'nodata' || answer.kind === 'nxdomain') return { name: '', confirmed: false };
  if (answer.kind !== 'answer') return null;
  const names = answer.records.flatMap((record) => (record.type === 'PTR' ? [record.data] : [])).sort();
  const type = ip.family === 4 ? 'A' : 'AAAA';
  for (const name of names.slice(0, MAX_NAMES_PER_ADDRESS)) {
    const forward = await resolve(name, type, 'reverse-name');
    if (forward.kind !== 'answer') continue;
    const confirmed = forward.records.some(
      (record) => record.type === type && sameAddress(record.data as string, ip.words),
    );
    if (confirmed) return { name, confirmed: true };
  }
  return { name: names[0] ?? '', confirmed: false };
}

function sameAddress(text: string, words: Uint32Array): boolean {
  const other = parseIp(text);
  return other !== null && other.words.length === words.length && other.words.every((w, i) => w === words[i]);
}

/** Kept reverse names of these addresses. */
export async function keptReverseNames(
  store: Store,
  addresses: string[],
): Promise<(address: string) => ReverseName | undefined> {
  const kept = await store.kept.many<KeptReverseName>(REVERSE_NAMES_KIND, addresses);
  return (address) => {
    const found = kept.get(address);
    return found && found.name !== '' ? found : undefined;
  };
}

/** Looked up between two writes, so that an interrupted run keeps what it has. */
const BATCH = 50;

/**
 * Looks up names that are missing or old, in the given order, at most `limit`; keeps them as they come.
 * Returns how many were looked up.
 */
export async function refreshReverseNames(
  store: Store,
  addresses: string[],
  resolve: Resolve,
  options: { now: number; limit: number; signal?: AbortSignal },
): Promise<number> {
  const kept = await store.kept.many<KeptReverseName>(REVERSE_NAMES_KIND, addresses);
  const wanted = addresses
    .filter((address) => (kept.get(address)?.at ?? 0) < options.now - REVERSE_NAME_SECONDS)
    .slice(0, options.limit);
  let done = 0;
  for (let at = 0; at < wanted.length && !options.signal?.aborted; at += BATCH) {
    const part = wanted.slice(at, at + BATCH);
    const found = await Promise.all(part.map((address) => lookUpReverseName(address, resolve)));
    const entries = part.flatMap((address, i) => {
      const name = found[i];
      return name ? [{ key: address, value: { ...name, at: options.now } satisfies KeptReverseName }] : [];
    });
    if (entries.length > 0) await store.kept.put(REVERSE_NAMES_KIND, entries);
    done += entries.length;
  }
  return done;
}
