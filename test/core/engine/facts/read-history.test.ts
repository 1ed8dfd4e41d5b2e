import { expect, test } from 'vitest';
import { readHistory } from '../../../../core/engine/facts/read-history.ts';
import { spfHistory, spfVerdictOn } from '../../../../core/engine/facts/spf-snapshots.ts';
import { expandSpf } from '../../../../core/spf/expand.ts';
import { MAX_SNAPSHOT_ANSWERS, readSnapshot } from '../../../../core/spf/read-snapshot.ts';
import { takeSnapshot } from '../../../../core/spf/snapshot.ts';
import { testStore } from '../../../support/stored-reports.ts';
import { DAY } from '../../../support/traffic.ts';
import { type Zone, zoneResolver } from '../../../support/zone-resolver.ts';

const zone = (range: string): Zone => ({
  'example.com': { TXT: [`v=spf1 mx include:i.example ip4:${range} -all`], MX: [[5, 'm.example.com']] },
  'm.example.com': { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] },
  'i.example': { TXT: ['v=spf1 ?all'] },
});
const expansion = async (range: string) => {
  const { compiled } = await expandSpf('example.com', zoneResolver(zone(range)).resolve);
  const snapshot = takeSnapshot(compiled, 1);
  if (!snapshot) throw new Error('no snapshot was taken');
  return snapshot;
};
const POINTING = { kind: 'txt', targets: ['a.example'], text: 'v=DMARC1; p=none' };

test('history that was written is read back the same, and joins what is there', async () => {
  const [first, second] = [await expansion('192.0.2.0/24'), await expansion('198.51.100.0/24')];
  const old = await testStore();
  await old.snapshots.add('example.com', 10 * DAY, first);
  await old.snapshots.add('example.com', 12 * DAY, first);
  await old.snapshots.add('example.com', 15 * DAY, second);
  await old.snapshots.add('_dmarc.example.com', 10 * DAY, POINTING);
  await old.snapshots.add('s1._domainkey.example.com', 10 * DAY, { text: 'v=DKIM1; p=' });
  const rows: unknown[] = [];
  for (const name of await old.snapshots.names()) rows.push(...(await old.snapshots.list(name)));
  const read = readHistory(JSON.parse(JSON.stringify(rows)) as unknown[]);
  expect([...read.values()].flat()).toHaveLength(rows.length);

  const fresh = await testStore();
  // Seen before and after by the other store as well.
  await fresh.snapshots.add('example.com', 14 * DAY, second);
  await fresh.snapshots.add('example.com', 20 * DAY, second);
  for (const [name, snapshots] of read) await fresh.snapshots.restore(name, snapshots);
  for (const [name, snapshots] of read) expect(await fresh.snapshots.restore(name, snapshots)).toBe(0);
  const history = await spfHistory(fresh, 'example.com');
  expect(history.map(({ at, until }) => [at / DAY, until / DAY])).toEqual([
    [14, 20],
    [10, 12],
  ]);
  expect(history[0]?.difference?.went).toMatchObject([{ range: '192.0.2.0/24' }]);
  expect(await spfVerdictOn(fresh, 'example.com', '192.0.2.77', 11)).toMatchObject({
    certain: true,
    verdict: { result: 'pass' },
  });
  // What is added later is compared with what came from elsewhere.
  expect(await fresh.snapshots.add('_dmarc.example.com', 30 * DAY, POINTING)).toBe(false);
  old.close();
  fresh.close();
});

test('what has another shape is left out', async () => {
  const snapshot = await expansion('192.0.2.0/24');
  const row = { domain: 'example.com', at: 5, until: 6, snapshot };
  const withAnswer = (answer: object) => ({ ...row, snapshot: { ...snapshot, answers: [answer] } });
  const txt = { name: 'example.com', type: 'TXT', kind: 'answer', data: [['v=spf1 -all']] };
  expect(readHistory([withAnswer(txt)]).size).toBe(1);
  const bad: unknown[] = [
    null,
    'x',
    { ...row, domain: 'a..b' },
    { ...row, domain: 'other.example' },
    { ...row, at: 7 },
    { ...row, at: -1 },
    { ...row, until: Number.MAX_SAFE_INTEGER },
    { ...row, snapshot: { ...snapshot, version: 2 } },
    { ...row, snapshot: { ...snapshot, answers: 'x' } },
    withAnswer({ ...txt, type: 'ANY' }),
    withAnswer({ ...txt, kind: 'timeout' }),
    withAnswer({ ...txt, data: ['text'] }),
    withAnswer({ ...txt, data: [[7]] }),
    withAnswer({ ...txt, type: 'MX', data: [{ exchange: 'm.example.com' }] }),
    withAnswer({ ...txt, type: 'A', data: [{}] }),
    { ...row, domain: '_dmarc.example.com' },
    { ...row, domain: '_dmarc.example.com', snapshot: { ...POINTING, targets: [1] } },
    { ...row, domain: 's1._domainkey.example.com', snapshot: { text: 5 } },
  ];
  expect([...readHistory(bad)]).toEqual([]);
  expect(readHistory(Array(9).fill(row), { maxRows: 2 }).get('example.com')).toHaveLength(2);
  const many = { ...snapshot, answers: Array(MAX_SNAPSHOT_ANSWERS + 1).fill(txt) };
  expect(readSnapshot(many)).toBeNull();
  expect(readSnapshot({ ...snapshot, answers: [txt, txt] }, { maxAnswers: 1 })).toBeNull();
});
