import { afterEach, beforeEach, expect, test } from 'vitest';
import { assessDomain, rejudge } from '../../../../../core/engine/assess/assess.ts';
import { RECHECK_AGE } from '../../../../../core/engine/assess/recheck.ts';
import { listDomains, oneDomain } from '../../../../../core/engine/domains/list-domains.ts';
import { dnsProvider } from '../../../../../core/engine/domains/needs/dns-provider.ts';
import { listNeeds, needsOfDomain } from '../../../../../core/engine/domains/needs/list-needs.ts';
import type { Resolve } from '../../../../../core/model/dns.ts';
import type { Store } from '../../../../../core/store/store.ts';
import { newReport, testStore } from '../../../../support/stored-reports.ts';
import { type Zone, zoneResolver } from '../../../../support/zone-resolver.ts';

const TODAY = 20_400;
const DAY = 86_400;
const NOW = TODAY * DAY + 43_200;

const INCLUDES = Array.from({ length: 9 }, (_, i) => `include:s${i}.spf.test`);
const RUA = 'rua=mailto:dmarc@fine.example';
const ZONE: Zone = {
  'fine.example': { SOA: true, TXT: ['v=spf1 ip4:192.0.2.0/24 -all'], NS: ['ns1.dns.test'] },
  '_dmarc.fine.example': { TXT: [`v=DMARC1; p=reject; ${RUA}`] },
  'bare.example': { SOA: true, TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] },
  'two.example': { SOA: true, TXT: ['v=spf1 -all'] },
  '_dmarc.two.example': { TXT: [`v=DMARC1; p=reject; ${RUA}`, `v=DMARC1; p=none; ${RUA}`] },
  'near.example': { SOA: true, TXT: [`v=spf1 ${INCLUDES.join(' ')} -all`] },
  '_dmarc.near.example': { TXT: [`v=DMARC1; p=reject; ${RUA}`] },
  'bad.example': { SOA: true, TXT: ['v=spf1 ip4:192.0.2.300 -all'] },
  '_dmarc.bad.example': { TXT: [`v=DMARC1; p=reject; ${RUA}`] },
  'sub.hushed.example': { SOA: true, TXT: ['v=spf1 -all'] },
  '_dmarc.hushed.example': { fails: 'servfail' },
  'sub.firm.example': { SOA: true, TXT: ['v=spf1 -all'] },
  '_dmarc.firm.example': { TXT: ['v=DMARC1; p=none; sp=reject; aspf=s; t=y; rua=mailto:d@firm.example'] },
  'silent.example': { fails: 'timeout' },
  '_dmarc.silent.example': { fails: 'timeout' },
  ...Object.fromEntries(INCLUDES.map((it) => [it.slice(8), { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] }])),
};

let store: Store;
let asked: string[];

beforeEach(async () => {
  store = await testStore({ clock: () => NOW * 1000 });
  await store.imports.start('import-1', { files: 1, bytes: 1 });
  await store.imports.setState('import-1', 'done');
  asked = [];
});
afterEach(() => store.close());

const context = (now = NOW) => ({
  store,
  now: () => now,
  resolverFor:
    async () =>
    async (...[name, type, purpose]: Parameters<Resolve>) => {
      asked.push(name);
      return zoneResolver(ZONE).resolve(name, type, purpose);
    },
});

test('[NEED-13] while an import is under way in any page, the list says so', async () => {
  expect(await listNeeds(context())).toMatchObject({ importing: false });
  await store.imports.start('import-2', { files: 1, bytes: 1 });
  expect(await listNeeds(context())).toMatchObject({ importing: true });
  await store.imports.setState('import-2', 'paused');
  expect(await listNeeds(context())).toMatchObject({ importing: false });
});

const deps = (now = NOW) => ({ ...context(now), onChange: () => undefined });
const codes = async (now = NOW) =>
  (await listNeeds(context(now))).needs.map(({ domain, code }) => `${domain} ${code}`);

async function confirm(...domains: string[]): Promise<void> {
  await store.domains.change(domains, { listing: 'confirmed' });
  for (const domain of domains) await assessDomain(domain, deps());
}

let number = 1;
type Rows = [string, number, boolean][];
async function reports(domain: string, days: readonly number[], rows: (day: number) => Rows): Promise<void> {
  const plans = days.map((day) => ({ number: number++, domain, day, rows: rows(day) }));
  await store.reports.put('import-1', await Promise.all(plans.map((plan) => newReport(store, plan))));
}

const daysUpTo = (last: number, count: number) =>
  Array.from({ length: count }, (_, i) => last - count + 1 + i);

test('faults of records are told with a record to copy; what DNS did not tell is counted apart, and nobody is asked [NEED-1]', async () => {
  await confirm(
    'fine.example',
    'bare.example',
    'two.example',
    'near.example',
    'bad.example',
    'silent.example',
  );
  asked.length = 0;
  const { needs, unknown, nextLook } = await listNeeds(context());
  expect(asked).toEqual([]);
  expect(needs.map(({ domain, code }) => `${domain} ${code}`)).toEqual([
    'two.example dmarc-several',
    'bad.example spf-invalid',
    'bare.example dmarc-missing',
    'near.example spf-near-limit',
  ]);
  expect(unknown).toBe(1);
  expect(nextLook).toBe(NOW + RECHECK_AGE);
  expect(needs[0]?.step).toMatchObject({
    do: 'copy',
    record: {
      value: `v=DMARC1; p=none; ${RUA}`,
      replaces: expect.arrayContaining([expect.stringContaining('reject')]),
    },
  });
  // The address that most of the user's records name, with the consent it needs.
  expect(needs[2]?.step).toMatchObject({
    record: {
      value: `v=DMARC1; p=none; ${RUA}`,
      also: [{ name: 'bare.example._report._dmarc.fine.example' }],
    },
  });
});

test('a server that fails is told once it has failed for a day; till then it is as one that gave no answer [NEED-1] [UNK-3]', async () => {
  await store.domains.change(['hushed.example'], { listing: 'confirmed' });
  const told = async (now: number) => {
    await assessDomain('hushed.example', deps(now));
    const { needs, unknown } = await listNeeds(context(now));
    return [needs.map(({ code, since }) => [code, since]), unknown];
  };
  expect(await told(NOW)).toEqual([[], 1]);
  expect(await told(NOW + DAY - 1)).toEqual([[], 1]);
  expect(await told(NOW + DAY)).toEqual([[['dmarc-broken', NOW]], 0]);
});

test('a domain in order needs nothing, and is looked at again on the next day', async () => {
  await confirm('fine.example');
  await reports('fine.example', daysUpTo(TODAY - 1, 20), () => [['192.0.2.1', 40, true]]);
  await rejudge('fine.example', deps());
  expect(await codes()).toEqual([]);
  // Silence is a matter of days, not of a change in the store.
  expect(await codes(NOW + 10 * DAY)).toEqual(['fine.example reports-stopped']);
});

test('a known sender that fails and a new one are told by their own mail', async () => {
  await confirm('fine.example');
  await reports('fine.example', daysUpTo(TODAY - 1, 40), (day) => [
    ['192.0.2.1', 50, day < TODAY - 4],
    ...(day >= TODAY - 6 ? ([['203.0.113.9', 30, false]] as Rows) : []),
  ]);
  await assessDomain('fine.example', deps());
  const { needs } = await listNeeds(context());
  expect(needs).toMatchObject([
    { code: 'sender-failing', subject: 'ip:192.0.2.1', since: (TODAY - 4) * DAY, messages: 200 },
    { code: 'sender-new', subject: 'ip:203.0.113.9', since: (TODAY - 6) * DAY, messages: 180 },
  ]);
});

test('what was worked out while the domain was judged anew is not kept', async () => {
  await confirm('fine.example');
  await reports('fine.example', daysUpTo(TODAY - 1, 40), () => [['192.0.2.1', 50, true]]);
  const before = listNeeds(context());
  await reports('fine.example', daysUpTo(TODAY - 1, 6), () => [['203.0.113.9', 30, false]]);
  await assessDomain('fine.example', deps());
  await before;
  expect(await codes()).toEqual(['fine.example sender-new']);
});

test('readiness follows the figures: once the reports allow it, the next policy is the record to copy', async () => {
  ZONE['_dmarc.bare.example'] = { TXT: [`v=DMARC1; p=none; ${RUA}`] };
  await confirm('bare.example');
  delete ZONE['_dmarc.bare.example'];
  expect((await needsOfDomain(context(), 'bare.example'))?.next).toMatchObject({ code: 'raise', now: false });
  await reports('bare.example', daysUpTo(TODAY - 1, 30), () => [['192.0.2.1', 40, true]]);
  await rejudge('bare.example', deps());
  const found = await needsOfDomain(context(), 'bare.example');
  expect(found?.next).toMatchObject({ code: 'raise', now: true, policy: 'quarantine' });
  expect(found?.needs).toMatchObject([{ code: 'ready', since: (TODAY - 29) * DAY, messages: 1_160 }]);
  expect(await needsOfDomain(context(), 'other.example')).toBeNull();
});

test('the provider is that of the closest zone; where DNS gives no answer it is not known', async () => {
  ZONE['cloud.example'] = { NS: ['ada.ns.cloudflare.com', 'bob.ns.cloudflare.com'] };
  expect(await dnsProvider(context(), 'sub.cloud.example')).toMatchObject({
    zone: 'cloud.example',
    known: { name: 'Cloudflare', nameField: 'relative' },
  });
  delete ZONE['cloud.example'];
  expect(await dnsProvider(context(), 'fine.example')).toMatchObject({
    nameServers: ['ns1.dns.test'],
    known: null,
  });
  expect(await dnsProvider(context(), 'silent.example')).toBeNull();
  expect(await dnsProvider({ resolverFor: async () => null }, 'fine.example')).toBeNull();
});

test('a subdomain of which DNS did not tell what it inherits has no need of a record, and gets none [NEED-1] [UNK-1]', async () => {
  await confirm('sub.hushed.example', 'sub.firm.example');
  expect(await codes()).toEqual([]);
  expect((await listNeeds(context())).unknown).toBe(1);
  expect((await needsOfDomain(context(), 'sub.hushed.example'))?.next).toBeNull();
  expect((await needsOfDomain(context(), 'sub.firm.example'))?.next).toMatchObject({
    code: 'own',
    value: 'v=DMARC1; p=reject; aspf=s; t=y; rua=mailto:d@firm.example',
  });
});

test('a report that is dated ahead hides nothing of what others say of today [SEND-1]', async () => {
  await confirm('fine.example');
  await reports('fine.example', daysUpTo(TODAY - 1, 3), () => [['192.0.2.1', 10, true]]);
  await reports('fine.example', [TODAY + 400], () => [['192.0.2.1', 1, true]]);
  const [row] = await listDomains(store, { begin: 0, end: NOW }, NOW);
  expect(row).toMatchObject({ sending: 'sends', lastReport: TODAY * DAY - 1 });
  expect((await oneDomain(store, 'fine.example', { begin: 0, end: NOW }, NOW))?.sending).toBe('sends');
});

test('of a domain said to send nothing reject waits for figures while its mail passes; locked, it is asked for at once [NEED-7] [SEND-1]', async () => {
  await confirm('two.example');
  await store.domains.change(['two.example'], { declared: 'non-sending' });
  const policy = async () => (await needsOfDomain(context(), 'two.example'))?.next?.policy;
  expect(await policy()).toBe('reject');
  await reports('two.example', daysUpTo(TODAY - 1, 3), () => [['192.0.2.1', 10, true]]);
  await rejudge('two.example', deps());
  expect(await policy()).toBe('none');
  await store.domains.change(['two.example'], { locked: true });
  expect(await policy()).toBe('reject');
});
