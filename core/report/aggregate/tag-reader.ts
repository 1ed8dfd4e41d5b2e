import { RefusalError } from '../../lib/refusal-error.ts';
import type { ReadLimits } from '../../model/document.ts';
import { MAX_MARKUP_BYTES } from '../limits.ts';
import { AroundRoot } from './around-root.ts';
import type { AggregateAssembler } from './assembler.ts';
import { HASH_PRIME, HASH_START } from './byte-interner.ts';
import { blank, doctypeEnd, find, findThree, latin, tagEnd } from './markup-bytes.ts';
import { findName } from './name-table.ts';
import { fieldTooLong, readOddField } from './odd-field.ts';
import type { OpenElements } from './open-elements.ts';
import { SkippedElement } from './skipped-element.ts';
import { BANG, COLON, GREATER, IS_NAME, LESS, LOWER, QUESTION, SLASH, SPACE } from './tag-bytes.ts';
import { CLOSE, LEAF, OPEN, sharedTags, type Tag } from './tag-memory.ts';
import { CONTEXT, FIELD_BASE, MISPLACED, NAMES, NATURAL, STEP, UNKNOWN } from './vocabulary.ts';

/** How `scan` came to a stop. `boundary`: the report is complete and another one begins at the returned place. */
export type ScanState = 'more' | 'boundary' | 'not-applicable';

/** Reads one tag after the other, whatever it is, and learns how those of the known vocabulary are written. */
export class TagReader {
  state: ScanState = 'more';
  /** Why it is not applicable, for the note. */
  reason = '';
  rootClosed = false;
  /** The tag just read, where it is one that may come again. */
  learned: Tag | null = null;
  /** Where reading stopped. */
  stopped = 0;
  #assembler: AggregateAssembler;
  #limits: ReadLimits;
  #open: OpenElements;
  #skipped: SkippedElement;
  #around: AroundRoot;
  #tags = sharedTags();
  /** Where the white space before the tag under way begins. */
  #spaceFrom = 0;
  #hash = 0;
  #nameFrom = 0;

  constructor(assembler: AggregateAssembler, limits: ReadLimits, open: OpenElements) {
    this.#assembler = assembler;
    this.#limits = limits;
    this.#open = open;
    this.#skipped = new SkippedElement(assembler);
    this.#around = new AroundRoot(assembler);
  }

  /** Reads up to and with the next tag, whatever it is; the place behind it, or -1 to stop at `#stopped`. */
  next(buffer: Uint8Array, from: number, to: number): number {
    const open = this.#open;
    const skipped = this.#skipped;
    let p = from;
    while (p < to && buffer[p] !== LESS) p++;
    // Kept text must not be cut where an entity may be
    if (p + 1 >= to && skipped.isKept) return this.#wait(from, to);
    if (p > from) {
      if (skipped.isKept) skipped.text(buffer.subarray(from, p));
      else if (open.depth === 0) this.#around.text(buffer, from, p, this.rootClosed);
    }
    if (p + 1 >= to) return this.#stop(p);
    this.#spaceFrom = blank(buffer, from, p) ? from : p;
    const second = buffer[p + 1]!;
    if (second === SLASH) return this.#closeTag(buffer, p, to);
    if (second === BANG || second === QUESTION) {
      const end = this.#markup(buffer, p, to);
      return end < 0 ? (this.state === 'boundary' ? -1 : this.#stop(p)) : end;
    }
    return this.#openTag(buffer, p, to);
  }

  #closeTag(buffer: Uint8Array, tagFrom: number, to: number): number {
    const assembler = this.#assembler;
    const open = this.#open;
    const skipped = this.#skipped;
    const nameTo = this.#readName(buffer, tagFrom + 2, to);
    let q = nameTo;
    while (q < to && buffer[q]! <= SPACE) q++;
    if (q >= to) return this.#wait(tagFrom, to);
    if (buffer[q] !== GREATER) return this.#fail(tagFrom, 'close tag');
    if (skipped.depth > 0) {
      if (open.names[open.depth] !== this.#hash) return this.#fail(tagFrom, 'close tag');
      if (open.depth === skipped.depth) skipped.end();
      open.depth--;
      return q + 1;
    }
    const name = findName(this.#hash, buffer, this.#nameFrom, nameTo);
    if (open.depth === 0 || name !== open.names[open.depth]) return this.#fail(tagFrom, 'close tag');
    const context = open.contexts[open.depth]!;
    open.depth--;
    assembler.leave(context);
    if (context === CONTEXT.feedback) this.rootClosed = true;
    else this.learned = this.#tags.find(context, CLOSE, context, name, buffer, this.#spaceFrom, q + 1, 0, 0);
    return q + 1;
  }

  #openTag(buffer: Uint8Array, tagFrom: number, to: number): number {
    const assembler = this.#assembler;
    const open = this.#open;
    const skipped = this.#skipped;
    const nameTo = this.#readName(buffer, tagFrom + 1, to);
    const nameFrom = this.#nameFrom;
    const hash = this.#hash;
    if (nameTo >= to) return this.#wait(tagFrom, to);
    if (nameTo === nameFrom) return this.#fail(tagFrom, 'tag');
    let q = nameTo;
    if (buffer[q] !== GREATER) {
      q = tagEnd(buffer, q, to);
      if (q < 0) return q === -1 ? this.#wait(tagFrom, to) : this.#fail(tagFrom, 'tag');
    }
    const empty = buffer[q - 1] === SLASH;
    const end = q + 1;
    if (skipped.depth > 0) {
      if (skipped.wrapping) {
        const inner = findName(hash, buffer, nameFrom, nameTo);
        if (NATURAL[inner]! > 0) return this.#fail(tagFrom, `<${NAMES[inner]}> out of place`);
      }
      if (!empty) open.push(UNKNOWN, hash);
      return end;
    }
    const context = open.contexts[open.depth]!;
    const name = findName(hash, buffer, nameFrom, nameTo);
    const step = STEP[context * 64 + name]!;
    if (step >= FIELD_BASE) {
      if (!empty) return this.#leaf(buffer, tagFrom, nameTo, end, to, context, name, step - FIELD_BASE, hash);
      assembler.field(step - FIELD_BASE, 0);
      return end;
    }
    if (step === MISPLACED) return this.#fail(tagFrom, `<${NAMES[name]}> out of place`);
    if (step === UNKNOWN) {
      if (open.depth === 0 && !this.rootClosed) return this.#fail(tagFrom, 'root element');
      if (empty) return end;
      open.push(UNKNOWN, hash);
      skipped.depth = open.depth;
      if (open.depth === 1) this.#around.trailing();
      else if (name === 0) {
        skipped.keep(latin(buffer, nameFrom, nameTo));
      }
      return end;
    }
    if (step === CONTEXT.feedback) {
      if (this.rootClosed) return this.#boundary(buffer, tagFrom);
      if (latin(buffer, nameTo, q).includes('dmarc-2.0')) assembler.header.rfc9990 = true;
    }
    if (!assembler.enter(step, NAMES[name]!)) {
      if (empty) return end;
      open.push(UNKNOWN, hash);
      skipped.depth = open.depth;
      return end;
    }
    if (empty) {
      assembler.leave(step);
      if (step === CONTEXT.feedback) this.rootClosed = true;
      return end;
    }
    open.push(step, name);
    this.learned = this.#tags.find(context, OPEN, step, name, buffer, this.#spaceFrom, end, 0, 0);
    return end;
  }

  /** A field with its value and its closing tag, all in one piece. */
  #leaf(
    buffer: Uint8Array,
    tagFrom: number,
    nameTo: number,
    tagTo: number,
    to: number,
    context: number,
    name: number,
    field: number,
    nameHash: number,
  ): number {
    const { fieldBytes } = this.#limits;
    let t = tagTo;
    while (t < to && buffer[t]! <= SPACE) t++;
    const valueFrom = t;
    let hash = HASH_START;
    while (t < to && buffer[t] !== LESS) {
      hash = Math.imul(hash ^ buffer[t]!, HASH_PRIME);
      t++;
    }
    if (t - valueFrom > fieldBytes) throw fieldTooLong(t - valueFrom, fieldBytes);
    const end = t + 2 + nameTo - tagFrom;
    if (end <= to && buffer[t + 1] === SLASH) {
      // </name> as it was opened, prefix and all
      let i = tagFrom + 1;
      let k = t + 2;
      while (i < nameTo && buffer[i] === buffer[k]) {
        i++;
        k++;
      }
      if (i === nameTo && buffer[k] === GREATER) {
        const raw = this.#assembler.records.interner.intern(buffer, valueFrom, t, hash);
        this.#assembler.field(field, raw);
        this.learned = this.#tags.find(context, LEAF, field, name, buffer, this.#spaceFrom, tagTo, t, k + 1);
        return k + 1;
      }
    }
    const odd = { assembler: this.#assembler, nameHash, field, fieldBytes };
    const done = readOddField(buffer, tagTo, to, odd);
    if (done === -1) return this.#wait(tagFrom, to);
    return done === -2 ? this.#fail(tagFrom, 'element in a value') : done;
  }

  /** Reads a name from `from` on into `#hash` and `#nameFrom` (behind a prefix); the place behind it. */
  #readName(buffer: Uint8Array, from: number, to: number): number {
    let q = from;
    let hash = HASH_START;
    let nameFrom = from;
    while (q < to) {
      const byte = buffer[q]!;
      if (IS_NAME[byte] === 0) break;
      q++;
      if (byte === COLON) {
        hash = HASH_START;
        nameFrom = q;
      } else hash = Math.imul(hash ^ LOWER[byte]!, HASH_PRIME);
    }
    this.#hash = hash;
    this.#nameFrom = nameFrom;
    return q;
  }

  #stop(at: number): -1 {
    this.stopped = at;
    return -1;
  }

  #fail(at: number, reason: string): -1 {
    this.state = 'not-applicable';
    this.reason = reason;
    return this.#stop(at);
  }

  /** More bytes are needed from `from` on. */
  #wait(from: number, to: number): -1 {
    if (to - from > MAX_MARKUP_BYTES) {
      throw new RefusalError('markup-limit', { limit: MAX_MARKUP_BYTES, found: to - from });
    }
    return this.#stop(from);
  }

  /** The next report begins here, at its byte order mark where it has one. */
  #boundary(buffer: Uint8Array, at: number): -1 {
    this.state = 'boundary';
    const marked = buffer[at - 3] === 0xef && buffer[at - 2] === 0xbb && buffer[at - 1] === 0xbf;
    return this.#stop(marked ? at - 3 : at);
  }

  /** Comments, CDATA, processing instructions and DOCTYPE; the place behind, -1 to wait or where `state` has changed. */
  #markup(buffer: Uint8Array, from: number, to: number): number {
    const { depth } = this.#open;
    if (buffer[from + 1] === QUESTION) {
      if (this.rootClosed && depth === 0 && to - from >= 6 && latin(buffer, from, from + 5) === '<?xml') {
        return this.#boundary(buffer, from);
      }
      const end = find(buffer, from + 2, to, QUESTION, GREATER);
      if (end < 0) return this.#wait(from, to);
      const text = latin(buffer, from, Math.min(end, from + 300));
      if (!this.rootClosed && depth === 0 && text.startsWith('<?xml')) {
        this.#around.declaration(text);
      }
      this.#around.before = true;
      return end;
    }
    if (to - from < 9) return -1;
    this.#around.before = true;
    const start = latin(buffer, from, from + 9);
    if (start.startsWith('<!--')) {
      const end = findThree(buffer, from + 4, to, 0x2d, 0x2d);
      return end < 0 ? this.#wait(from, to) : end;
    }
    if (start === '<![CDATA[') {
      const end = findThree(buffer, from + 9, to, 0x5d, 0x5d);
      if (end < 0) return this.#wait(from, to);
      this.#skipped.cdata(buffer.subarray(from + 9, end - 3));
      return end;
    }
    return this.#doctype(buffer, from, to, start);
  }

  #doctype(buffer: Uint8Array, from: number, to: number, start: string): number {
    if (start.toUpperCase() !== '<!DOCTYPE') {
      if (/^<!(?:ENTITY|ELEMEN|ATTLIS|NOTATI)/i.test(start)) throw new RefusalError('doctype-with-entities');
      this.#fail(from, 'declaration');
      return -1;
    }
    const end = doctypeEnd(buffer, from + 9, to);
    if (end < 0) return this.#wait(from, to);
    this.#assembler.notes.add('doctype-ignored', '', latin(buffer, from, end), '');
    return end;
  }
}
