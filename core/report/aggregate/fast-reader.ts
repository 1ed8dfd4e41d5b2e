import { RefusalError } from '../../lib/refusal-error.ts';
import type { NoteCode } from '../../model/codes.ts';
import type { ReadLimits } from '../../model/document.ts';
import { withoutEntities } from '../decode-text.ts';
import { MAX_MARKUP_BYTES, MAX_OPEN_ELEMENTS } from '../limits.ts';
import type { AggregateAssembler } from './assembler.ts';
import { HASH_PRIME, HASH_START } from './byte-interner.ts';
import { escapedText } from './escaped-text.ts';
import { blank, closes, doctypeEnd, find, findThree, latin, tagEnd } from './markup-bytes.ts';
import { findName } from './name-table.ts';
import { CLOSE, LEAF, matches, OPEN, sharedTags, type Tag } from './tag-memory.ts';
import { CONTEXT, FIELD_BASE, isExtension, MISPLACED, NAMES, NATURAL, STEP, UNKNOWN } from './vocabulary.ts';

/** How `scan` came to a stop. `boundary`: the report is complete and another one begins at the returned place. */
export type ScanState = 'more' | 'boundary' | 'not-applicable';

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const COLON = 0x3a;
const SPACE = 0x20;

/** Bytes that go on a name: letters, digits, `_ - . :` and everything above ASCII. */
const IS_NAME = new Uint8Array(256);
/** ASCII letters in lower case. */
const LOWER = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  IS_NAME[byte] = byte > 0x7f || /[\w.:-]/.test(String.fromCharCode(byte)) ? 1 : 0;
  LOWER[byte] = byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte;
}

/**
 * Reads one aggregate report from bytes, without decoding the text as a whole: tags are told by their bytes, values go to
 * the assembler as numbers of its interner. It takes well-formed reports of the known vocabulary, with any prefixes,
 * attributes, comments, CDATA and processing instructions; what it cannot be sure of it leaves to the tolerant reader
 * (`not-applicable`). Nothing is guessed here.
 *
 * Feed it windows of a buffer: it returns how far it came, and wants the rest again with more behind it.
 */
export class FastReader {
  state: ScanState = 'more';
  /** Why it is not applicable, for the note. */
  reason = '';
  #assembler: AggregateAssembler;
  #limits: ReadLimits;
  /** Open contexts from the document on; 0 in `#contexts` beyond the first place is an element passed over. */
  #contexts = new Int32Array(MAX_OPEN_ELEMENTS + 1);
  #names = new Int32Array(MAX_OPEN_ELEMENTS + 1);
  #depth = 0;
  /** Depth of the element that is passed over with all in it; 0 for none. */
  #skipFrom = 0;
  /** Whether the element passed over may only be a wrapping: records in it must not be lost. */
  #wrapping = false;
  #extension: string[] | null = null;
  #rootClosed = false;
  #leadingText = false;
  /** Something, white space too, stood before the place where an XML declaration belongs. */
  #before = false;
  #trailingText = false;
  #tags = sharedTags();
  /** The tag read last, where the next one may be guessed from it. */
  #last: Tag | null = null;
  #learned: Tag | null = null;
  #stopped = 0;
  /** Where the white space before the tag under way begins. */
  #spaceFrom = 0;
  #hash = 0;
  #nameFrom = 0;

  constructor(assembler: AggregateAssembler, limits: ReadLimits) {
    this.#assembler = assembler;
    this.#limits = limits;
  }

  /** Whether the root element was closed. */
  get complete(): boolean {
    return this.#rootClosed;
  }

  /** Open elements, innermost first, where the document breaks off. */
  get inRecord(): boolean {
    for (let i = 1; i <= this.#depth; i++) if (this.#contexts[i] === CONTEXT.record) return true;
    return false;
  }

  /** Whether a root element was met at all. */
  get started(): boolean {
    return this.#depth > 0 || this.#rootClosed;
  }

  /**
   * Reads buffer[from, to) and returns the place up to which it is done with. RefusalError at a cap and for a DOCTYPE with
   * declarations.
   */
  scan(buffer: Uint8Array, from: number, to: number): number {
    const assembler = this.#assembler;
    const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    const interner = assembler.records.interner;
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
            if (this.#names[this.#depth] === tag.name) {
              this.#depth--;
              assembler.leave(tag.means);
              p = q;
              last = tag;
              continue;
            }
          } else if (!assembler.needsCare(tag.means, tag.spelt)) {
            assembler.enter(tag.means, tag.spelt);
            this.#push(tag.means, tag.name);
            p = q;
            last = tag;
            continue;
          }
        }
      }
      this.#last = last;
      this.#learned = null;
      const next = this.#next(buffer, p, to);
      if (next < 0) {
        // The tag comes again with more behind it, and may then be one that is known
        return this.#stopped;
      }
      if (last !== null && this.#learned !== null && last.next !== this.#learned) {
        last.other = last.next;
        last.next = this.#learned;
      }
      last = this.#learned;
      p = next;
    }
  }

  /** Reads up to and with the next tag, whatever it is; the place behind it, or -1 to stop at `#stopped`. */
  #next(buffer: Uint8Array, from: number, to: number): number {
    let p = from;
    while (p < to && buffer[p] !== LESS) p++;
    // Kept text must not be cut where an entity may be
    if (p + 1 >= to && this.#extension !== null) return this.#wait(from, to);
    if (p > from && (this.#depth === 0 || this.#extension !== null)) this.#outerText(buffer, from, p);
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
    const nameTo = this.#readName(buffer, tagFrom + 2, to);
    let q = nameTo;
    while (q < to && buffer[q]! <= SPACE) q++;
    if (q >= to) return this.#wait(tagFrom, to);
    if (buffer[q] !== GREATER) return this.#fail(tagFrom, 'close tag');
    if (this.#skipFrom > 0) {
      if (this.#names[this.#depth] !== this.#hash) return this.#fail(tagFrom, 'close tag');
      if (this.#depth === this.#skipFrom) this.#endSkip();
      this.#depth--;
      return q + 1;
    }
    const name = findName(this.#hash, buffer, this.#nameFrom, nameTo);
    if (this.#depth === 0 || name !== this.#names[this.#depth]) return this.#fail(tagFrom, 'close tag');
    const context = this.#contexts[this.#depth]!;
    this.#depth--;
    assembler.leave(context);
    if (context === CONTEXT.feedback) this.#rootClosed = true;
    else this.#learned = this.#tags.find(context, CLOSE, context, name, buffer, this.#spaceFrom, q + 1, 0, 0);
    return q + 1;
  }

  #openTag(buffer: Uint8Array, tagFrom: number, to: number): number {
    const assembler = this.#assembler;
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
    if (this.#skipFrom > 0) {
      if (this.#wrapping) {
        const inner = findName(hash, buffer, nameFrom, nameTo);
        if (NATURAL[inner]! > 0) return this.#fail(tagFrom, `<${NAMES[inner]}> out of place`);
      }
      if (!empty) this.#push(UNKNOWN, hash);
      return end;
    }
    const context = this.#contexts[this.#depth]!;
    const name = findName(hash, buffer, nameFrom, nameTo);
    const step = STEP[context * 64 + name]!;
    if (step >= FIELD_BASE) {
      if (!empty) return this.#leaf(buffer, tagFrom, nameTo, end, to, context, name, step - FIELD_BASE, hash);
      assembler.field(step - FIELD_BASE, 0);
      return end;
    }
    if (step === MISPLACED) return this.#fail(tagFrom, `<${NAMES[name]}> out of place`);
    if (step === UNKNOWN) {
      if (this.#depth === 0 && !this.#rootClosed) return this.#fail(tagFrom, 'root element');
      if (empty) return end;
      this.#push(UNKNOWN, hash);
      this.#skipFrom = this.#depth;
      if (this.#depth === 1) this.#trailing();
      else if (name === 0) {
        const written = latin(buffer, nameFrom, nameTo);
        this.#extension = [written, ': '];
        this.#wrapping = !isExtension(written);
      }
      return end;
    }
    if (step === CONTEXT.feedback) {
      if (this.#rootClosed) return this.#boundary(buffer, tagFrom);
      if (latin(buffer, nameTo, q).includes('dmarc-2.0')) assembler.header.rfc9990 = true;
    }
    if (!assembler.enter(step, NAMES[name]!)) {
      if (empty) return end;
      this.#push(UNKNOWN, hash);
      this.#skipFrom = this.#depth;
      return end;
    }
    if (empty) {
      assembler.leave(step);
      if (step === CONTEXT.feedback) this.#rootClosed = true;
      return end;
    }
    this.#push(step, name);
    this.#learned = this.#tags.find(context, OPEN, step, name, buffer, this.#spaceFrom, end, 0, 0);
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
    let t = tagTo;
    while (t < to && buffer[t]! <= SPACE) t++;
    const valueFrom = t;
    let hash = HASH_START;
    while (t < to && buffer[t] !== LESS) {
      hash = Math.imul(hash ^ buffer[t]!, HASH_PRIME);
      t++;
    }
    if (t - valueFrom > this.#limits.fieldBytes) this.#fieldTooLong(t - valueFrom);
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
        this.#learned = this.#tags.find(context, LEAF, field, name, buffer, this.#spaceFrom, tagTo, t, k + 1);
        return k + 1;
      }
    }
    const done = this.#oddField(buffer, tagTo, to, nameHash, field);
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

  #push(context: number, name: number): void {
    if (this.#depth >= MAX_OPEN_ELEMENTS) {
      throw new RefusalError('too-deep', { limit: MAX_OPEN_ELEMENTS, found: this.#depth + 1 });
    }
    this.#depth++;
    this.#contexts[this.#depth] = context;
    this.#names[this.#depth] = name;
  }

  #stop(at: number): -1 {
    this.#stopped = at;
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

  #fieldTooLong(found: number): never {
    throw new RefusalError('field-limit', { limit: this.#limits.fieldBytes, found });
  }

  /** The next report begins here, at its byte order mark where it has one. */
  #boundary(buffer: Uint8Array, at: number): -1 {
    this.state = 'boundary';
    const marked = buffer[at - 3] === 0xef && buffer[at - 2] === 0xbb && buffer[at - 1] === 0xbf;
    return this.#stop(marked ? at - 3 : at);
  }

  /** Text outside the root element, or in an element that is kept as an extension. */
  #outerText(buffer: Uint8Array, from: number, to: number): void {
    if (this.#extension) {
      this.#extension.push(
        withoutEntities(this.#assembler.decoding.characters(buffer.subarray(from, to), ignore), ignore),
      );
      return;
    }
    if (this.#skipFrom > 0) return;
    for (let i = from; i < to; i++) {
      const byte = buffer[i]!;
      if (byte === 0xef || byte === 0xbb || byte === 0xbf) continue;
      this.#before = true;
      if (byte <= SPACE) continue;
      if (this.#rootClosed) this.#trailing();
      else if (!this.#leadingText) {
        this.#leadingText = true;
        this.#assembler.notes.add('leading-text', '', latin(buffer, i, Math.min(to, i + 200)), '');
      }
      return;
    }
  }

  #trailing(): void {
    if (this.#trailingText) return;
    this.#trailingText = true;
    this.#assembler.notes.add('trailing-text', 'feedback');
  }

  #endSkip(): void {
    this.#skipFrom = 0;
    this.#wrapping = false;
    if (!this.#extension) return;
    this.#assembler.header.extension(this.#extension.join('').replace(/\s+/g, ' ').trim());
    this.#extension = null;
  }

  /** Comments, CDATA, processing instructions and DOCTYPE; the place behind, -1 to wait or where `state` has changed. */
  #markup(buffer: Uint8Array, from: number, to: number): number {
    if (buffer[from + 1] === QUESTION) {
      if (
        this.#rootClosed &&
        this.#depth === 0 &&
        to - from >= 6 &&
        latin(buffer, from, from + 5) === '<?xml'
      ) {
        return this.#boundary(buffer, from);
      }
      const end = find(buffer, from + 2, to, QUESTION, GREATER);
      if (end < 0) return this.#wait(from, to);
      const text = latin(buffer, from, Math.min(end, from + 300));
      if (!this.#rootClosed && this.#depth === 0 && text.startsWith('<?xml')) {
        if (this.#before) this.#assembler.notes.add('declaration-late', '', text, '');
        const encoding = /encoding\s*=\s*["']([^"']*)/.exec(text)?.[1];
        if (encoding && !this.#assembler.decoding.declare(encoding)) {
          this.#assembler.notes.add('encoding-unknown', '', encoding, 'utf-8');
        }
      }
      this.#before = true;
      return end;
    }
    if (to - from < 9) return -1;
    this.#before = true;
    const start = latin(buffer, from, from + 9);
    if (start.startsWith('<!--')) {
      const end = findThree(buffer, from + 4, to, 0x2d, 0x2d);
      return end < 0 ? this.#wait(from, to) : end;
    }
    if (start === '<![CDATA[') {
      const end = findThree(buffer, from + 9, to, 0x5d, 0x5d);
      if (end < 0) return this.#wait(from, to);
      this.#extension?.push(this.#assembler.decoding.characters(buffer.subarray(from + 9, end - 3), ignore));
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

  /**
   * A value with comments or CDATA in it, or closed by a tag in another spelling. The place behind its closing tag; -1 to
   * wait, -2 where an element lies in it.
   */
  #oddField(buffer: Uint8Array, from: number, to: number, nameHash: number, field: number): number {
    const { decoding, notes } = this.#assembler;
    const told = (code: NoteCode, found: string) =>
      notes.add(code, this.#assembler.place('record'), found, '');
    let value = '';
    let p = from;
    for (;;) {
      const start = p;
      while (p < to && buffer[p] !== LESS) p++;
      if (p - from > this.#limits.fieldBytes) this.#fieldTooLong(p - from);
      if (p > start) value += withoutEntities(decoding.characters(buffer.subarray(start, p), told), told);
      if (p + 9 > to && !closes(buffer, p, to)) return -1;
      if (buffer[p + 1] === SLASH) {
        let q = p + 2;
        let hash = HASH_START;
        while (q < to && IS_NAME[buffer[q]!] === 1) {
          const byte = buffer[q++]!;
          hash = byte === COLON ? HASH_START : Math.imul(hash ^ LOWER[byte]!, HASH_PRIME);
        }
        while (q < to && buffer[q]! <= SPACE) q++;
        if (q >= to) return -1;
        if (buffer[q] !== GREATER || hash !== nameHash) return -2;
        this.#assembler.field(field, this.#assembler.records.interner.internBytes(escapedText(value.trim())));
        return q + 1;
      }
      const next = latin(buffer, p, p + 9);
      if (next === '<![CDATA[') {
        const end = findThree(buffer, p + 9, to, 0x5d, 0x5d);
        if (end < 0) return -1;
        value += decoding.characters(buffer.subarray(p + 9, end - 3), told);
        p = end;
      } else if (next.startsWith('<!--')) {
        p = findThree(buffer, p + 4, to, 0x2d, 0x2d);
        if (p < 0) return -1;
      } else if (next.startsWith('<?')) {
        p = find(buffer, p + 2, to, QUESTION, GREATER);
        if (p < 0) return -1;
      } else return -2;
    }
  }
}

const ignore = () => {};
