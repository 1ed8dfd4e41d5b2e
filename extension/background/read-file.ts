/** Reads one attachment with the same stages as an import does, without storing and without any network. */
import type { ReadReport } from '../../core/model/document.ts';
import type { InputFile } from '../../core/model/input.ts';
import type { RecordBlock } from '../../core/model/records.ts';
import type { MailContext, Refusal } from '../../core/model/report.ts';
import { readDocument } from '../../core/report/read-document.ts';
import { unpack } from '../../core/unpack/unpack.ts';

/** Reports of one attachment that are shown; more are imported, but get no mark of their own. */
const MAX_REPORTS_A_FILE = 20;
const TIMEOUT_MS = 25_000;

export interface FoundReport {
  read: ReadReport;
  blocks: RecordBlock[];
  mail: MailContext | null;
}

export interface FileContent {
  reports: FoundReport[];
  /** The first reason why something in it was turned away as broken; null where nothing was. */
  refusal: Refusal | null;
}

export async function readFile(file: InputFile): Promise<FileContent> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const found: FileContent = { reports: [], refusal: null };
  for await (const item of unpack(file, { signal })) {
    if (item.kind === 'refused') found.refusal ??= item.refusal;
    if (item.kind !== 'document') continue;
    const blocks: RecordBlock[] = [];
    const results = await readDocument(item, { onBlock: (block) => void blocks.push(block), signal });
    let taken = 0;
    for (const result of results) {
      if (result.outcome === 'rejected') found.refusal ??= result.refusal;
      if (result.outcome !== 'report' && result.outcome !== 'repaired') continue;
      found.reports.push({
        read: result,
        blocks: blocks.slice(taken, taken + result.blocks),
        mail: item.mail,
      });
      taken += result.blocks;
      if (found.reports.length === MAX_REPORTS_A_FILE) return found;
    }
  }
  return found;
}
