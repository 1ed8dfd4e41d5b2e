import { expect, test } from 'vitest';
import { createGateway } from '../../../core/lib/gateway.ts';
import { lookupAddress } from '../../../core/lib/lookup-address.ts';
import { encodeIpTable } from '../../../pwa/build/encode-ip-table.ts';
import {
  forgetLocalTable,
  ipTableUrl,
  loadLocalTable,
  tableThroughGateway,
} from '../../../pwa/state/ip-table.ts';
import { readPackagedFile } from '../../../pwa/state/packaged-file.ts';

const OLD = 'https://app.example/ip-table.bin?old';
const NEW = 'https://app.example/ip-table.bin?new';

function tableOf(version: string): Uint8Array {
  return encodeIpTable({
    version,
    systems: new Map([[64496, 'Example Mail']]),
    system4: [{ start: 0xc0000200n, value: 64496 }],
    country4: [{ start: 0xc0000200n, value: 'DE' }],
    system6: [],
    country6: [],
  });
}

/** Cache Storage with what the loader uses of it. */
class FakeCaches {
  entries = new Map<string, Uint8Array>();
  full = false;

  async open(): Promise<Cache> {
    const find = (url: string, options?: CacheQueryOptions) =>
      [...this.entries.keys()].filter((key) =>
        options?.ignoreSearch ? key.split('?')[0] === url.split('?')[0] : key === url,
      );
    const cache = {
      match: async (url: string, options?: CacheQueryOptions) => {
        const [key] = find(url, options);
        return key === undefined ? undefined : new Response(Uint8Array.from(this.entries.get(key)!));
      },
      put: async (url: string, response: Response) => {
        if (this.full) throw new DOMException('full', 'QuotaExceededError');
        this.entries.set(url, new Uint8Array(await response.arrayBuffer()));
      },
      delete: async (url: string, options?: CacheQueryOptions) =>
        find(url, options).map((key) => this.entries.delete(key)).length > 0,
    };
    return cache as unknown as Cache;
  }

  async delete(): Promise<boolean> {
    this.entries.clear();
    return true;
  }

  get asCacheStorage(): CacheStorage {
    return this as unknown as CacheStorage;
  }
}

function fetcher(answers: Record<string, Uint8Array>) {
  const asked: string[] = [];
  const fetchBytes = async (url: string) => {
    asked.push(url);
    return answers[url] ?? null;
  };
  return { asked, fetchBytes };
}

test('is fetched once and kept; a new version replaces it', async () => {
  const kept = new FakeCaches();
  const { asked, fetchBytes } = fetcher({ [OLD]: tableOf('old'), [NEW]: tableOf('new') });
  const load = (url: string) => loadLocalTable(fetchBytes, url, kept.asCacheStorage);
  expect(await load(OLD)).toMatchObject({ version: 'old' });
  const again = await load(OLD);
  expect(again).toMatchObject({ version: 'old' });
  expect('fault' in again ? null : lookupAddress(again, '192.0.2.1')?.organisation).toBe('Example Mail');
  expect(asked).toEqual([OLD]);
  expect(await load(NEW)).toMatchObject({ version: 'new' });
  expect([...kept.entries.keys()]).toEqual([NEW]);
  await forgetLocalTable(kept.asCacheStorage);
  expect(kept.entries.size).toBe(0);
});

test('offline after an update, the older copy serves', async () => {
  const kept = new FakeCaches();
  await loadLocalTable(fetcher({ [OLD]: tableOf('old') }).fetchBytes, OLD, kept.asCacheStorage);
  const offline = fetcher({}).fetchBytes;
  expect(await loadLocalTable(offline, NEW, kept.asCacheStorage)).toMatchObject({ version: 'old' });
  expect(await loadLocalTable(offline, NEW, null)).toEqual({ fault: 'not-reachable' });
});

test('damaged bytes are not kept, and a damaged copy is replaced', async () => {
  const kept = new FakeCaches();
  const half = tableOf('new').subarray(0, -5);
  expect(await loadLocalTable(fetcher({ [NEW]: half }).fetchBytes, NEW, kept.asCacheStorage)).toEqual({
    fault: 'damaged',
  });
  expect(kept.entries.size).toBe(0);
  kept.entries.set(NEW, half);
  const { asked, fetchBytes } = fetcher({ [NEW]: tableOf('new') });
  expect(await loadLocalTable(fetchBytes, NEW, kept.asCacheStorage)).toMatchObject({ version: 'new' });
  expect(asked).toEqual([NEW]);
  expect(kept.entries.get(NEW)).toEqual(Uint8Array.from(tableOf('new')));
});

test('a full disk leaves the table usable', async () => {
  const kept = new FakeCaches();
  kept.full = true;
  const { fetchBytes } = fetcher({ [NEW]: tableOf('new') });
  expect(await loadLocalTable(fetchBytes, NEW, kept.asCacheStorage)).toMatchObject({ version: 'new' });
  expect(kept.entries.size).toBe(0);
});

test('goes through the gateway, and is stopped by its switch', async () => {
  let noNetwork = true;
  const seen: string[] = [];
  const gateway = createGateway({
    fetch: async () => new Response(Uint8Array.from(tableOf('new'))),
    clock: () => 0,
    noNetwork: () => noNetwork,
    onRequest: (entry) => seen.push(`${entry.purpose} ${entry.url}`),
  });
  const load = () => loadLocalTable(tableThroughGateway(gateway), NEW, null);
  expect(await load()).toEqual({ fault: 'not-reachable' });
  expect(seen).toEqual([]);
  noNetwork = false;
  expect(await load()).toMatchObject({ version: 'new' });
  expect(seen).toEqual([`local-table ${NEW}`]);
});

test('in the extension it comes from the package, without the gateway', async () => {
  const gateway = createGateway({
    fetch: async () => {
      throw new Error('a request left');
    },
    clock: () => 0,
  });
  const packed = `data:application/octet-stream;base64,${Buffer.from(tableOf('new')).toString('base64')}`;
  expect(await loadLocalTable(tableThroughGateway(gateway), packed, null)).toMatchObject({ version: 'new' });
  const missing = 'chrome-extension://abc/ip-table.bin';
  expect(await loadLocalTable(tableThroughGateway(gateway), missing, null)).toEqual({
    fault: 'not-reachable',
  });
  expect(await readPackagedFile('HTTPS://app.example/ip-table.bin')).toBeNull();
});

test('the file lies beside the page', () => {
  expect(ipTableUrl('https://app.example/lens/index.html#/reports')).toBe(
    'https://app.example/lens/ip-table.bin?dev',
  );
});
