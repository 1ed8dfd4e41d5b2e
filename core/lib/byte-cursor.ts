/** Reads numbers and pieces from bytes. After a read past the end, or of a bad number, `failed` is true. */
export class ByteCursor {
  failed = false;
  #at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** The next bytes, not copied; empty on failure. */
  take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) {
      this.failed = true;
      return new Uint8Array(0);
    }
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** An unsigned number below 2^35 in groups of 7 bits, the lowest first; 0 on failure. */
  number(): number {
    let value = 0;
    for (let scale = 1; scale <= 2 ** 28; scale *= 128) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) break;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    this.#at = Math.min(this.#at, this.#bytes.length);
    this.failed = true;
    return 0;
  }
}
