/** Reports of other projects' issue trackers, as the tool prints them; the sources stand beside the files. */
import { expect, test } from 'vitest';
import { sharedPath } from '../support/shared.ts';
import { inspectPaths } from './inspect-paths.ts';
import type { InspectRow } from './inspect-rows.ts';

const cases = sharedPath('audit/cases');

/** The rows of one case, without the text that describes it. */
async function rowsOf(name: string): Promise<InspectRow[]> {
  const rows: InspectRow[] = [];
  for await (const row of inspectPaths([`${cases}/${name}`])) {
    if (!row.path.endsWith('EXPECT.md')) rows.push(row);
  }
  expect(rows.length).toBeGreaterThan(0);
  return rows;
}
const fileOf = ({ path }: InspectRow): string => path.slice(path.lastIndexOf('/') + 1);

test.skipIf(!cases)('an empty record has no mail that could have failed', async () => {
  expect(await rowsOf('56-rua-empty-count0')).toMatchObject([
    { outcome: 'repaired', domain: 'example.com', records: 0, messages: 0 },
  ]);
});

test.skipIf(!cases)('one bracket missing costs neither the record nor its messages [READ-2]', async () => {
  const rows = await rowsOf('57-rua-close-tag-broken');
  expect(rows).toHaveLength(3);
  for (const row of rows) {
    expect(row).toMatchObject({ outcome: 'repaired', records: 1, messages: 3, passed: 3 });
    expect(row.notes.length).toBeGreaterThan(0);
    expect(row.report_id).not.toMatch(/[<>]|report_id/);
  }
});

/** Begin and end, or '' where neither can be known. */
const DATES: Record<string, [begin: number | '', end: number | '']> = {
  '00.xml': [1_764_201_600, 1_764_287_999],
  '01.xml': [1_764_201_600, 1_764_287_999],
  '02.xml': ['', ''],
  '04.xml': [1_764_201_600, 1_764_287_999],
  '06.xml': [1_764_201_600, 1_764_287_999],
  '07.xml': [1_764_201_600, 1_764_287_999],
  '10.xml': ['', ''],
  '11.xml': [1_764_201_600, 1_764_288_000],
};

test.skipIf(!cases)('dates in every form are read, or said to be none [READ-8]', async () => {
  const rows = await rowsOf('66-rua-dates');
  expect(rows).toHaveLength(12);
  for (const row of rows) {
    const [begin, end] = DATES[fileOf(row)] ?? [row.begin, row.end];
    expect([fileOf(row), row.begin, row.end, row.messages]).toEqual([fileOf(row), begin, end, 3]);
    if (row.begin !== '') expect(new Date(row.begin * 1000).getUTCFullYear()).toBe(2025);
  }
});

test.skipIf(!cases)(
  'odd counts are whole, not negative, and each is noted; no row is lost [READ-4]',
  async () => {
    const [row] = await rowsOf('67-rua-counts');
    expect(row).toMatchObject({ outcome: 'repaired', records: 10, messages: 5 });
    expect(row?.notes.filter((note) => note.startsWith('count-'))).toHaveLength(9);
    expect(row?.notes).toContainEqual(expect.stringContaining('found "1.000" assumed "1"'));
  },
);

test.skipIf(!cases)('spellings of a domain are one domain [READ-3]', async () => {
  const rows = await rowsOf('82-rua-domain-case');
  const domain = Object.fromEntries(rows.map((row) => [fileOf(row).slice(0, 1), row.domain]));
  expect(domain).toMatchObject({ a: 'example.com', b: 'example.com', c: 'xn--bcher-kva.example' });
  expect(rows.every(({ messages }) => messages === 3)).toBe(true);
});

test.skipIf(!cases)('odd heads: the mail counts, and what is missing is noted [READ-9]', async () => {
  const rows = await rowsOf('90-rua-odd-headers');
  const byFile = new Map(rows.map((row) => [fileOf(row), row]));
  for (const name of ['a-nodomain.xml', 'b-nopolicy.xml', 'c-nometa.xml', 'h-nohf.xml']) {
    expect(byFile.get(name)).toMatchObject({ outcome: 'repaired', messages: 3 });
    expect(byFile.get(name)?.notes.join(), name).toContain('missing');
  }
  expect(rows.filter(({ path }) => path.includes('f-two-feedback'))).toHaveLength(2);
  expect(byFile.get('g-json.xml')).toMatchObject({ outcome: 'not-a-report', notes: ['other-json'] });
  for (const name of ['k-hf-with-local.xml', 'l-hf-angle.xml']) {
    expect(byFile.get(name)?.notes.join(), name).toContain('assumed "example.com"');
  }
});
