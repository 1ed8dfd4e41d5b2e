/** Reads one attachment by the same reader as an import does, without storing and without any network. */
import type { OpenEngine } from '../../core/engine/open-engine.ts';
import type { ReadReport } from '../../core/model/document.ts';
import type { InputFile } from '../../core/model/input.ts';
import type { RecordBlock } from '../../core/model/records.ts';
import type { MailContext, Refusal } from '../../core/model/report.ts';

/** Reports of one attachment that are shown; more are imported, but get no mark of their own. */
const MAX_REPORTS_A_FILE = 20;
/** Longest reading for a mark. A reader that hangs is ended sooner, by its own clock. */
const TIMEOUT_SECONDS = 45;

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

export async function readFile(file: InputFile, reader: OpenEngine['reader']): Promise<FileContent> {
  const enough = new AbortController();
  const tooLong = AbortSignal.timeout(TIMEOUT_SECONDS * 1000);
  const found: FileContent = { reports: [], refusal: null };
  /** Of the document that is being read, by report. */
  let blocks: RecordBlock[][] = [];
  await reader.read(file, {
    signal: AbortSignal.any([enough.signal, tooLong]),
    take(event) {
      if (event.kind === 'left') {
        if (event.outcome === 'rejected') found.refusal ??= event.refusal;
      } else if (event.kind === 'restart') blocks[event.report] = [];
      else if (event.kind === 'block') {
        blocks[event.report] ??= [];
        blocks[event.report]!.push(event.block);
      } else {
        let place = 0;
        for (const result of event.results) {
          if (result.outcome === 'rejected') found.refusal ??= result.refusal;
          if (!('report' in result) || found.reports.length === MAX_REPORTS_A_FILE) continue;
          found.reports.push({ read: result, blocks: blocks[place++] ?? [], mail: event.mail });
        }
        blocks = [];
        if (found.reports.length === MAX_REPORTS_A_FILE) enough.abort();
      }
    },
  });
  if (tooLong.aborted) found.refusal ??= { code: 'took-too-long', detail: { seconds: TIMEOUT_SECONDS } };
  return found;
}
