import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEngine } from '../../../../../core/engine/open-engine.ts';
import { readDecision } from '../../../../../core/merge/read-rows.ts';
import type { Service } from '../../../../../core/model/sender.ts';
import { putShort } from '../../../../support/short-reports.ts';
import { DAY } from '../../../../support/traffic.ts';
import { zoneResolver } from '../../../../support/zone-resolver.ts';

const TODAY = 20_400;
const NOW = TODAY * DAY + 43_200;
const PERIOD = { begin: (TODAY - 30) * DAY, end: (TODAY + 1) * DAY };
const [OUT, IN, SIX] = ['192.0.2.9', '192.0.2.130', '2001:db8:5::1'];
/** The engine asks a zone for the domains of its sample, and nobody for others. */
const zone = zoneResolver({
  'example.com': { SOA: true, TXT: ['v=spf1 include:_spf.plant.example -all'] },
  '_spf.plant.example': { TXT: ['v=spf1 ip4:192.0.2.128/25 -all'] },
  '_dmarc.example.com': { TXT: ['v=DMARC1; p=none'] },
});

let opened: Awaited<ReturnType<typeof openEngine>>;
let faults: unknown[];

beforeEach(async () => {
  // Of this engine alone: work that ends after its store was closed is no fault of the next test.
  const mine: unknown[] = [];
  faults = mine;
  opened = await openEngine({
    name: `own-${Math.random()}`,
    locks: null,
    channel: null,
    clock: () => NOW * 1000,
    fetch: () => Promise.reject(new TypeError('no network in this test')),
    sample: { domains: ['example.com'], files: async () => [], resolve: zone.resolve },
    onFault: (error) => mine.push(error),
  });
  const { store, engine } = opened;
  await store.imports.start('import-1', { files: 1, bytes: 1 });
  await putShort(
    store,
    [OUT, IN, SIX].map((ip) => ({ ip, n: 2 })),
    { day: TODAY - 1 },
  );
  await engine.settings.save({ userName: 'Kim' });
  await engine.domains.confirm(['example.com']);
  await engine.queue.idle();
});
afterEach(() => {
  expect(faults).toEqual([]);
  opened.engine.stop();
  opened.store.close();
});

const PLANT: Service = {
  id: '',
  name: 'Print plant',
  kind: 'notification',
  url: '',
  ptr: [],
  spf: ['_spf.plant.example'],
  dkim: [],
  envelope: [],
  forwards: 'no',
  ranges: [],
};

async function senders(): Promise<string[]> {
  await opened.engine.queue.idle();
  const { senders: rows } = await opened.engine.senders.list('example.com', PERIOD);
  return rows.map((row) => `${row.name} ${row.status} ${row.addresses}`).sort();
}

const ALONE = [`${OUT} not 1`, `${IN} in 1`, `${SIX} not 1`].sort();

test("a service of the user's own groups by what it publishes, and is edited, deleted and brought back", async () => {
  const { engine } = opened;
  expect(await senders()).toEqual(ALONE);
  const refused = await engine.services.save({ ...PLANT, name: '' });
  expect(refused).toMatchObject({ id: '', problems: [{ field: 'name', code: 'name-missing' }] });
  expect(await engine.services.own()).toEqual([]);

  // The catalogue's own entry cannot be replaced.
  const { id } = await engine.services.save({ ...PLANT, id: 'sendgrid' });
  expect(id).toMatch(/^own-/);
  expect(await senders()).toEqual([`${OUT} not 1`, `${SIX} not 1`, 'Print plant in 1'].sort());
  const [saved] = await engine.services.own();
  await engine.services.save({ ...saved!, ranges: [OUT] });
  // Statuses are computed again: of two addresses one passes.
  expect(await senders()).toEqual([`${SIX} not 1`, 'Print plant partially 2'].sort());
  const [counts] = await engine.domains.count(PERIOD);
  expect(counts?.senders).toMatchObject({ partially: 1, not: 1, in: 0 });

  const [whole] = await engine.services.own();
  await engine.services.delete(id);
  expect(await senders()).toEqual(ALONE);
  await engine.services.save(whole!);
  expect(await senders()).toEqual([`${SIX} not 1`, 'Print plant partially 2'].sort());
});

test('a grouping is corrected, told why, listed, and undone; Ignored survives it', async () => {
  const { engine } = opened;
  await engine.senders.ignore('example.com', `ip:${OUT}`, [OUT], 'known');
  const said = await engine.services.sayGrouping([
    { address: OUT, serviceId: 'sendgrid', note: 'their new range' },
    { address: '2001:db8:5::/64', serviceId: 'sendgrid', note: 'their new range' },
  ]);
  expect(said.map((word) => word.said)).toEqual([null, null]);
  const name = (await engine.services.list()).find((each) => each.id === 'sendgrid')!.name;
  expect(await senders()).toEqual([`${IN} in 1`, `${name} not 2`].sort());
  const details = await engine.senders.details('example.com', PERIOD, 'service:sendgrid');
  expect(details?.addresses.map((row) => [row.address, row.status, row.grouping])).toEqual([
    [OUT, 'ignored', { by: 'user', note: 'their new range' }],
    [SIX, 'not', { by: 'user', note: 'their new range' }],
  ]);
  expect(await engine.services.listGroupings()).toEqual([
    {
      addresses: ['192.0.2.9', '2001:db8:5::/64'],
      serviceId: 'sendgrid',
      serviceName: name,
      note: 'their new range',
      by: 'Kim',
      at: NOW,
    },
  ]);
  const second = await engine.services.sayGrouping([{ address: OUT, serviceId: null, note: '' }]);
  expect(await senders()).toContain(`${OUT} ignored 1`);
  await engine.services.restoreGrouping(second);
  await engine.services.restoreGrouping(said);
  expect(await engine.services.listGroupings()).toEqual([]);
  expect(await senders()).toEqual([`${OUT} ignored 1`, `${IN} in 1`, `${SIX} not 1`].sort());
});

test('[GROUP-2] a service from outside that claims too much groups nothing, is shown as such, and can be put right', async () => {
  const { engine, store } = opened;
  const rows = [
    {
      ...PLANT,
      id: 'own-all',
      name: 'All',
      ranges: Array.from({ length: 90 }, (_, i) => `${i + 150}.0.0.0/8`),
    },
    { ...PLANT, id: 'own-suffix', name: 'Suffix', ranges: [`${OUT}/32`], ptr: ['com'] },
    { ...PLANT, id: 'own-google', name: 'SendGrid', ranges: [`${OUT}/32`] },
  ];
  const taken = (await engine.services.list()).find((each) => each.id === 'sendgrid')!.name;
  rows[2]!.name = taken;
  // as a merge of a connected store writes them
  await store.decisions.set(
    'service',
    rows.map((value) => ({ key: value.id, value })),
  );
  expect(await senders()).toEqual(ALONE);
  const bad = await engine.services.bad();
  expect(bad.map(({ id, problems }) => [id, problems.map((it) => it.code)]).sort()).toEqual([
    ['own-all', ['ranges-too-wide']],
    ['own-google', ['name-taken']],
    ['own-suffix', ['not-a-name']],
  ]);
  await engine.services.save({ ...rows[2]!, name: 'Put right' });
  expect(await senders()).toContain('Put right partially 2');
  expect((await engine.services.bad()).map((it) => it.id)).not.toContain('own-google');
});

test('own services and corrections are in a backup, and odd ones from outside are refused', async () => {
  const { engine } = opened;
  await engine.services.save(PLANT);
  await engine.services.sayGrouping([{ address: OUT, serviceId: null, note: 'a tenant' }]);
  const backup = await engine.exchange.exportAll();
  const other = await openEngine({
    name: `own-${Math.random()}`,
    locks: null,
    channel: null,
    clock: () => NOW * 1000,
    fetch: () => Promise.reject(new TypeError('no network in this test')),
  });
  if (backup.ok) await other.engine.exchange.importBackup(backup.file);
  expect((await other.engine.services.own()).map((each) => each.name)).toEqual(['Print plant']);
  expect((await other.engine.services.listGroupings()).map((each) => each.note)).toEqual(['a tenant']);
  other.engine.stop();
  other.store.close();

  const stamp = (await opened.store.decisions.list('service'))[0]!.decision.stamp;
  const decision = (kind: string, value: unknown) => readDecision({ kind, key: 'k', stamp, value });
  expect(decision('service', { ...PLANT, id: 'own-1' })).not.toBeNull();
  expect(decision('service', { ...PLANT, ptr: 'plant.example' })).toBeNull();
  expect(decision('service', { name: 'Print plant' })).toBeNull();
  expect(decision('grouping', { addresses: OUT, serviceId: null, note: '', by: '', at: 0 })).toBeNull();
});
