/**
 * The way of a report's bytes, fastest first:
 * - here, tags that come where they came before, told by their bytes, with the value between them;
 * - `tag-reader.ts`, any tag, by its name (`name-table.ts`) and the vocabulary; what it learns stands in `tag-memory.ts`;
 * - `odd-field.ts`, values with comments or CDATA in them; `skipped-element.ts` and `around-root.ts`, what is in no
 *   known element; `markup-bytes.ts`, where comments and other markup end;
 * - `tolerant-reader.ts`, whatever all these leave.
 */
import type { ReadLimits } from '../../model/document.ts';
import type { AggregateAssembler } from './assembler.ts';
import { HASH_PRIME, HASH_START } from './byte-interner.ts';
import { OpenElements } from './open-elements.ts';
import { LESS, SPACE } from './tag-bytes.ts';
import { CLOSE, LEAF, matches, type Tag } from './tag-memory.ts';
import { type ScanState, TagReader } from './tag-reader.ts';

/**
 * Reads one aggregate report from bytes, without decoding the text as a whole: tags are told by their bytes, values go to
 * the assembler as numbers of its interner. It takes well-formed reports of the known vocabulary, with any prefixes,
 * attributes, comments, CDATA and processing instructions; what it cannot be sure of it leaves to the tolerant reader
 * (`not-applicable`). Nothing is guessed here.
 *
 * Feed it windows of a buffer: it returns how far it came, and wants the rest again with more behind it.
 */
export class FastReader {
  #assembler: AggregateAssembler;
  #limits: ReadLimits;
  #open = new OpenElements();
  #reader: TagReader;
  /** The tag read last, where the next one may be guessed from it. */
  #last: Tag | null = null;

  constructor(assembler: AggregateAssembler, limits: ReadLimits) {
    this.#assembler = assembler;
    this.#limits = limits;
    this.#reader = new TagReader(assembler, limits, this.#open);
  }

  get state(): ScanState {
    return this.#reader.state;
  }

  /** Why it is not applicable, for the note. */
  get reason(): string {
    return this.#reader.reason;
  }

  /** Whether the root element was closed. */
  get complete(): boolean {
    return this.#reader.rootClosed;
  }

  /** Whether the document breaks off within a record. */
  get inRecord(): boolean {
    return this.#open.inRecord;
  }

  /** Whether a root element was met at all. */
  get started(): boolean {
    return this.#open.depth > 0 || this.#reader.rootClosed;
  }

  /**
   * Reads buffer[from, to) and returns the place up to which it is done with. RefusalError at a cap and for a DOCTYPE with
   * declarations.
   */
  scan(buffer: Uint8Array, from: number, to: number): number {
    const assembler = this.#assembler;
    const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    const interner = assembler.records.interner;
    const open = this.#open;
    const reader = this.#reader;
    let last = this.#last;
    let p = from;
    for (;;) {
      if (last !== null) {
        let q = p;
        let tag: Tag | null = last.next;
        if (tag === null || q + tag.length > to || !matches(view, q, tag.words, tag.length)) {
          tag = last.other;
          if (tag !== null && (q + tag.length > to || !matches(view, q, tag.words, tag.length))) tag = null;
        }
        if (tag !== null) {
          q += tag.length;
          if (tag.kind === LEAF) {
            while (q < to && buffer[q]! <= SPACE) q++;
            const valueFrom = q;
            let hash = HASH_START;
            let byte = 0;
            while (q < to) {
              byte = buffer[q]!;
              if (byte === LESS) break;
              hash = Math.imul(hash ^ byte, HASH_PRIME);
              q++;
            }
            const end = q + tag.closeLength;
            if (
              end <= to &&
              q - valueFrom <= this.#limits.fieldBytes &&
              matches(view, q, tag.closeWords, tag.closeLength)
            ) {
              assembler.field(tag.means, interner.intern(buffer, valueFrom, q, hash));
              p = end;
              last = tag;
              continue;
            }
          } else if (tag.kind === CLOSE) {
            // One context may have two names, and must be closed by the one that opened it
            if (open.names[open.depth] === tag.name) {
              open.depth--;
              assembler.leave(tag.means);
              p = q;
              last = tag;
              continue;
            }
          } else if (!assembler.needsCare(tag.means, tag.spelt)) {
            assembler.enter(tag.means, tag.spelt);
            open.push(tag.means, tag.name);
            p = q;
            last = tag;
            continue;
          }
        }
      }
      this.#last = last;
      reader.learned = null;
      const next = reader.next(buffer, p, to);
      if (next < 0) {
        // The tag comes again with more behind it, and may then be one that is known
        return reader.stopped;
      }
      if (last !== null && reader.learned !== null && last.next !== reader.learned) {
        last.other = last.next;
        last.next = reader.learned;
      }
      last = reader.learned;
      p = next;
    }
  }
}
