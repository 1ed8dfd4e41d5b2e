import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fastReading, tolerantReading } from '../../support/both-readers.ts';
import { sharedPath } from '../../support/shared.ts';
import { inspectPaths } from '../../tools/inspect-paths.ts';
import type { InspectRow } from '../../tools/inspect-rows.ts';

const corpus = sharedPath('corpus', 'truth.tsv') ? sharedPath('corpus')! : null;
if (!corpus) console.log('corpus of real reports not found beside the project: its tests are skipped');

/** Files where truth.tsv is not what a reader should find, each with the reason. */
const ARGUED: Record<string, string> = {};

function tsv(name: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(join(corpus!, name), 'utf8').split('\n');
  const columns = head!.split('\t');
  return lines.filter(Boolean).map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
}

test.skipIf(!corpus)(
  'every file of the corpus ends as its truth says',
  async () => {
    const root = join(corpus!, 'files');
    const truth = tsv('truth.tsv');
    const rows = new Map<string, InspectRow[]>();
    for await (const row of inspectPaths([root])) {
      const path = row.path.slice(root.length + 1);
      const file = truth.find((t) => path === t.path || path.startsWith(`${t.path}#`))?.path ?? path;
      rows.set(file, [...(rows.get(file) ?? []), row]);
    }
    const count: Record<string, number> = {};
    const add = (what: string) => {
      count[what] = (count[what] ?? 0) + 1;
    };
    const differences: string[] = [];
    for (const wanted of truth) {
      const path = wanted.path!;
      const all = rows.get(path) ?? [];
      const reports = all.filter((row) => row.kind !== '');
      if (wanted.wellformed !== 'yes') {
        const fate = all.map((row) => row.outcome).join(' ');
        add(`malformed, ${fate}`);
        // What is no well-formed XML is never an ordinary report
        if (all.length === 0 || all.some((row) => row.outcome === 'report' || row.notes.length === 0)) {
          differences.push(`${path}: malformed, yet ${fate || 'no row'}`);
        }
        continue;
      }
      const joined = (column: 'report_id' | 'domain') => reports.map((row) => row[column]).join(' || ');
      const sum = (column: 'records' | 'messages' | 'passed' | 'dkim_aligned' | 'spf_aligned') =>
        String(reports.reduce((total, row) => total + row[column], 0));
      const found: Record<string, string> = {
        report_id: joined('report_id'),
        domain: joined('domain'),
        records: sum('records'),
        messages_total: sum('messages'),
        pass_aligned: sum('passed'),
      };
      if (wanted.kind!.startsWith('aggregate')) {
        found.dkim_aligned = sum('dkim_aligned');
        found.spf_aligned = sum('spf_aligned');
      }
      const wrong = Object.keys(found).filter((column) => found[column] !== wanted[column]);
      if (wrong.length === 0) add(`${wanted.kind}, exact`);
      else if (ARGUED[path]) add('argued');
      else
        differences.push(`${path}: ${wrong.map((c) => `${c} ${found[c]}, wanted ${wanted[c]}`).join('; ')}`);
    }
    const failures = tsv('INDEX.tsv').filter((file) => file.kind === 'failure.eml');
    for (const file of failures) {
      const row = rows.get(file.path!)?.[0];
      if (row?.kind === 'failure') add('failure, read');
      else differences.push(`${file.path}: failure report not read`);
    }
    console.log([...Object.entries(count).map(([what, n]) => `  ${n} ${what}`), ...differences].join('\n'));
    expect(truth.length).toBeGreaterThan(1900);
    expect(differences).toEqual([]);
  },
  120_000,
);

test.skipIf(!corpus)(
  'the fast and the tolerant reader agree on every XML file of the corpus',
  () => {
    const seen = { both: 0, fastOnly: 0, tolerantOnly: 0 };
    const differences: string[] = [];
    for (const file of tsv('INDEX.tsv')) {
      if (file.kind !== 'aggregate.xml') continue;
      const bytes = new Uint8Array(readFileSync(join(corpus!, 'files', file.path!)));
      const fast = fastReading(bytes);
      // The tolerant reader takes one report; files of several are cut by the caller
      if (typeof fast === 'string') {
        seen.tolerantOnly++;
        continue;
      }
      const tolerant = tolerantReading(bytes);
      if (typeof tolerant === 'string') {
        seen.fastOnly++;
        differences.push(`${file.path}: tolerant reader says ${tolerant}`);
        continue;
      }
      seen.both++;
      if (
        JSON.stringify([fast.header, fast.records]) !== JSON.stringify([tolerant.header, tolerant.records])
      ) {
        differences.push(file.path!);
      }
    }
    console.log(`  read alike by both: ${seen.both}; handed over by the fast reader: ${seen.tolerantOnly}`);
    expect(differences).toEqual([]);
    expect(seen.both).toBeGreaterThan(1800);
  },
  120_000,
);
