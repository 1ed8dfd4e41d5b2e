import { expect, test } from 'vitest';
import { defaultRules } from '../../../../core/alerts/default-rules.ts';
import { createPeerAnswers } from '../../../../core/engine/exchange/answer-peer.ts';
import { createExchange } from '../../../../core/engine/exchange/exchange-room.ts';
import { exchangeWith } from '../../../../core/engine/exchange/exchange-with.ts';
import { acceptPeer, previewPeer } from '../../../../core/engine/exchange/preview-peer.ts';
import { createIngest } from '../../../../core/engine/intake/ingest.ts';
import { readDocument } from '../../../../core/report/read-document.ts';
import { unpack } from '../../../../core/unpack/unpack.ts';
import { madeReport, reportXml } from '../../../support/messages.ts';
import { plainReader } from '../../../support/plain-reader.ts';
import { contents, testStore } from '../../../support/stored-reports.ts';

async function side(letter: string) {
  const store = await testStore({ instance: letter.repeat(8), clock: () => 1_772_500_000_000 });
  const deps = { store, reader: plainReader };
  return { store, deps, ask: createPeerAnswers({ ...deps, onChanged: () => undefined }) };
}

const SERVICE = {
  id: 'own-plant',
  name: 'Print plant',
  kind: 'mailbox',
  url: '',
  ...{ ptr: [], spf: [], dkim: [], envelope: [], forwards: 'no', ranges: ['192.0.2.0/24'] },
};

test('[EXCH-7] what a newly connected store would change is told before any of it is taken', async () => {
  const [here, there] = [await side('a'), await side('b')];
  const ingest = createIngest({
    store: there.store,
    ...{ unpack, readDocument, clock: () => 1_772_500_000_000, newId: () => 'imp1' },
  });
  const files = ['one', 'two'].map((org) => ({
    name: `${org}.xml`,
    blob: new Blob([reportXml(madeReport({ org: `${org}.example` }))]),
  }));
  await ingest.importFiles(files);
  await there.store.domains.change(['forged.example'], { listing: 'confirmed' });
  await there.store.decisions.set('service', [{ key: SERVICE.id, value: SERVICE }]);
  const [rule] = defaultRules(1);
  await there.store.decisions.set('alert-rule', [{ key: rule!.id, value: { ...rule, name: 'Theirs' } }]);
  const before = await contents(here.store);

  const preview = await previewPeer(here.store, there.ask);
  expect(preview).toMatchObject({
    reports: 2,
    confirms: ['forged.example'],
    services: ['Print plant'],
    alertRules: ['Theirs'],
    decisions: { 'domain-listing': 1, service: 1, 'alert-rule': 1 },
    more: false,
  });
  expect(await contents(here.store)).toEqual(before);
  // asked again it is told again, until the user takes it
  expect(await previewPeer(here.store, there.ask)).toEqual(preview);
  await acceptPeer(here.store, preview!.store);
  expect(await previewPeer(here.store, there.ask)).toBeNull();
  const { outcome } = await exchangeWith(here.deps, there.ask);
  expect(outcome).toMatchObject({ stopped: null, received: 2 });
  expect(await here.store.domains.confirmed()).toEqual(['forged.example']);
});

test('[EXCH-7] an empty store brings nothing to ask about, and one that answers nonsense is not taken for known', async () => {
  const [here, there] = [await side('a'), await side('b')];
  for (const answer of [undefined, null, {}, { store: 7 }])
    expect(await previewPeer(here.store, async () => answer)).toBeNull();
  const name = ((await there.ask({ type: 'store' })) as { store: string }).store;
  const endless = async (request: { type: string; since?: number }) =>
    request.type === 'store'
      ? { store: name, parked: 0 }
      : { registers: [], decisions: [], next: (request.since ?? 0) + 1, more: true };
  expect(await previewPeer(here.store, endless as never)).toMatchObject({ reports: 0, more: true });
  expect(await previewPeer(here.store, there.ask)).toBeNull();
  // known from then on
  await there.store.domains.change(['later.example'], { listing: 'confirmed' });
  expect(await previewPeer(here.store, there.ask)).toBeNull();
});

test('[EXCH-7] a row that is given twice is told as it would be taken', async () => {
  const here = await side('a');
  const stamp = (n: number) => `${(1_772_500_000_000 + n).toString(36).padStart(9, '0')}0000forgedxx`;
  const listing = (value: string, n: number) => ({
    ...{ kind: 'domain-listing', key: 'forged.example', value },
    stamp: stamp(n),
  });
  const page = { decisions: [listing('confirmed', 5), listing('declined', 1)], registers: [] };
  const ask = async ({ type }: { type: string }) =>
    type === 'store' ? { store: 'forgerxx', parked: 0 } : { ...page, next: 1, more: false };
  expect(await previewPeer(here.store, ask as never)).toMatchObject({
    confirms: ['forged.example'],
    decisions: { 'domain-listing': 1 },
  });
  await here.store.exchange.merge(page);
  expect(await here.store.domains.confirmed()).toEqual(['forged.example']);
});

test('[EXCH-7] a store that answers nonsense to the preview brings nothing by the exchange after it', async () => {
  const [here, there] = [await side('a'), await side('b')];
  await there.store.domains.change(['forged.example'], { listing: 'confirmed' });
  const room = createExchange({
    ...here.deps,
    clock: () => 0,
    onChanged: () => undefined,
  } as never);
  expect(await room.previewPeer(async () => null)).toBeNull();
  expect(await room.run(there.ask)).toMatchObject({ stopped: 'silent', decisions: 0 });
  expect(await here.store.domains.confirmed()).toEqual([]);
  const preview = await room.previewPeer(there.ask);
  await room.acceptPeer(preview!.store);
  expect(await room.run(there.ask)).toMatchObject({ stopped: null, decisions: 1 });
});
