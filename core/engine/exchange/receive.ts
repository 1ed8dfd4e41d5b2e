import type { ReadReport } from '../../model/document.ts';
import type { InputFile } from '../../model/input.ts';
import type { MailContext } from '../../model/report.ts';
import type { NewReport, StagedBlock } from '../../store/reports/report-store.ts';
import type { Store } from '../../store/store.ts';
import type { DocumentReader } from '../intake/document-reader.ts';
import { readExchangedReport } from './read-exchanged-report.ts';

export type Received =
  | 'stored'
  /** It was here already, or was deleted meanwhile. */
  | 'not-needed'
  /** The message has another shape, or the document does not hold the report of that name. */
  | 'refused';

/**
 * Takes reports from the other store, in one transaction. Only the documents count: each is unpacked and read here,
 * and what is stored is what this reader makes of it, under the id that its own bytes give.
 */
export async function receiveReports(
  store: Store,
  reader: DocumentReader,
  messages: readonly unknown[],
): Promise<{ states: Received[]; domains: Set<string> }> {
  const found = await Promise.all(messages.map((message) => readOne(store, reader, message)));
  const fresh = found.filter((it) => it !== null);
  const results = fresh.length > 0 ? await store.reports.put(null, fresh) : [];
  const stored = new Set(fresh.filter((_, i) => results[i]?.outcome === 'stored'));
  return {
    states: found.map((it) => (it === null ? 'refused' : stored.has(it) ? 'stored' : 'not-needed')),
    domains: new Set([...stored].map((it) => policyDomain(it))),
  };
}

/** The report that a message promises, read out of its document; null where it is not in it. */
async function readOne(store: Store, reader: DocumentReader, message: unknown): Promise<NewReport | null> {
  const report = readExchangedReport(message);
  if (report === null) return null;
  const names = new Set([report.id, ...(await store.exchange.documentsOf(report.id))]);
  const isMeant = (it: ReadReport) =>
    it.report.kind !== 'failure' && (names.has(it.id) || names.has(it.secondKey));
  const bytes = report.gzip.slice();
  const file: InputFile = { name: report.fileName, blob: new Blob([bytes]), bytes };
  const [found] = await readReports(store, reader, { file, mail: report.mail, isMeant });
  return found ?? null;
}

/** Reads a document and stages the reports that are meant. Each keeps the name of the file and its mail. */
export async function readReports(
  store: Store,
  reader: DocumentReader,
  given: { file: InputFile; mail: MailContext | null; isMeant(report: ReadReport): boolean },
): Promise<NewReport[]> {
  const { file, mail, isMeant } = given;
  const all: NewReport[] = [];
  /** Of the document that is being read, by report; documents that are no report have no place. */
  let blocks: StagedBlock[][] = [];
  const close = (): StagedBlock[][] => {
    const mine = blocks;
    blocks = [];
    return mine;
  };
  try {
    await reader.read(file, {
      signal: new AbortController().signal,
      async take(event) {
        if (event.kind === 'left') return;
        if (event.kind === 'block') {
          blocks[event.report] ??= [];
          const mine = blocks[event.report]!;
          mine.push(await store.reports.stageBlock(event.block, mine.length));
        } else if (event.kind === 'restart') {
          await store.reports.dropStaged(blocks[event.report] ?? []);
          blocks[event.report] = [];
        } else {
          const mine = close();
          const reports = event.results.filter((it) => 'report' in it);
          for (const [at, found] of reports.entries()) {
            if (event.raw === null || !isMeant(found)) {
              await store.reports.dropStaged(mine[at] ?? []);
              continue;
            }
            all.push({
              id: found.id,
              secondKey: found.secondKey,
              report: found.report,
              outcome: found.outcome,
              notes: found.notes,
              blocks: mine[at] ?? [],
              fileName: file.name,
              mail,
              raw: event.raw,
              range: found.member === null ? null : found.range,
            });
          }
        }
      },
    });
  } finally {
    // reading ended in the middle of a document
    await store.reports.dropStaged(close().flat());
  }
  return all;
}

function policyDomain({ report }: NewReport): string {
  if (report.kind === 'aggregate') return report.policy.domain.toLowerCase();
  return report.kind === 'tls' ? (report.policies[0]?.domain ?? '').toLowerCase() : report.reportedDomain;
}
