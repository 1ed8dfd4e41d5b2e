import type { DnsAnswer, DnsVoid } from '../model/dns.ts';

/** An answer as it is kept. Only answers that DNS gave are kept, never failures. */
export interface CachedAnswer {
  /** `NAME TYPE`, name in lower case. */
  key: string;
  result: DnsAnswer | DnsVoid;
  /** When it was fetched, milliseconds since 1970. */
  at: number;
  /** When its TTL ends, milliseconds since 1970. Kept longer, for use when offline. */
  expires: number;
}

/** Where answers are kept. The store keeps them in IndexedDB, shared between tabs, within bounds. */
export interface DnsCache {
  get(key: string): Promise<CachedAnswer | undefined>;
  put(key: string, value: CachedAnswer): Promise<void>;
}

const MEMORY_CACHE_ENTRIES = 5_000;

/** A bounded cache in memory; the entry put longest ago goes first. */
export function createMemoryCache(maxEntries = MEMORY_CACHE_ENTRIES): DnsCache {
  const entries = new Map<string, CachedAnswer>();
  return {
    get: async (key) => entries.get(key),
    put: async (key, value) => {
      entries.delete(key);
      entries.set(key, value);
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries) break;
        entries.delete(oldest);
      }
    },
  };
}
