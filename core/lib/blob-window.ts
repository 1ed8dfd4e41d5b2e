/** Bytes read of a Blob at once: thousands of small pieces that lie side by side cost few readings. */
const WINDOW_BYTES = 1024 * 1024;

/** Reads pieces of a Blob, mostly forward. */
export class BlobWindow {
  readonly #file: Blob;
  #from = 0;
  #bytes = new Uint8Array();

  constructor(file: Blob) {
    this.#file = file;
  }

  /** A copy of the bytes; null where the Blob ends before. */
  async read(at: number, length: number): Promise<Uint8Array<ArrayBuffer> | null> {
    if (at + length > this.#file.size) return null;
    if (at < this.#from || at + length > this.#from + this.#bytes.length) {
      const end = Math.min(this.#file.size, at + Math.max(length, WINDOW_BYTES));
      this.#bytes = new Uint8Array(await this.#file.slice(at, end).arrayBuffer());
      this.#from = at;
    }
    return this.#bytes.slice(at - this.#from, at - this.#from + length);
  }
}
