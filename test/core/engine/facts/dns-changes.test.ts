import { afterEach, beforeEach, expect, test } from 'vitest';
import { assessDomain } from '../../../../core/engine/assess/assess.ts';
import {
  DKIM_WATCH_SECONDS,
  MAX_WATCHED_SELECTORS,
  watchDkimKeys,
} from '../../../../core/engine/facts/dkim-keys.ts';
import { dnsChanges } from '../../../../core/engine/facts/dns-changes.ts';
import type { Resolve } from '../../../../core/model/dns.ts';
import type { Store } from '../../../../core/store/store.ts';
import { putShort } from '../../../support/short-reports.ts';
import { testStore } from '../../../support/stored-reports.ts';
import { DAY } from '../../../support/traffic.ts';
import { type Zone, zoneResolver } from '../../../support/zone-resolver.ts';

const TODAY = 20_400;
const NOW = TODAY * DAY + 43_200;
const KEY = 's1._domainkey.example.com';
const ZONE: Zone = {
  'example.com': { SOA: true, TXT: ['v=spf1 include:_spf.provider.example -all'] },
  '_spf.provider.example': { TXT: ['v=spf1 ip4:192.0.2.0/25 -all'] },
  '_dmarc.example.com': { TXT: ['v=DMARC1; p=none'] },
  [KEY]: { TXT: ['v=DKIM1; p=T25l'] },
};

let store: Store;

beforeEach(async () => {
  store = await testStore({ clock: () => NOW * 1000 });
  await store.imports.start('import-1', { files: 1, bytes: 1 });
  await store.domains.change(['example.com'], { listing: 'confirmed' });
});
afterEach(() => store.close());

const look = (resolve: Resolve, now: number) =>
  assessDomain('example.com', {
    store,
    resolverFor: async () => resolve,
    now: () => now,
    onChange: () => undefined,
  });
const changes = async () =>
  (await dnsChanges(store, 'example.com')).map(({ what, name, before, after }) => [
    what,
    name,
    before,
    after,
  ]);

test('each kind of change is told with its name, and both texts', async () => {
  await putShort(store, [{ ip: '192.0.2.1', dkimPass: true, dkim: ['example.com pass'] }], { day: TODAY });
  await look(zoneResolver(ZONE).resolve, NOW);
  await look(zoneResolver(ZONE).resolve, NOW + DAY);
  expect(await changes()).toEqual([]);
  const changed: Zone = {
    ...ZONE,
    '_spf.provider.example': { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] },
    '_dmarc.example.com': { TXT: ['v=DMARC1; p=reject'] },
    [KEY]: { TXT: ['v=DKIM1; p=VHdv'] },
  };
  await look(zoneResolver(changed).resolve, NOW + 2 * DAY);
  expect(await changes()).toEqual([
    // The domain's own text is the same: the record that changed is the provider's.
    ['spf', '_spf.provider.example', 'v=spf1 ip4:192.0.2.0/25 -all', 'v=spf1 ip4:192.0.2.0/24 -all'],
    ['dmarc', '_dmarc.example.com', 'v=DMARC1; p=none', 'v=DMARC1; p=reject'],
    ['dkim', KEY, 'v=DKIM1; p=T25l', 'v=DKIM1; p=VHdv'],
  ]);
});

test('a key taken away is a change; a DNS failure is none', async () => {
  await putShort(store, [{ ip: '192.0.2.1', dkim: ['example.com pass'] }], { day: TODAY });
  await look(zoneResolver(ZONE).resolve, NOW);
  await look(zoneResolver({ ...ZONE, [KEY]: { fails: 'servfail' } }).resolve, NOW + DAY);
  expect(await changes()).toEqual([]);
  const { [KEY]: _, ...without } = ZONE;
  await look(zoneResolver(without).resolve, NOW + 2 * DAY);
  expect(await changes()).toEqual([['dkim', KEY, 'v=DKIM1; p=T25l', '']]);
});

test('only selectors of passing signatures under own names are asked about, within limits', async () => {
  const strangers = ['attacker.example pass', 'example.com.attacker.example pass', 'shop.example.com fail'];
  await putShort(store, [{ ip: '192.0.2.1', n: 9, dkim: ['example.com pass', ...strangers] }], {
    day: TODAY,
  });
  await putShort(store, [{ ip: '192.0.2.1', dkim: ['mail.example.com pass'] }], { day: TODAY });
  const asking = async (now: number, options = {}) => {
    const { resolve, asked } = zoneResolver(ZONE);
    await watchDkimKeys(store, 'example.com', resolve, now, options);
    return asked;
  };
  const both = [`${KEY} TXT`, 's1._domainkey.mail.example.com TXT'];
  expect(await asking(NOW)).toEqual(both);
  expect(await asking(NOW + DKIM_WATCH_SECONDS - 1), 'not again for some hours').toEqual([]);
  expect(await asking(NOW + 2 * DKIM_WATCH_SECONDS, { limit: 1 })).toEqual(both.slice(0, 1));
  expect(await asking(NOW + 4 * DKIM_WATCH_SECONDS, { counted: 1 })).toHaveLength(1);
  expect(MAX_WATCHED_SELECTORS).toBe(20);
});
