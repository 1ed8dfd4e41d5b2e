import { shortAscii } from '../decode-text.ts';

/**
 * Gives equal byte sequences equal numbers, so that a value that a report repeats a hundred thousand times is decoded and
 * normalised once. Open addressing over FNV-1a; number 0 is the empty sequence.
 */
export class ByteInterner {
  #slots = new Int32Array(128);
  #mask = 127;
  #hashes = new Int32Array(64);
  #ends = new Uint32Array(64);
  #arena = new Uint8Array(1024);
  #used = 0;
  /** Numbers given so far, the empty one included. */
  count = 1;

  /** Number of buffer[from, to), whose hash over all bytes is `hash` (see HASH_START and HASH_PRIME). */
  intern(buffer: Uint8Array, from: number, to: number, hash: number): number {
    const length = to - from;
    if (length === 0) return 0;
    const ends = this.#ends;
    const arena = this.#arena;
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    for (;;) {
      const number = this.#slots[slot]!;
      if (number === 0) break;
      if (this.#hashes[number] === hash) {
        const start = ends[number - 1]!;
        if (ends[number]! - start === length) {
          let i = 0;
          while (i < length && arena[start + i] === buffer[from + i]) i++;
          if (i === length) return number;
        }
      }
      slot = (slot + 1) & this.#mask;
    }
    return this.#add(buffer, from, to, hash, slot);
  }

  /** The same for a whole array of bytes. */
  internBytes(bytes: Uint8Array): number {
    let hash = HASH_START;
    for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, HASH_PRIME);
    return this.intern(bytes, 0, bytes.length, hash);
  }

  /** Number of the raw value that reads as this plain text, see isPlain. */
  internPlain(text: string): number {
    let hash = HASH_START;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      PLAIN[i] = code;
      hash = Math.imul(hash ^ code, HASH_PRIME);
    }
    return this.intern(PLAIN, 0, text.length, hash);
  }

  /** Forgets everything and keeps the room. */
  reset(): void {
    this.#slots.fill(0);
    this.#used = 0;
    this.count = 1;
  }

  lengthOf(number: number): number {
    return number === 0 ? 0 : this.#ends[number]! - this.#ends[number - 1]!;
  }

  /** The text of a value, where it needs no decoding at all: short, ASCII, no entities, no space around it. Else null. */
  plainText(number: number): string | null {
    const from = number === 0 ? 0 : this.#ends[number - 1]!;
    const to = number === 0 ? 0 : this.#ends[number]!;
    if (to > from && this.#arena[to - 1]! <= 0x20) return null;
    for (let i = from; i < to; i++) if (this.#arena[i] === 0x26) return null;
    return shortAscii(this.#arena, from, to);
  }

  bytes(number: number): Uint8Array {
    return number === 0
      ? this.#arena.subarray(0, 0)
      : this.#arena.subarray(this.#ends[number - 1]!, this.#ends[number]!);
  }

  #add(buffer: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const number = this.count++;
    if (number >= this.#ends.length) {
      this.#ends = wider(this.#ends, new Uint32Array(this.#ends.length * 4));
      this.#hashes = wider(this.#hashes, new Int32Array(this.#hashes.length * 4));
    }
    const length = to - from;
    if (this.#used + length > this.#arena.length) {
      this.#arena = wider(this.#arena, new Uint8Array(Math.max(this.#arena.length * 4, this.#used + length)));
    }
    // Byte by byte, since a view for each of these short values would cost more than the value
    for (let i = 0; i < length; i++) this.#arena[this.#used + i] = buffer[from + i]!;
    this.#used += length;
    this.#ends[number] = this.#used;
    this.#hashes[number] = hash;
    this.#slots[slot] = number;
    if (number * 2 > this.#mask) this.#rehash();
    return number;
  }

  #rehash(): void {
    const size = (this.#mask + 1) * 4;
    this.#slots = new Int32Array(size);
    this.#mask = size - 1;
    for (let number = 1; number < this.count; number++) {
      const hash = this.#hashes[number]!;
      let slot = (hash ^ (hash >>> 15)) & this.#mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = number;
    }
  }
}

/** Room for one plain text. */
const PLAIN = new Uint8Array(256);

/** Whether a text is short visible ASCII without entities: written as it reads, in only one way. */
export function isPlain(text: string): boolean {
  if (text.length === 0 || text.length > PLAIN.length) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 0x20 || code > 0x7e || code === 0x26) return false;
  }
  return true;
}

export const HASH_START = 0x811c9dc5 | 0;
export const HASH_PRIME = 0x01000193;

function wider<T extends Uint8Array | Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
