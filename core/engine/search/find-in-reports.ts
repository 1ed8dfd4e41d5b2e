import type { Searching } from './searching.ts';

/** Shorter texts stand in too many ids to mean one. */
const LEAST = 3;
/** As reporters name their files, RFC 7489 section 7.2.1.1: `reporter!domain!begin!end.xml.gz`. */
const FILE_NAME = /!|\.(xml|gz|zip|json|eml)$/;

/** Reports by the id that their reporter gave them, by their file's name, and by the hash of their document. */
export async function findInReports({ store, wanted, found, isOver }: Searching): Promise<void> {
  if (wanted.text.length < LEAST) return;
  const isFileName = FILE_NAME.test(wanted.text);
  for await (const page of store.reports.names()) {
    for (const { id, kind, domain, reporter, reportId, file } of page) {
      const byHash = wanted.text.length >= 8 && id.startsWith(wanted.text) ? 1 : null;
      const byFile = isFileName && wanted.rank(file) !== null ? 3 : null;
      const rank = wanted.rank(reportId) ?? byHash ?? byFile;
      // Many ids and names of files hold the domain: who looks for that wants no list of its reports.
      if (rank === null || (rank > 0 && !isFileName && domain.includes(wanted.text))) continue;
      const text = reportId === '' ? file : reportId;
      found.add(
        { kind: 'report', domain, text, key: id, messages: null, detail: reporter, report: kind },
        rank,
      );
    }
    if (isOver()) return found.cut('report');
  }
}
