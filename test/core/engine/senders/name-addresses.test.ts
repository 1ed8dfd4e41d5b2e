import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptReverseNames } from '../../../../core/engine/facts/reverse-names.ts';
import {
  createAddressNaming,
  type NameAddressesDeps,
} from '../../../../core/engine/senders/name-addresses.ts';
import type { DnsResult, Resolve } from '../../../../core/model/dns.ts';
import type { Store } from '../../../../core/store/store.ts';
import { storeReports, testStore } from '../../../support/stored-reports.ts';
import { DAY } from '../../../support/traffic.ts';
import { type Zone, zoneResolver } from '../../../support/zone-resolver.ts';

const NOW = 20_400 * DAY;
const DOMAIN = 'example.com';
const NAMED = '192.0.2.10';
const FORGED = '203.0.113.66';
const NAMELESS = '198.51.100.9';
const SILENT = '198.51.100.10';
const ZONE: Zone = {
  '10.2.0.192.in-addr.arpa': { PTR: ['mail.example.com'] },
  'mail.example.com': { A: [NAMED] },
  '66.113.0.203.in-addr.arpa': { PTR: ['mail.example.com'] },
  '10.100.51.198.in-addr.arpa': { fails: 'servfail' },
};

let store: Store;
let asked: string[];
let told: string[];

beforeEach(async () => {
  store = await testStore({ clock: () => NOW * 1000 });
  asked = [];
  told = [];
  const rows = [NAMED, FORGED, NAMELESS, SILENT].map((ip): [string, number, boolean] => [ip, 1, false]);
  await storeReports(store, 'import-1', [{ number: 1, domain: DOMAIN, day: 20_399, rows }]);
});
afterEach(() => store.close());

function naming(change: Partial<NameAddressesDeps> = {}) {
  const { resolve } = zoneResolver(ZONE);
  return createAddressNaming({
    store,
    now: () => NOW,
    resolverFor: async () => async (name, type, purpose) => {
      asked.push(`${name} ${type} ${purpose}`);
      return resolve(name, type, purpose);
    },
    onNames: (domain) => told.push(`names ${domain}`),
    onNamed: (domain) => told.push(`named ${domain}`),
    ...change,
  });
}
const confirm = () => store.domains.change([DOMAIN], { listing: 'confirmed' });
const ALL = [NAMED, FORGED, NAMELESS, SILENT];

test('names are looked up for the opened view, kept, and not asked for again', async () => {
  await confirm();
  const { nameAddresses } = naming();
  expect(await nameAddresses('view', DOMAIN, ALL)).toEqual({
    refused: '',
    nameless: [NAMELESS],
    failed: [SILENT],
    leftOut: 0,
  });
  expect(asked.every((question) => question.endsWith(' reverse-name'))).toBe(true);
  expect(told).toEqual([`names ${DOMAIN}`, `named ${DOMAIN}`]);
  const nameOf = await keptReverseNames(store, ALL);
  expect(ALL.map(nameOf)).toMatchObject([
    { name: 'mail.example.com', confirmed: true },
    { name: 'mail.example.com', confirmed: false },
    undefined,
    undefined,
  ]);
  asked.length = 0;
  // Only the address that DNS gave no answer about is asked for again.
  expect(await nameAddresses('view', DOMAIN, ALL)).toMatchObject({ nameless: [NAMELESS], failed: [SILENT] });
  expect(asked).toEqual(['10.100.51.198.in-addr.arpa PTR reverse-name']);
});

test('nothing is asked for a domain not confirmed, without a resolver, or about addresses of no report', async () => {
  const { nameAddresses } = naming();
  expect(await nameAddresses('view', DOMAIN, ALL)).toMatchObject({ refused: 'not-confirmed' });
  await confirm();
  expect(await naming({ resolverFor: async () => null }).nameAddresses('view', DOMAIN, ALL)).toMatchObject({
    refused: 'no-resolver',
  });
  expect(await nameAddresses('view', DOMAIN, ['192.0.2.99'])).toMatchObject({ refused: '', leftOut: 0 });
  expect(asked).toEqual([]);
});

test('beyond the cap nothing is asked, and how many were left out is told', async () => {
  await confirm();
  const { nameAddresses } = naming({ maxAddresses: 1 });
  expect(await nameAddresses('view', DOMAIN, [NAMELESS, NAMED])).toMatchObject({ leftOut: 1 });
  expect(asked).toEqual(['9.100.51.198.in-addr.arpa PTR reverse-name']);
});

test('closing the view, or opening it on another sender, ends what was under way', async () => {
  await confirm();
  const rows = Array.from({ length: 40 }, (_, i): [string, number, boolean] => [
    `198.51.100.${100 + i}`,
    1,
    false,
  ]);
  await storeReports(store, 'import-2', [{ number: 2, domain: DOMAIN, day: 20_399, rows }]);
  const waiting: (() => void)[] = [];
  const none: DnsResult = { kind: 'nxdomain', chain: [], soaOwner: null, ttl: 0, age: 0, stale: false };
  const slow: Resolve = (name) => {
    asked.push(name);
    return new Promise((answer) => waiting.push(() => answer(none)));
  };
  const { nameAddresses, stopNaming } = naming({ resolverFor: async () => slow });
  const addresses = rows.map(([ip]) => ip);
  for (const end of [() => stopNaming('view'), () => nameAddresses('view', DOMAIN, ['192.0.2.99'])]) {
    const first = asked.length;
    const run = nameAddresses('view', DOMAIN, addresses);
    await expect.poll(() => asked.length).toBeGreaterThan(first);
    await end();
    const left = asked.length;
    for (const answer of waiting.splice(0)) answer();
    await run;
    expect(asked.length).toBe(left);
    expect(left - first).toBeLessThan(10);
  }
});
