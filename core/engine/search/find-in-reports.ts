import type { Searching } from './searching.ts';

/** Shorter texts stand in too many ids to mean one. */
const LEAST = 3;

/** Reports by the id that their reporter gave them, by their file's name, and by the hash of their document. */
export async function findInReports({ store, wanted, found, isOver }: Searching): Promise<void> {
  if (wanted.text.length < LEAST) return;
  for await (const page of store.reports.names()) {
    for (const { id, kind, domain, reporter, reportId, file } of page) {
      const byHash = wanted.text.length >= 8 && id.startsWith(wanted.text) ? 1 : null;
      const rank = wanted.rank(reportId) ?? byHash ?? (wanted.rank(file) === null ? null : 3);
      if (rank === null) continue;
      const text = reportId === '' ? file : reportId;
      found.add(
        { kind: 'report', domain, text, key: id, messages: null, detail: reporter, report: kind },
        rank,
      );
    }
    if (isOver()) return found.cut('report');
  }
}
