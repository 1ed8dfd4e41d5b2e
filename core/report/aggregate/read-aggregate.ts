import { DocumentHash, documentDigest } from '../../lib/hash.ts';
import { RefusalError } from '../../lib/refusal-error.ts';
import type { DocumentResult, RawDocument, ReadLimits, ReadOptions } from '../../model/document.ts';
import type { RecordBlock } from '../../model/records.ts';
import type { Note, Refusal } from '../../model/report.ts';
import { aggregateKey } from '../second-key.ts';
import { AggregateAssembler } from './assembler.ts';
import { DocumentWindow } from './document-window.ts';
import { FastReader } from './fast-reader.ts';
import { reportEnd } from './report-end.ts';
import { readTolerant } from './tolerant-reader.ts';

/**
 * All aggregate reports of a document, one after the other. Each is read by the fast reader, and by the tolerant one where
 * that does not apply. Its id is taken over exactly its own bytes, in the same pass.
 */
export async function readAggregate(
  document: RawDocument,
  options: ReadOptions,
  limits: ReadLimits,
): Promise<DocumentResult[]> {
  const window = new DocumentWindow(document);
  const results: DocumentResult[] = [];
  try {
    do {
      if (results.length >= limits.reports) {
        throw new RefusalError('too-many-reports', { limit: limits.reports, found: results.length + 1 });
      }
      results.push(
        await readOne(document, window, new BlockOutlet(options, results.length), limits, options),
      );
    } while (window.from < window.to || (await window.more()));
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    results.push(refused('rejected', error.refusal));
  } finally {
    await window.close();
  }
  if (results.length < 2) return results;
  return results.map((result, i) => ({ ...result, member: i + 1 }));
}

async function readOne(
  document: RawDocument,
  window: DocumentWindow,
  outlet: BlockOutlet,
  limits: ReadLimits,
  options: ReadOptions,
): Promise<DocumentResult> {
  const start = window.position;
  const assembler = new AggregateAssembler(limits);
  const reader = new FastReader(assembler, limits);
  const hash = document.bytes ? null : new DocumentHash();
  // The platform hashes beside us; void where the document turns out to hold several reports
  const ahead = start === 0 && document.bytes ? documentDigest(document.bytes) : null;
  for (;;) {
    const at = reader.scan(window.buffer, window.from, window.to);
    hash?.update(window.buffer.subarray(window.from, at));
    window.from = at;
    await outlet.take(assembler.records.ready);
    if (options.signal?.aborted) throw new RefusalError('cancelled');
    if (reader.state === 'boundary') break;
    if (reader.state === 'not-applicable') {
      await outlet.restart();
      return await handOver(document, window, start, outlet, limits, reader.reason);
    }
    if (!(await window.more())) {
      hash?.update(window.buffer.subarray(window.from, window.to));
      window.from = window.to;
      break;
    }
  }
  const end = window.position;
  if (!reader.started) return refused('not-a-report', { code: 'not-a-report', detail: {} });
  if (!reader.complete) {
    if (assembler.records.totals.records === 0) {
      return refused('rejected', { code: 'truncated', detail: { container: 'xml' } });
    }
    assembler.notes.add('truncated', assembler.place(reader.inRecord ? 'record' : ''), '', 'end');
  }
  const whole = start === 0 && end === document.bytes?.length;
  const id = hash
    ? hash.digest()
    : await (whole ? ahead! : documentDigest(document.bytes!.subarray(start, end)));
  return finished(assembler, id, outlet, [start, end], document.notes);
}

/** The tolerant reader's turn, on the bytes of this report alone. */
async function handOver(
  document: RawDocument,
  window: DocumentWindow,
  start: number,
  outlet: BlockOutlet,
  limits: ReadLimits,
  reason: string,
): Promise<DocumentResult> {
  await window.seek(start);
  const rest = await collect(window, limits.tolerantBytes);
  if (!rest) {
    throw new RefusalError('too-large-to-repair', { limit: limits.tolerantBytes, reason });
  }
  const end = reportEnd(rest);
  const bytes = rest.subarray(0, end);
  document.spendMarkup?.(tagsIn(bytes));
  const assembler = readTolerant(bytes, limits);
  await window.seek(start + end);
  const id = await documentDigest(bytes);
  if (!assembler) {
    const hasFeedback = includesAscii(bytes, 'feedback');
    return hasFeedback
      ? refused('rejected', { code: 'broken-markup', detail: { reason } })
      : refused('not-a-report', { code: 'other-xml', detail: {} });
  }
  // A record that was there and could not be read must not look like a report without records
  const { records } = assembler;
  const lost = records.totals.records + records.emptyRecords === 0 && includesAscii(bytes, 'record>');
  if (lost || !assembler.isReport) return refused('rejected', { code: 'broken-markup', detail: { reason } });
  assembler.notes.add('read-tolerantly', '', reason, '');
  return finished(assembler, id, outlet, [start, start + end], document.notes);
}

async function collect(window: DocumentWindow, limit: number): Promise<Uint8Array | null> {
  do {
    if (window.to - window.from > limit) return null;
  } while (await window.more());
  return window.to - window.from > limit ? null : window.buffer.slice(window.from, window.to);
}

async function finished(
  assembler: AggregateAssembler,
  id: string,
  outlet: BlockOutlet,
  range: readonly [number, number],
  before: Note[],
): Promise<DocumentResult> {
  const { report, notes, rows } = assembler.finish();
  await outlet.take(assembler.records.ready);
  const blocks = await outlet.finish();
  const all = [...before, ...notes];
  return {
    outcome: all.length > 0 ? 'repaired' : 'report',
    member: null,
    id,
    secondKey: aggregateKey(report, rows),
    notes: all,
    report,
    blocks,
    range,
  };
}

function refused(outcome: 'rejected' | 'not-a-report', refusal: Refusal): DocumentResult {
  return { outcome, member: null, refusal, notes: [] };
}

/** Hands blocks on as they are finished, or holds them where the caller cannot take any back. */
class BlockOutlet {
  #options: ReadOptions;
  #report: number;
  #held: RecordBlock[] = [];
  #count = 0;

  constructor(options: ReadOptions, report: number) {
    this.#options = options;
    this.#report = report;
  }

  async take(ready: RecordBlock[]): Promise<void> {
    for (const block of ready.splice(0)) {
      this.#count++;
      if (!this.#options.onBlock) continue;
      if (this.#options.onRestart) await this.#options.onBlock(block, this.#report);
      else this.#held.push(block);
    }
  }

  async restart(): Promise<void> {
    if (this.#count > 0 && this.#options.onRestart) await this.#options.onRestart(this.#report);
    this.#held = [];
    this.#count = 0;
  }

  async finish(): Promise<number> {
    for (const block of this.#held.splice(0)) await this.#options.onBlock!(block, this.#report);
    return this.#count;
  }
}

/** Characters that may begin a tag. */
function tagsIn(bytes: Uint8Array): number {
  let tags = 0;
  for (let at = bytes.indexOf(0x3c); at >= 0; at = bytes.indexOf(0x3c, at + 1)) tags++;
  return tags;
}

function includesAscii(bytes: Uint8Array, word: string): boolean {
  const codes = Array.from(word, (c) => c.charCodeAt(0));
  for (let at = bytes.indexOf(codes[0]!); at >= 0; at = bytes.indexOf(codes[0]!, at + 1)) {
    if (codes.every((code, i) => bytes[at + i] === code)) return true;
  }
  return false;
}
