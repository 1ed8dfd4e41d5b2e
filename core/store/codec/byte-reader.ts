/** Reads what ByteWriter wrote. Throws RangeError past the end: stored bytes are damaged. */
export class ByteReader {
  readonly source: Uint8Array;
  at: number;

  constructor(source: Uint8Array, at = 0) {
    this.source = source;
    this.at = at;
  }

  byte(): number {
    if (this.at >= this.source.length) throw new RangeError('stored bytes end too early');
    return this.source[this.at++]!;
  }

  varint(): number {
    let value = 0;
    let unit = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
      unit *= 128;
    }
  }

  /** A view of the next bytes, not a copy. */
  bytes(length: number): Uint8Array {
    if (this.at + length > this.source.length) throw new RangeError('stored bytes end too early');
    const view = this.source.subarray(this.at, this.at + length);
    this.at += length;
    return view;
  }
}
