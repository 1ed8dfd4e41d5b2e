import { RefusalError } from '../../lib/refusal-error.ts';

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const SPACE = 0x20;

/** Whether there is nothing but white space in buffer[from, to). */
export function blank(buffer: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (buffer[i]! > SPACE) return false;
  return true;
}

/** Whether a whole closing tag lies at `p`. */
export function closes(buffer: Uint8Array, p: number, to: number): boolean {
  if (buffer[p + 1] !== SLASH) return false;
  const end = buffer.subarray(p, to).indexOf(GREATER);
  return end >= 0;
}

/** Place of the `>` that ends a tag with attributes; -1 where it is not there yet, -2 where a `<` comes first. */
export function tagEnd(buffer: Uint8Array, from: number, to: number): number {
  let quote = 0;
  for (let q = from; q < to; q++) {
    const byte = buffer[q]!;
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === GREATER) return q;
    else if (byte === 0x22 || byte === 0x27) quote = byte;
    else if (byte === LESS) return -2;
  }
  return -1;
}

/** Place behind the `>` that ends a bare DOCTYPE; -1 where it is not there yet. RefusalError at an internal subset. */
export function doctypeEnd(buffer: Uint8Array, from: number, to: number): number {
  let quote = 0;
  for (let q = from; q < to; q++) {
    const byte = buffer[q]!;
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === GREATER) return q + 1;
    else if (byte === 0x22 || byte === 0x27) quote = byte;
    else if (byte === 0x5b) throw new RefusalError('doctype-with-entities');
  }
  return -1;
}

/** Place behind the two bytes `a b`; -1 where they are not there. */
export function find(buffer: Uint8Array, from: number, to: number, a: number, b: number): number {
  for (let q = from; q + 1 < to; q++) if (buffer[q] === a && buffer[q + 1] === b) return q + 2;
  return -1;
}

/** Place behind `a b >`. */
export function findThree(buffer: Uint8Array, from: number, to: number, a: number, b: number): number {
  for (let q = from; q + 2 < to; q++) {
    if (buffer[q + 2] === GREATER && buffer[q] === a && buffer[q + 1] === b) return q + 3;
  }
  return -1;
}

export function latin(buffer: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let i = from; i < Math.min(to, from + 1000); i++) text += String.fromCharCode(buffer[i]!);
  return text;
}
