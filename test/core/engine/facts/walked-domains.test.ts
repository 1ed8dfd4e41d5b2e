import { afterEach, beforeEach, expect, test } from 'vitest';
import { assessDomain } from '../../../../core/engine/assess/assess.ts';
import { loadReportView } from '../../../../core/engine/reports/report-queries.ts';
import { createSenderQueries } from '../../../../core/engine/senders/sender-queries.ts';
import type { Store } from '../../../../core/store/store.ts';
import { putShort } from '../../../support/short-reports.ts';
import { testStore } from '../../../support/stored-reports.ts';
import { DAY, POLICY, type ShortRecord } from '../../../support/traffic.ts';
import { type Zone, zoneResolver } from '../../../support/zone-resolver.ts';

const TODAY = 20_400;
const NOW = TODAY * DAY + 43_200;
const PERIOD = { begin: (TODAY - 30) * DAY, end: (TODAY + 1) * DAY };

/** psd=n makes the department an organization of its own for receivers that walk; the list knows nothing of it. */
const ZONE: Zone = {
  'example.com': { SOA: true, TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] },
  'dept.example.com': { TXT: ['v=spf1 -all'] },
  '_dmarc.example.com': { TXT: ['v=DMARC1; p=none'] },
  '_dmarc.dept.example.com': { TXT: ['v=DMARC1; p=none; psd=n'] },
};
const ROW: ShortRecord = {
  ip: '192.0.2.1',
  from: 'dept.example.com',
  envelope: 'bounce@example.com',
  spf: ['example.com pass mfrom'],
};

let store: Store;

beforeEach(async () => {
  store = await testStore({ clock: () => NOW * 1000 });
  await store.imports.start('import-1', { files: 1, bytes: 1 });
  await store.domains.change(['example.com'], { listing: 'confirmed' });
});
afterEach(() => store.close());

async function assess(zone: Zone, now = NOW) {
  const { resolve, asked } = zoneResolver(zone);
  await assessDomain('example.com', {
    store,
    resolverFor: async () => resolve,
    now: () => now,
    onChange: () => undefined,
  });
  return asked;
}
const put = (records: ShortRecord[], discoveryMethod: 'psl' | 'treewalk') =>
  putShort(store, records, { day: TODAY - 1, policy: { ...POLICY, discoveryMethod } });
const details = () =>
  createSenderQueries({ store, now: () => NOW, isPending: () => false }).senderDetails(
    'example.com',
    PERIOD,
    'ip:192.0.2.1',
  );

test('rows of a report that walked are aligned by the walk: list, overlay, single report', async () => {
  const id = await put([ROW], 'treewalk');
  const before = await details();
  expect(before?.spf[0]?.aligned, 'before a walk the list decides').toBe(true);
  await assess(ZONE);
  const after = await details();
  expect(after?.row.status).toBe('not');
  expect(after?.spf[0]?.aligned).toBe(false);
  expect(after?.addresses[0]?.verdicts.map((verdict) => verdict.domain)).toEqual(['dept.example.com']);
  expect((await loadReportView(store, id, 0, 5))?.records[0]?.status).toBe('not');
});

test('rows of a report that used the list stay aligned by it, and cost no walk', async () => {
  await put([ROW], 'psl');
  const asked = await assess(ZONE);
  expect((await details())?.row.status).toBe('in');
  expect(asked.filter((question) => question.startsWith('_dmarc.dept'))).toEqual([]);
});

test("a stranger's envelope domain is never walked, and names are walked within a limit", async () => {
  const names = Array.from({ length: 120 }, (_, i): ShortRecord => ({ ...ROW, from: `a${i}.example.com` }));
  await put([{ ...ROW, envelope: 'x@a.bad.example', spf: ['a.bad.example pass mfrom'] }], 'treewalk');
  await put(names, 'treewalk');
  const asked = await assess(ZONE);
  expect(asked.filter((question) => question.includes('bad.example'))).toEqual([]);
  const walked = new Set(asked.filter((question) => /^_dmarc\.a\d+\./.test(question)));
  expect(walked.size).toBeGreaterThan(30);
  expect(walked.size).toBeLessThanOrEqual(40);
});

test('where DNS fails, what a walk found before stays', async () => {
  await put([ROW], 'treewalk');
  await assess(ZONE);
  const asked = await assess({ ...ZONE, '_dmarc.dept.example.com': { fails: 'timeout' } }, NOW + 2 * DAY);
  expect(asked).toContain('_dmarc.dept.example.com TXT');
  expect((await details())?.spf[0]?.aligned).toBe(false);
});
