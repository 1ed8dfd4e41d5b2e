import { expect, test, vi } from 'vitest';
import { openEngine } from '../../../core/engine/open-engine.ts';
import type { EngineChange } from '../../../core/model/change.ts';
import { madeReport, reportXml } from '../../support/messages.ts';
import { zoneResolver } from '../../support/zone-resolver.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Begin of the made reports: 2026-03-02, 00:00 UTC. */
const FIRST_DAY = 1_772_409_600;
const MONTH = { begin: FIRST_DAY, end: FIRST_DAY + 30 * 86_400 };
const now = (FIRST_DAY + 86_400) * 1000;

async function newEngine(change: Partial<Parameters<typeof openEngine>[0]> = {}) {
  const asked: string[] = [];
  const opened = await openEngine({
    name: `engine-${Math.random()}`,
    locks: null,
    channel: null,
    clock: () => now,
    fetch: (url) => {
      asked.push(String(url));
      return Promise.reject(new TypeError('nobody answers'));
    },
    onFault: (error) => {
      throw error;
    },
    ...change,
  });
  return { ...opened, asked };
}

const file = (org: string, change = {}) => ({
  name: `${org}.xml`,
  blob: new Blob([reportXml(madeReport({ org, ...change }))]),
});

test('nothing is asked of the network before a resolver is chosen and a domain confirmed [PRIV-1]', async () => {
  const { engine, asked, store } = await newEngine();
  const changes: EngineChange[] = [];
  await engine.onChange((change) => changes.push(change));
  await engine.start();
  const summary = await engine.intake.importFiles([file('one.example')], () => {});
  expect(summary.newDomains.map((it) => it.domain)).toEqual(['shop.example']);
  await engine.queue.idle();
  expect(asked).toEqual([]);

  const resolver = { id: 'own', name: 'Mine', url: 'https://dns.example/dns-query' };
  await engine.settings.save({ resolvers: [resolver] });
  await engine.domains.refresh(['shop.example', 'victim.example']);
  await engine.queue.idle();
  expect(asked).toEqual([]);
  expect((await engine.domains.list(MONTH))[0]).toMatchObject({
    domain: 'shop.example',
    listing: 'unconfirmed',
  });

  await engine.settings.save({ noNetwork: true });
  await engine.domains.confirm(['shop.example']);
  await engine.queue.idle();
  expect(asked).toEqual([]);

  await engine.settings.save({ noNetwork: false });
  await engine.queue.idle();
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.every((url) => url.startsWith(resolver.url))).toBe(true);
  expect((await engine.settings.queryRecord()).length).toBe(asked.length);
  expect(new Set(changes.map((it) => it.topic))).toContain('reports');
  expect(changes.length).toBeLessThan(60);
  engine.stop();
  store.close();
});

test("the sample works without any network, beside the user's own data, and leaves nothing behind", async () => {
  const zone = zoneResolver({
    'sample.example': { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] },
    '_dmarc.sample.example': { TXT: ['v=DMARC1; p=none'] },
  });
  const { engine, store, asked } = await newEngine({
    sample: {
      domains: ['sample.example'],
      files: async () => [file('s.example', { domain: 'sample.example' })],
      resolve: zone.resolve,
    },
  });
  await engine.intake.importFiles([file('one.example')], () => {});
  await engine.intake.addSample();
  await engine.queue.idle();
  expect(await engine.intake.hasSample()).toBe(true);
  const senders = await engine.senders.list('sample.example', MONTH);
  expect(Object.fromEntries(senders.senders.map((it) => [it.key, it.status]))).toMatchObject({
    'ip:192.0.2.1': 'in',
    'ip:198.51.100.7': 'not',
  });
  expect((await engine.intake.list()).length).toBe(1);
  expect(await store.snapshots.names()).toContain('sample.example');
  await engine.intake.removeSample();
  expect(await store.snapshots.names()).toEqual([]);
  expect(await engine.intake.hasSample()).toBe(false);
  expect((await engine.domains.list(MONTH)).map((it) => it.domain)).toEqual(['shop.example']);
  expect((await store.reports.count()).reports).toBe(1);
  expect(asked).toEqual([]);
  engine.stop();
  store.close();
});

test('deleting is undone by its token, and undoing an import takes its domains away [UNDO-1]', async () => {
  const { engine, store } = await newEngine();
  const summary = await engine.intake.importFiles([file('one.example'), file('two.example')], () => {});
  const before = await engine.reports.list({ period: MONTH });
  expect(before).toHaveLength(2);
  const token = await engine.reports.delete([before[0]!.id]);
  expect(await engine.reports.list({ period: MONTH })).toHaveLength(1);
  await engine.reports.undoDelete(token);
  expect(await engine.reports.list({ period: MONTH })).toEqual(before);
  expect(await (await engine.reports.xml(before[0]!.id))!.text()).toContain('<feedback');
  expect(await engine.intake.undo(summary.importId)).toBe(2);
  expect(await engine.domains.list(MONTH)).toEqual([]);
  expect(await engine.settings.storage()).toMatchObject({ reports: 0, records: 0, rawBytes: 0 });
  engine.stop();
  store.close();
});

test('failure reports go after 30 days unless kept [PRIV-3]', async () => {
  let clock = now;
  const { engine, store } = await newEngine({ clock: () => clock });
  const feedback = (domain: string) =>
    `From: a@reporter.example\r\nTo: b@example.com\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nA report.\r\n--x\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: auth-failure\r\nUser-Agent: test/1\r\nVersion: 1\r\nAuth-Failure: dmarc\r\nReported-Domain: ${domain}\r\nSource-IP: 192.0.2.9\r\n\r\n--x\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: x@${domain}\r\n\r\n--x--\r\n`;
  await engine.intake.importFiles(
    ['a.example', 'b.example'].map((domain) => ({ name: domain, blob: new Blob([feedback(domain)]) })),
    () => {},
  );
  const [kept, other] = await engine.reports.list({ kind: 'failure' });
  await engine.reports.keepFailure(kept!.id, true);
  clock += 29 * 86_400_000;
  await engine.start();
  expect(await engine.reports.list({ kind: 'failure' })).toHaveLength(2);
  clock += 2 * 86_400_000;
  await engine.start();
  expect((await engine.reports.list({ kind: 'failure' })).map((it) => it.id)).toEqual([kept!.id]);
  expect(await engine.reports.failureView(other!.id, true)).toBeNull();
  engine.stop();
  store.close();
});
