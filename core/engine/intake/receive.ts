import type { InputFile } from '../../model/input.ts';
import { readExchangedReport } from '../../store/exchange-shape.ts';
import type { NewReport, StagedBlock, Store } from '../../store/store.ts';
import type { Readers } from './document-reader.ts';
import { packDocument } from './pack-document.ts';

export type Received =
  | 'stored'
  /** It was here already, or was deleted meanwhile. */
  | 'not-needed'
  /** The message has another shape, or the document does not hold the report of that id. */
  | 'refused';

/**
 * Takes a report from the other store. Only the document counts: it is unpacked and read here, and what is
 * stored is what this reader makes of it, under the id that its own bytes give.
 */
export async function receiveReport(store: Store, readers: Readers, message: unknown): Promise<Received> {
  const report = readExchangedReport(message);
  if (report === null) return 'refused';
  const file: InputFile = { name: report.fileName, blob: new Blob([report.gzip as Uint8Array<ArrayBuffer>]) };
  const signal = new AbortController().signal;
  for await (const item of readers.unpack(file, { signal })) {
    if (item.kind !== 'document') continue;
    const blocks: StagedBlock[][] = [];
    const results = await readers.readDocument(item, {
      signal,
      async onBlock(block, index) {
        blocks[index] ??= [];
        blocks[index].push(await store.reports.stageBlock(block, blocks[index].length));
      },
      async onRestart(index) {
        await store.reports.dropStaged(blocks[index] ?? []);
        blocks[index] = [];
      },
    });
    const reports = results.filter((it) => 'report' in it);
    const at = reports.findIndex((it) => it.id === report.id && it.report.kind !== 'failure');
    const others = blocks.filter((_, index) => index !== at).flat();
    await store.reports.dropStaged(others);
    const found = reports[at];
    if (found === undefined) continue;
    const fresh: NewReport = {
      id: found.id,
      secondKey: found.secondKey,
      report: found.report,
      outcome: found.outcome,
      notes: found.notes,
      blocks: blocks[at] ?? [],
      fileName: report.fileName,
      mail: report.mail,
      raw: await packDocument(item),
      range: found.member === null ? null : found.range,
    };
    const [result] = await store.reports.put(null, [fresh]);
    return result?.outcome === 'stored' ? 'stored' : 'not-needed';
  }
  return 'refused';
}
