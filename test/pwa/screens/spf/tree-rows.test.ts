import { expect, test } from 'vitest';
import type { SpfRecordView } from '../../../../core/engine/spf/face.ts';
import { recordView } from '../../../../core/engine/spf/spf-view.ts';
import type { SpfVerdict } from '../../../../core/model/spf.ts';
import { compileSpf } from '../../../../core/spf/compile.ts';
import { evaluateSpf } from '../../../../core/spf/evaluate.ts';
import { buildSpfTree } from '../../../../core/spf/tree.ts';
import { branchKeys, NETWORKS_SHOWN, treeRows } from '../../../../pwa/screens/spf/tree-rows.ts';
import { zoneResolver } from '../../../support/zone-resolver.ts';

const networks = Array.from({ length: 60 }, (_, i) => `ip4:198.51.${i}.0/24`).join(' ');
const { resolve } = zoneResolver({
  'example.com': { TXT: ['v=spf1 ip4:192.0.2.0/28 include:_a.example.com include:_b.example.com -all'] },
  '_a.example.com': { TXT: [`v=spf1 ${networks} -all`] },
  '_b.example.com': { TXT: ['v=spf1 ip4:203.0.113.0/24 include:_c.example.com -all'] },
  '_c.example.com': { TXT: ['v=spf1 ip6:2001:db8::/48 -all'] },
});

async function viewFor(addresses: string[]): Promise<SpfRecordView> {
  const compiled = await compileSpf('example.com', resolve);
  const verdicts: SpfVerdict[] = addresses.map((address) => evaluateSpf(compiled, address));
  const tree = await buildSpfTree('example.com', resolve);
  return recordView(tree, verdicts, { from: 'dns', asOf: 0, stale: [], faults: [] });
}

const summary = (rows: ReturnType<typeof treeRows>) =>
  rows.map(
    (row) => `${' '.repeat(row.depth)}${row.term?.text ?? `${row.networks.length} networks`} ${row.used}`,
  );

test('lines in the order of evaluation; an include counts the senders that match below it', async () => {
  const view = await viewFor(['192.0.2.1', '198.51.7.1', '198.51.8.1', '2001:db8::1', '203.0.113.9']);
  expect(summary(treeRows(view, new Set(branchKeys(view.tree))))).toEqual([
    'ip4:192.0.2.0/28 1',
    'include:_a.example.com 2',
    ' 60 networks 2',
    ' -all 0',
    'include:_b.example.com 2',
    ' ip4:203.0.113.0/24 1',
    ' include:_c.example.com 1',
    '  ip6:2001:db8::/48 1',
    '  -all 0',
    ' -all 0',
    '-all 0',
  ]);
  expect(treeRows(view, new Set())).toHaveLength(4);
});

test('a long run of networks opens in part, and wholly on wish', async () => {
  const view = await viewFor([]);
  const opened = new Set(branchKeys(view.tree));
  const run = treeRows(view, opened).find((row) => row.networks.length > 0);
  expect(run).toMatchObject({ ranges: 60, addresses4: 60 * 256, used: null, open: false });
  opened.add(run?.key ?? '');
  const part = treeRows(view, opened);
  expect(part.find((row) => row.networks.length > 0)?.hidden).toBe(60 - NETWORKS_SHOWN);
  opened.add(`${run?.key}*`);
  expect(treeRows(view, opened).length - part.length).toBe(60 - NETWORKS_SHOWN);
});
