import type { RawDocument } from '../../model/document.ts';

/** Bytes of a document in memory that are read at a time, so that finished blocks are handed on in between. */
const STEP = 1024 * 1024;

/** Spare bytes, so that what is left of one chunk fits before the next. */
const ROOM = 16 * 1024;

/** A document seen through a moving window: what was read and not yet used, and what came behind it. */
export class DocumentWindow {
  buffer: Uint8Array;
  from = 0;
  to = 0;
  /** Place in the document of `buffer[0]`. */
  #base = 0;
  #document: RawDocument;
  #chunks: AsyncIterator<Uint8Array> | null = null;

  constructor(document: RawDocument) {
    this.#document = document;
    this.buffer = document.bytes ?? new Uint8Array(0);
    if (!document.bytes) this.#chunks = document.chunks()[Symbol.asyncIterator]();
  }

  /** Place in the document of the next unused byte. */
  get position(): number {
    return this.#base + this.from;
  }

  /** Widens the window; false at the end of the document. */
  async more(): Promise<boolean> {
    if (!this.#chunks) {
      if (this.to === this.buffer.length) return false;
      this.to = Math.min(this.buffer.length, this.to + STEP);
      return true;
    }
    const { done, value } = await this.#chunks.next();
    if (done) return false;
    const left = this.to - this.from;
    // One buffer for the whole document: what is left moves to its start
    if (left + value.length <= this.buffer.length) this.buffer.copyWithin(0, this.from, this.to);
    else {
      const wider = new Uint8Array(left + value.length + ROOM);
      wider.set(this.buffer.subarray(this.from, this.to));
      this.buffer = wider;
    }
    this.buffer.set(value, left);
    this.#base += this.from;
    this.from = 0;
    this.to = left + value.length;
    return true;
  }

  /** Starts again with the window at a place of the document. */
  async seek(position: number): Promise<void> {
    if (!this.#chunks) {
      this.from = position;
      this.to = Math.max(this.to, position);
      return;
    }
    await this.close();
    this.#chunks = this.#document.chunks()[Symbol.asyncIterator]();
    this.#base = 0;
    this.from = 0;
    this.to = 0;
    while (this.#base + this.to < position) {
      this.from = this.to;
      if (!(await this.more())) break;
    }
    this.from = Math.min(this.to, position - this.#base);
  }

  async close(): Promise<void> {
    await this.#chunks?.return?.();
  }
}
