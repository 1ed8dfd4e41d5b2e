import { expect, test, vi } from 'vitest';
import { openEngine } from '../../../../core/engine/open-engine.ts';
import { madeReport, reportXml } from '../../../support/messages.ts';
import { zoneResolver } from '../../../support/zone-resolver.ts';

vi.setConfig({ testTimeout: 120_000 });

const DOMAINS = ['shop.example', 'club.example', 'press.example'];
const ADDRESS = '192.0.2.77';
const PATIENCE = { timeout: 60_000 };

/** An engine that notes which names DNS is asked for, and of which domains records are read. */
async function newEngine(instance: string) {
  const asked: string[] = [];
  const scanned: string[] = [];
  const { resolve } = zoneResolver({});
  const opened = await openEngine({
    name: `connected-${instance}-${Math.random()}`,
    instance,
    locks: null,
    channel: null,
    fetch: () => Promise.reject(new TypeError('nobody answers')),
    sample: {
      domains: DOMAINS,
      files: async () => [],
      resolve: (name, type, purpose) => {
        asked.push(name);
        return resolve(name, type, purpose);
      },
    },
  });
  const { reports } = opened.store;
  const { scan } = reports;
  reports.scan = (domain, period) => {
    scanned.push(domain);
    return scan(domain, period);
  };
  return { ...opened, asked, scanned };
}

test('an Ignore in a connected store costs no question to DNS, and no scan of another domain', async () => {
  const [app, extension] = [await newEngine('appstore'), await newEngine('extstore')];
  const ask: Parameters<typeof app.engine.exchange.run>[0] = (request) =>
    extension.engine.exchange.answer(request);
  const exchange = () => app.engine.exchange.run(ask);
  await app.engine.domains.confirm(DOMAINS);
  await app.engine.intake.importFiles(
    DOMAINS.map((domain) => ({
      name: `${domain}.xml`,
      blob: new Blob([reportXml(madeReport({ org: 'one.example', id: domain, domain }))]),
    })),
    () => {},
  );
  // It brings nothing, and so is known from here on.
  expect(await app.engine.exchange.previewPeer(ask)).toBeNull();
  await exchange();
  // What the first exchange brought is assessed, and alerts are evaluated, before anything is counted.
  await vi.waitFor(() => expect(extension.asked).not.toEqual([]), PATIENCE);
  await extension.engine.queue.idle();
  await extension.engine.alerts.check();
  expect(new Set(extension.scanned)).toEqual(new Set(DOMAINS));
  extension.asked.length = 0;
  extension.scanned.length = 0;

  await app.engine.senders.ignore('shop.example', `ip:${ADDRESS}`, [ADDRESS], '');
  await exchange();
  expect(await extension.store.ignored.list('shop.example')).toHaveLength(1);
  await vi.waitFor(() => expect(extension.scanned).not.toEqual([]), PATIENCE);
  await extension.engine.queue.idle();
  expect(new Set(extension.scanned)).toEqual(new Set(['shop.example']));
  expect(extension.asked).toEqual([]);
  for (const { engine, store } of [app, extension]) {
    engine.stop();
    store.close();
  }
});
