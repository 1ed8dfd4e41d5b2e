import { expect, test } from 'vitest';
import { type AssessDeps, assessDomain } from '../../../../core/engine/assess/assess.ts';
import { createAssessQueue } from '../../../../core/engine/assess/assess-queue.ts';
import { countDomains, listDomains } from '../../../../core/engine/domains/list-domains.ts';
import { createIngest } from '../../../../core/engine/intake/ingest.ts';
import { createSampleControl } from '../../../../core/engine/intake/sample.ts';
import { createSenderQueries } from '../../../../core/engine/senders/sender-queries.ts';
import { readDocument } from '../../../../core/report/read-document.ts';
import { MAIN, SHOP, SILENT } from '../../../../core/sample/company.ts';
import { sampleCompany } from '../../../../core/sample/sample-company.ts';
import { SAMPLE_DAYS, sampleFiles } from '../../../../core/sample/sample-files.ts';
import { isSampleDomain, sampleResolve } from '../../../../core/sample/zone.ts';
import { unpack } from '../../../../core/unpack/unpack.ts';
import { testStore } from '../../../support/stored-reports.ts';

const DAY = 86_400;
const TODAY = 20_584;
const NOW = TODAY * DAY + 40_000;
const PERIOD = { begin: (TODAY - 30) * DAY, end: (TODAY + 1) * DAY };

test('the same day gives the same bytes, ending yesterday', async () => {
  const [one, two] = [sampleFiles(NOW), sampleFiles(NOW + 3_600)];
  expect(one.map((file) => file.name)).toEqual(two.map((file) => file.name));
  for (const at of [0, 1, 2, one.length - 1]) {
    expect(await one[at]!.blob.bytes()).toEqual(await two[at]!.blob.bytes());
  }
  expect(one.at(-1)!.name).toContain(`!${(TODAY - 1) * DAY}!`);
  expect(one[0]!.name).toContain(`!${(TODAY - SAMPLE_DAYS) * DAY}!`);
  expect(one.length).toBeGreaterThan(200);
});

test('the sample goes the way of every report, shows each status, and is removed without a trace', async () => {
  const store = await testStore({ clock: () => NOW * 1000 });
  const deps: AssessDeps = {
    store,
    resolverFor: async (domain) => (isSampleDomain(domain) ? sampleResolve : null),
    now: () => NOW,
    onChange: () => {},
  };
  const queue = createAssessQueue(deps);
  let number = 0;
  const ingest = createIngest({
    store,
    unpack,
    readDocument,
    clock: () => NOW * 1000,
    newId: () => `id${number++}`,
  });
  const sample = createSampleControl(store, ingest, sampleCompany, {
    now: () => NOW,
    newId: () => `id${number++}`,
    onAdded: (domains) => queue.assess(domains),
  });
  await sample.add();
  await queue.idle();
  expect(await sample.has()).toBe(true);
  const [summary] = await store.imports.list();
  expect(summary).toMatchObject({ rejected: 0, repaired: 0, duplicates: 0, notReports: 0 });

  const rows = await listDomains(store, PERIOD, NOW);
  expect(Object.fromEntries(rows.map((row) => [row.domain, [row.status, row.sending, row.sample]]))).toEqual({
    [MAIN]: ['active', 'sends', true],
    [SHOP]: ['reporting-only', 'sends', true],
    [SILENT]: ['active', 'no-passing-mail', true],
  });

  const queries = createSenderQueries({ store, now: () => NOW, isPending: queue.isPending });
  const statuses = async (domain: string): Promise<Record<string, string>> => {
    const { senders } = await queries.listSenders(domain, PERIOD);
    return Object.fromEntries(senders.map(({ key, status }) => [key, status]));
  };
  expect(await statuses(MAIN)).toEqual({
    'service:sample-letterpost': 'partially',
    'ip:192.0.2.25': 'in',
    'ip:192.0.2.26': 'in',
    'net:2001:db8:25::/64': 'in',
    'ip:198.51.100.77': 'not',
    'ip:192.0.2.200': 'not',
    'service:sample-alumni': 'not',
    'ip:203.0.113.201': 'not',
    'ip:203.0.113.214': 'not',
    'ip:203.0.113.222': 'not',
    'net:2001:db8:bad:1::/64': 'not',
  });
  const list = await queries.listSenders(MAIN, PERIOD);
  const row = (key: string) => list.senders.find((sender) => sender.key === key);
  expect(row('service:sample-alumni')).toMatchObject({ forwarder: true, addresses: 2 });
  expect(row('ip:198.51.100.77')?.remarks).toEqual(['passes-by-dkim']);
  expect(row('ip:192.0.2.200')?.isNew).toBe(true);
  expect(list.reporters.map((each) => [each.reporter, each.missingDays.length])).toContainEqual([
    'courrier.example',
    1,
  ]);
  const counts = (await countDomains(store, PERIOD)).find((each) => each.domain === MAIN)?.senders;
  expect(counts).toEqual({ in: 3, partially: 1, not: 7, ignored: 0, undecided: 0, unchecked: 0 });
  expect(await statuses(SHOP)).toMatchObject({ 'ip:192.0.2.60': 'in', 'ip:198.51.100.200': 'not' });
  expect(new Set(Object.values(await statuses(SILENT)))).toEqual(new Set(['not']));

  await queries.ignoreSender(MAIN, 'service:sample-alumni', ['203.0.113.40', '203.0.113.41'], 'members');
  await assessDomain(MAIN, deps);
  expect((await statuses(MAIN))['service:sample-alumni']).toBe('ignored');

  await sample.remove();
  queries.forget([]);
  expect(await sample.has()).toBe(false);
  expect(await store.domains.list()).toEqual([]);
  expect((await store.reports.count()).reports).toBe(0);
  expect((await queries.listIgnored()).length).toBe(0);
  expect((await store.decisions.list('service')).filter((each) => each.value !== null)).toEqual([]);

  await sample.add();
  await queue.idle();
  expect(Object.keys(await statuses(MAIN)).length).toBe(11);
  queue.stop();
  store.close();
}, 30_000);
