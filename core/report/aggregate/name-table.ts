import { HASH_PRIME, HASH_START } from './byte-interner.ts';
import { NAMES } from './vocabulary.ts';

/** Slots of the hash table of known names; a power of two well above their number. */
const SIZE = 1024;
const slots = new Int8Array(SIZE);
const hashes = new Int32Array(NAMES.length);
const bytes = NAMES.map((name) => Uint8Array.from(name, (c) => c.charCodeAt(0)));

for (let number = 1; number < NAMES.length; number++) {
  let hash = HASH_START;
  for (const byte of bytes[number]!) hash = Math.imul(hash ^ byte, HASH_PRIME);
  hashes[number] = hash;
  let slot = hash & (SIZE - 1);
  while (slots[slot] !== 0) slot = (slot + 1) & (SIZE - 1);
  slots[slot] = number;
}

/**
 * Number of the name buffer[from, to) whose lower-case bytes hash to `hash`; 0 where it is not in the vocabulary.
 * The bytes are compared as well: a made-up name must not pass for a known one.
 */
export function findName(hash: number, buffer: Uint8Array, from: number, to: number): number {
  let slot = hash & (SIZE - 1);
  for (;;) {
    const number = slots[slot]!;
    if (number === 0) return 0;
    if (hashes[number] === hash) {
      const name = bytes[number]!;
      let i = 0;
      while (i < name.length && (buffer[from + i]! | 0x20) === (name[i]! | 0x20)) i++;
      if (i === name.length && i === to - from) return number;
    }
    slot = (slot + 1) & (SIZE - 1);
  }
}
