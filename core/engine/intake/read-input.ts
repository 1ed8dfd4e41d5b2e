import { RefusalError } from '../../lib/refusal-error.ts';
import { unexpectedRefusal } from '../../lib/unexpected-refusal.ts';
import type { DocumentResult, RawDocument } from '../../model/document.ts';
import type { InputFile } from '../../model/input.ts';
import { SHELF_LIMITS } from '../../store/reports/shelf.ts';
import type { DocumentReader, ReadEvent, Readers, ReadTask } from './document-reader.ts';
import { packDocument } from './pack-document.ts';

/** The reader that was given, or one in this thread. */
export function documentReader(parts: Readers & { reader?: DocumentReader }): DocumentReader {
  return parts.reader ?? { read: (file, task) => readInput(parts, file, task) };
}

/**
 * Reads one input file in this thread (see ReadEvent). What a reader throws ends as a line of its file; what `take` throws comes
 * back to the caller.
 * @param onWork called as the work goes on, with bytes that were inflated or read so far
 */
export async function readInput(
  readers: Readers,
  file: InputFile,
  task: ReadTask,
  onWork: (bytes: number) => void = () => {},
): Promise<void> {
  let thrown: { error: unknown } | null = null;
  const take = async (event: ReadEvent) => {
    try {
      await task.take(event);
    } catch (error) {
      thrown = { error };
      throw error;
    }
  };
  try {
    await readItems(readers, file, { ...task, take }, onWork);
  } catch (error) {
    if (thrown !== null) throw error;
    await take({ kind: 'left', path: file.name, outcome: 'rejected', refusal: unexpectedRefusal(error) });
  }
}

async function readItems(
  readers: Readers,
  file: InputFile,
  { signal, take }: ReadTask,
  onWork: (bytes: number) => void,
): Promise<void> {
  for await (const item of readers.unpack(file, { signal, onWork })) {
    if (item.kind === 'refused')
      await take({ kind: 'left', path: item.path, outcome: 'rejected', refusal: item.refusal });
    else if (item.kind === 'other')
      await take({ kind: 'left', path: item.path, outcome: 'not-a-report', refusal: item.reason });
    else await readOne(readers, withSigns(item, onWork), { signal, take });
    if (signal.aborted) return;
  }
}

async function readOne(readers: Readers, document: RawDocument, { signal, take }: ReadTask): Promise<void> {
  let results: DocumentResult[] = await readers.readDocument(document, {
    signal,
    onBlock: (block, report) => take({ kind: 'block', report, block }),
    onRestart: (report) => take({ kind: 'restart', report }),
  });
  if (signal.aborted) return;
  let raw: Uint8Array | null = null;
  try {
    if (results.some((it) => 'report' in it)) raw = await packDocument(document);
  } catch (error) {
    const refusal = error instanceof RefusalError ? error.refusal : unexpectedRefusal(error);
    results = [{ outcome: 'rejected', member: null, refusal, notes: document.notes }];
  }
  const whole = results.some((it) => 'refusal' in it) ? await wholeBytes(document) : null;
  await take({ kind: 'document', path: document.path, mail: document.mail, results, raw, whole });
}

/** The same document, that tells of each slice as it is read. */
function withSigns(document: RawDocument, onWork: (bytes: number) => void): RawDocument {
  return {
    ...document,
    async *chunks() {
      let bytes = 0;
      for await (const chunk of document.chunks()) {
        bytes += chunk.length;
        onWork(bytes);
        yield chunk;
      }
    },
  };
}

/** A document's bytes for the shelf; null where it is too large, what comes before the damage where it is damaged. */
async function wholeBytes(document: RawDocument): Promise<Uint8Array | null> {
  if (document.bytes !== null) return document.bytes;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for await (const chunk of document.chunks()) {
      size += chunk.length;
      if (size > SHELF_LIMITS.entryBytes) return null;
      parts.push(chunk.slice());
    }
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
