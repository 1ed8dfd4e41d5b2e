import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, expect, test } from 'vitest';
import { createPeerAnswers } from '../../../../core/engine/exchange/answer-peer.ts';
import { exchangeWith } from '../../../../core/engine/exchange/exchange-with.ts';
import { type OpenEngine, openEngine } from '../../../../core/engine/open-engine.ts';
import type { HostSettings } from '../../../../core/model/host.ts';
import { hostSettings } from '../../../support/host-settings.ts';
import { startZoneDoh, type ZoneDoh } from '../../../support/zone-doh.ts';
import type { Zone } from '../../../support/zone-resolver.ts';

const NAME = 'parked.example';
const SERVERS = ['ns1.host.example', 'ns2.host.example'];
const HOST = hostSettings({ kind: 'manual', nameServers: SERVERS });
const delegated = (text: string) => ({
  [`_dmarc.${NAME}`]: { NS: SERVERS, SOA: true as const, TXT: [text] },
});

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function served(text: string, zone: (text: string) => Zone = delegated): Promise<ZoneDoh> {
  const doh = await startZoneDoh(zone(text));
  closing.push(() => doh.stop());
  return doh;
}

async function engine(
  letter: string,
  doh: ZoneDoh,
  clock: () => number,
  host: HostSettings | null = HOST,
): Promise<OpenEngine> {
  const opened = await openEngine({
    name: letter,
    indexedDB: new IDBFactory(),
    IDBKeyRange,
    locks: null,
    channel: null,
    instance: letter.repeat(8),
    fetch,
    clock,
    dns: { backOff: false, timeoutMs: 5_000 },
  });
  closing.push(() => {
    opened.engine.stop();
    opened.store.close();
  });
  await opened.engine.settings.save({ resolvers: [{ id: 'own', name: 'lab', url: doh.url }] });
  if (host !== null) await opened.engine.hosts.save(host, null);
  return opened;
}

async function connect(a: OpenEngine, b: OpenEngine): Promise<void> {
  const answer = createPeerAnswers({ store: b.store, reader: b.reader, onChanged: () => undefined });
  const round = await exchangeWith({ store: a.store, reader: a.reader }, async (request) =>
    JSON.parse(JSON.stringify((await answer(request)) ?? null)),
  );
  expect(round.outcome).toMatchObject({ stopped: null, refused: 0 });
}

test('locked in one store, unlocked in the connected one: the last Active record comes back [STATUS-5]', async () => {
  let now = 1_772_452_800_000;
  const active = 'v=DMARC1; p=quarantine; rua=mailto:d@parked.example';
  const blocked = 'v=DMARC1; p=reject; rua=mailto:d@parked.example';
  const before = await served(active);
  const a = await engine('a', before, () => now);
  await a.store.domains.change([NAME], { listing: 'confirmed' });
  await a.engine.domains.lookAgain(NAME);
  expect(await a.engine.domains.changeMode(NAME, 'blocked')).toMatchObject({
    ok: true,
    entry: { after: { texts: [blocked] } },
  });
  now += 3_600_000;
  const b = await engine('b', await served(blocked), () => now);
  await connect(b, a);
  expect(await b.store.domains.get(NAME)).toMatchObject({ listing: 'confirmed', locked: true });
  await b.engine.domains.lookAgain(NAME);
  expect((await b.engine.domains.page(NAME))?.row.status).toBe('blocked');
  now += 3_600_000;
  expect(await b.engine.domains.changeMode(NAME, 'active')).toMatchObject({
    ok: true,
    entry: { after: { texts: [active] } },
  });
  now += 3_600_000;
  await connect(b, a);
  expect(await a.store.domains.get(NAME)).toMatchObject({ locked: false });
});

test('locked behind an alias to a host that only the other store knows: Blocked in both, and no alarm at it [STATUS-1] [ALERT-9]', async () => {
  let now = 1_772_452_800_000;
  const target = `${NAME}._dmarc.keep.example`;
  const aliased = (text: string): Zone => ({
    [`_dmarc.${NAME}`]: { CNAME: target },
    [target]: { TXT: [text] },
  });
  const old = await served('v=DMARC1; p=none; rua=mailto:d@parked.example', aliased);
  const host = hostSettings({ kind: 'manual', zone: 'keep.example' });
  const a = await engine('a', old, () => now, host);
  const b = await engine('b', old, () => now, null);
  await a.store.domains.change([NAME], { listing: 'confirmed' });
  await a.engine.domains.lookAgain(NAME);
  await connect(b, a);
  await b.engine.domains.lookAgain(NAME);
  await b.engine.alerts.check();
  now += 3_600_000;
  expect(await a.engine.domains.changeMode(NAME, 'blocked')).toMatchObject({ ok: true });
  await connect(b, a);
  const told = await served('v=DMARC1; p=reject; rua=mailto:d@parked.example', aliased);
  for (const { engine: each } of [a, b]) {
    await each.settings.save({ resolvers: [{ id: 'own', name: 'lab', url: told.url }] });
  }
  now += 3_600_000;
  for (const { engine: each, store } of [a, b]) {
    await each.domains.lookAgain(NAME);
    await each.alerts.check();
    expect((await each.domains.page(NAME))?.row.status).toBe('blocked');
    expect((await each.domains.list({ begin: 0, end: 2 ** 40 }))[0]?.status).toBe('blocked');
    expect((await store.alerts.list()).map(({ kind }) => kind)).toEqual([]);
  }
});
