import type { Gateway } from '../../core/lib/gateway.ts';
import { loadIpTable } from '../../core/lib/ip-table.ts';
import { IP_TABLE_LIMITS, type IpTable, type IpTableFault } from '../../core/lib/ip-table-format.ts';
import { readPackagedFile } from './packaged-file.ts';

declare const __IP_TABLE_ID__: string;

const CACHE_NAME = 'rualens-ip-table';
const DOWNLOAD_TIMEOUT_MS = 120_000;

/**
 * The table's file; the query changes when the table does.
 *
 * @param base the app's page, or any address of the extension's top folder. A worker's own address is neither.
 */
export function ipTableUrl(base: string): string {
  const id = typeof __IP_TABLE_ID__ === 'undefined' ? 'dev' : __IP_TABLE_ID__;
  return new URL(`ip-table.bin?${id}`, base).href;
}

/**
 * Reads the table from the app's own origin, through the gateway, so that *no network* stops this too; in the
 * extension from its package, which needs no network.
 */
export function tableThroughGateway(gateway: Gateway): (url: string) => Promise<Uint8Array | null> {
  return async (url) => {
    if (!/^https?:/.test(url)) return await readPackagedFile(url);
    const limits = { maxBytes: IP_TABLE_LIMITS.packedBytes, timeoutMs: DOWNLOAD_TIMEOUT_MS };
    const result = await gateway.request(url, limits, { purpose: 'local-table' });
    return result.kind === 'response' && result.status === 200 ? result.body : null;
  };
}

/**
 * The local table: the kept copy if it is the one at `url`, else the one that `fetchBytes` brings, else (offline
 * after an update) an older copy. Call it only when the setting `localTable` is on.
 *
 * @param kept where a copy is kept: the platform's `caches`; null where there is none (no secure context), or
 *   no need: an extension's package holds the file already.
 */
export async function loadLocalTable(
  fetchBytes: (url: string) => Promise<Uint8Array | null>,
  url: string,
  kept: CacheStorage | null,
): Promise<IpTable | { fault: IpTableFault | 'not-reachable' }> {
  const cache = await kept?.open(CACHE_NAME);
  const same = await readKept(cache, url, false);
  if (same) return same;

  const bytes = await fetchBytes(url);
  const table = bytes ? loadIpTable(bytes) : ({ fault: 'not-reachable' } as const);
  if (bytes && !('fault' in table)) {
    await keep(cache, url, bytes);
    return table;
  }
  return (await readKept(cache, url, true)) ?? table;
}

/** Gives the space back; for when the user switches the table off. */
export async function forgetLocalTable(kept: CacheStorage): Promise<void> {
  await kept.delete(CACHE_NAME);
}

async function readKept(cache: Cache | undefined, url: string, anyVersion: boolean): Promise<IpTable | null> {
  const response = await cache?.match(url, { ignoreSearch: anyVersion });
  if (!response) return null;
  const table = loadIpTable(new Uint8Array(await response.arrayBuffer()));
  return 'fault' in table ? null : table;
}

/** A full disk is no reason to do without the table now. */
async function keep(cache: Cache | undefined, url: string, bytes: Uint8Array): Promise<void> {
  if (!cache) return;
  try {
    await cache.delete(url, { ignoreSearch: true });
    await cache.put(url, new Response(Uint8Array.from(bytes)));
  } catch {
    await cache.delete(url);
  }
}
