/** Against the Cache Storage of a real browser; the small tables were made by pwa/build/encode-ip-table.ts. */
import { afterEach, expect, test } from 'vitest';
import { lookupAddress } from '../../../core/lib/lookup-address.ts';
import { forgetLocalTable, loadLocalTable } from '../../../pwa/state/ip-table.ts';

const OLD = 'H4sIAAAAAAACAwvyDGBkzs9JYXRxZfzwnZnXtSIxtyAnVcE3MTOHi7GloYGHEUIyMAAAZ08SgCsAAAA=';
const NEW = 'H4sIAAAAAAACAwvyDGBkzkstZ3RxZfzwnZnXtSIxtyAnVcE3MTOHi7GloYGHEUIyMAAARhFt1CsAAAA=';

const urlOf = (version: string) => new URL(`/ip-table.bin?${version}`, location.href).href;
const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

afterEach(() => forgetLocalTable(caches));

test('one copy is kept, replaced by a new version, used offline, and given up', async () => {
  const asked: string[] = [];
  const online = async (url: string) => {
    asked.push(url);
    return bytesOf(url.endsWith('old') ? OLD : NEW);
  };
  const offline = async () => null;

  expect(await loadLocalTable(online, urlOf('old'), caches)).toMatchObject({ version: 'old' });
  expect(await loadLocalTable(offline, urlOf('old'), caches)).toMatchObject({ version: 'old' });
  expect(await loadLocalTable(offline, urlOf('new'), caches)).toMatchObject({ version: 'old' });
  const table = await loadLocalTable(online, urlOf('new'), caches);
  expect(asked).toEqual([urlOf('old'), urlOf('new')]);
  expect('fault' in table ? null : lookupAddress(table, '192.0.2.1')).toEqual({
    asn: 64496,
    organisation: 'Example Mail',
    country: 'DE',
  });
  const cache = await caches.open('rualens-ip-table');
  expect((await cache.keys()).map((request) => request.url)).toEqual([urlOf('new')]);

  await forgetLocalTable(caches);
  expect(await loadLocalTable(offline, urlOf('new'), caches)).toEqual({ fault: 'not-reachable' });
});
