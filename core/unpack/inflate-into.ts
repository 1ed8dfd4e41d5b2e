/** How far inflating came: bytes used of the source, from its place on, and bytes written. */
export interface Inflated {
  read: number;
  written: number;
}

/** Codes are at most this long, RFC 1951 section 3.2.7. */
const LONGEST = 15;
const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const DISTANCE_EXTRA = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const LENGTHS_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A code as a table over its next bits: symbol times 16, plus the bits it takes; 0 where no code is. */
class CodeTable {
  entries = new Uint16Array(1 << LONGEST);
  mask = 0;

  /** False where the lengths make no code. */
  build(lengths: Uint8Array, from: number, to: number): boolean {
    COUNT.fill(0);
    let longest = 0;
    for (let i = from; i < to; i++) {
      const length = lengths[i]!;
      COUNT[length]!++;
      if (length > longest) longest = length;
    }
    COUNT[0] = 0;
    let code = 0;
    for (let length = 1; length <= LONGEST; length++) {
      code = (code + COUNT[length - 1]!) << 1;
      if (code + COUNT[length]! > 1 << length) return false;
      NEXT[length] = code;
    }
    const { entries } = this;
    const size = 1 << longest;
    this.mask = size - 1;
    entries.fill(0, 0, size);
    for (let symbol = from; symbol < to; symbol++) {
      const length = lengths[symbol]!;
      if (length === 0) continue;
      // Codes come with their first bit lowest
      let straight = NEXT[length]!++;
      let reversed = 0;
      for (let i = 0; i < length; i++) {
        reversed = (reversed << 1) | (straight & 1);
        straight >>= 1;
      }
      const entry = ((symbol - from) << 4) | length;
      for (let at = reversed; at < size; at += 1 << length) entries[at] = entry;
    }
    return true;
  }
}

const COUNT = new Uint16Array(LONGEST + 1);
const NEXT = new Uint16Array(LONGEST + 1);
const LENGTHS = new Uint8Array(320);
const LITERALS = new CodeTable();
const DISTANCES = new CodeTable();
const FIXED = new Uint8Array(320);
FIXED.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288).fill(5, 288, 320);

/**
 * Inflates one raw deflate stream (RFC 1951) that begins at `from`, whole and in one go; several times cheaper for a small
 * document than a stream that must be able to stop anywhere. Null where the stream is damaged, breaks off, or gives more
 * than `out` has room for: a stream reader then says which.
 */
export function inflateInto(source: Uint8Array, from: number, out: Uint8Array): Inflated | null {
  const end = source.length;
  let p = from;
  let hold = 0;
  let bits = 0;
  let written = 0;
  // The bits at hand are topped up in five places, in each by the same lines: a call would cost more than the work.
  // Beyond the end they are zeros, which the check behind each block finds out.
  for (let last = 0; last === 0; ) {
    while (bits <= 24) {
      hold |= (p < end ? source[p]! : 0) << bits;
      p++;
      bits += 8;
    }
    last = hold & 1;
    const type = (hold >>> 1) & 3;
    hold >>>= 3;
    bits -= 3;
    if (type === 0) {
      // Stored: whole bytes that were looked at already go back
      p -= bits >> 3;
      hold = 0;
      bits = 0;
      if (p + 4 > end) return null;
      const length = source[p]! | (source[p + 1]! << 8);
      if ((length ^ (source[p + 2]! | (source[p + 3]! << 8))) !== 0xffff) return null;
      p += 4;
      if (p + length > end || written + length > out.length) return null;
      out.set(source.subarray(p, p + length), written);
      p += length;
      written += length;
      continue;
    }
    if (type === 3) return null;
    if (type === 1) {
      LITERALS.build(FIXED, 0, 288);
      DISTANCES.build(FIXED, 288, 320);
    } else {
      const literals = 257 + (hold & 31);
      const distances = 1 + ((hold >>> 5) & 31);
      const codes = 4 + ((hold >>> 10) & 15);
      hold >>>= 14;
      bits -= 14;
      LENGTHS.fill(0);
      for (let i = 0; i < codes; i++) {
        while (bits <= 24) {
          hold |= (p < end ? source[p]! : 0) << bits;
          p++;
          bits += 8;
        }
        LENGTHS[LENGTHS_ORDER[i]!] = hold & 7;
        hold >>>= 3;
        bits -= 3;
      }
      if (!LITERALS.build(LENGTHS, 0, 19)) return null;
      LENGTHS.fill(0, 0, 19);
      for (let i = 0; i < literals + distances; ) {
        while (bits <= 24) {
          hold |= (p < end ? source[p]! : 0) << bits;
          p++;
          bits += 8;
        }
        const entry = LITERALS.entries[hold & LITERALS.mask]!;
        if (entry === 0) return null;
        hold >>>= entry & 15;
        bits -= entry & 15;
        const symbol = entry >> 4;
        if (symbol < 16) {
          LENGTHS[i++] = symbol;
          continue;
        }
        if (symbol === 16 && i === 0) return null;
        const value = symbol === 16 ? LENGTHS[i - 1]! : 0;
        const wide = symbol === 16 ? 2 : symbol === 17 ? 3 : 7;
        let times = (symbol === 18 ? 11 : 3) + (hold & ((1 << wide) - 1));
        hold >>>= wide;
        bits -= wide;
        if (i + times > literals + distances) return null;
        while (times-- > 0) LENGTHS[i++] = value;
      }
      if (!LITERALS.build(LENGTHS, 0, literals)) return null;
      if (!DISTANCES.build(LENGTHS, literals, literals + distances)) return null;
    }
    const { entries: literal, mask: literalMask } = LITERALS;
    const { entries: distant, mask: distantMask } = DISTANCES;
    for (;;) {
      while (bits <= 24) {
        hold |= (p < end ? source[p]! : 0) << bits;
        p++;
        bits += 8;
      }
      let entry = literal[hold & literalMask]!;
      if (entry === 0) return null;
      hold >>>= entry & 15;
      bits -= entry & 15;
      let symbol = entry >> 4;
      if (symbol < 256) {
        if (written === out.length) return null;
        out[written++] = symbol;
        continue;
      }
      if (symbol === 256) break;
      symbol -= 257;
      if (symbol > 28) return null;
      let extra = LENGTH_EXTRA[symbol]!;
      const length = LENGTH_BASE[symbol]! + (hold & ((1 << extra) - 1));
      hold >>>= extra;
      bits -= extra;
      while (bits <= 24) {
        hold |= (p < end ? source[p]! : 0) << bits;
        p++;
        bits += 8;
      }
      entry = distant[hold & distantMask]!;
      if (entry === 0) return null;
      hold >>>= entry & 15;
      bits -= entry & 15;
      symbol = entry >> 4;
      if (symbol > 29) return null;
      extra = DISTANCE_EXTRA[symbol]!;
      if (bits < extra) {
        while (bits <= 24) {
          hold |= (p < end ? source[p]! : 0) << bits;
          p++;
          bits += 8;
        }
      }
      const distance = DISTANCE_BASE[symbol]! + (hold & ((1 << extra) - 1));
      hold >>>= extra;
      bits -= extra;
      const stop = written + length;
      if (distance > written || stop > out.length) return null;
      if (distance >= length && length > 24) {
        out.copyWithin(written, written - distance, written - distance + length);
        written = stop;
      } else {
        while (written < stop) {
          out[written] = out[written - distance]!;
          written++;
        }
      }
    }
    // A stream that broke off must not run on in the zeros behind it
    if (p - (bits >> 3) > end) return null;
  }
  const read = p - (bits >> 3) - from;
  return from + read > end ? null : { read, written };
}
