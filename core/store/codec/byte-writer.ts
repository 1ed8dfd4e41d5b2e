/** Bytes that grow by doubling. Numbers are little-endian. */
export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  constructor(capacity = 256) {
    this.#bytes = new Uint8Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  /** Base 128, lowest seven bits first; for whole numbers from 0 up to 2^53. */
  varint(value: number): void {
    this.#reserve(8);
    while (value > 0x7f) {
      this.#bytes[this.#length++] = (value % 128) | 0x80;
      value = Math.floor(value / 128);
    }
    this.#bytes[this.#length++] = value;
  }

  bytes(source: Uint8Array): void {
    this.#reserve(source.length);
    this.#bytes.set(source, this.#length);
    this.#length += source.length;
  }

  /** Values in `width` bytes each. */
  fixed(values: ArrayLike<number>, width: 1 | 2 | 4): void {
    this.#reserve(values.length * width);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      bytes[at++] = value;
      if (width === 1) continue;
      bytes[at++] = value >>> 8;
      if (width === 2) continue;
      bytes[at++] = value >>> 16;
      bytes[at++] = value >>> 24;
    }
    this.#length = at;
  }

  take(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #reserve(more: number): void {
    const wanted = this.#length + more;
    if (wanted <= this.#bytes.length) return;
    const wider = new Uint8Array(Math.max(wanted, this.#bytes.length * 2));
    wider.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = wider;
  }
}

/** Bytes `varint` takes for a value. */
export function varintSize(value: number): number {
  let size = 1;
  while (value > 0x7f) {
    value = Math.floor(value / 128);
    size++;
  }
  return size;
}
