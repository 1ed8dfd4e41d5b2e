/** One element of BER (X.690): its tag byte, and where its content lies. */
interface BerElement {
  tag: number;
  from: number;
  /** End of the content; -1 where the length is indefinite and the content ends at two zero bytes. */
  to: number;
}

const CONSTRUCTED = 0x20;
/** Strings within strings; a hostile file could nest them for ever. */
const MAX_STRING_DEPTH = 8;

/** The element at `at`; null where there is none whole. Lengths beyond the bytes end with them. */
export function berAt(bytes: Uint8Array, at: number): BerElement | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null;
  if (first === 0x80) return { tag, from: at + 2, to: -1 };
  if (first < 0x80) return { tag, from: at + 2, to: Math.min(bytes.length, at + 2 + first) };
  const digits = first & 0x7f;
  if (digits > 6) return null;
  let length = 0;
  for (let i = 0; i < digits; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
  const from = at + 2 + digits;
  return from > bytes.length ? null : { tag, from, to: Math.min(bytes.length, from + length) };
}

/** Place behind the element at `at`; -1 where it is not whole. Indefinite ones are walked through. */
export function berEnd(bytes: Uint8Array, at: number): number {
  let open = 0;
  do {
    if (bytes[at] === 0 && bytes[at + 1] === 0 && open > 0) {
      open--;
      at += 2;
      continue;
    }
    const element = berAt(bytes, at);
    if (!element) return -1;
    if (element.to < 0) {
      open++;
      at = element.from;
    } else at = element.to;
  } while (open > 0 && at < bytes.length);
  return open > 0 ? -1 : at;
}

/** The bytes of an octet string, which may come in pieces within it. */
export function berOctets(bytes: Uint8Array, at: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  collect(bytes, at, 0, parts);
  return parts;
}

function collect(bytes: Uint8Array, at: number, depth: number, parts: Uint8Array[]): void {
  const element = berAt(bytes, at);
  if (!element || depth > MAX_STRING_DEPTH) return;
  if ((element.tag & CONSTRUCTED) === 0) {
    if (element.to > element.from) parts.push(bytes.subarray(element.from, element.to));
    return;
  }
  const end = element.to < 0 ? bytes.length : element.to;
  for (let inner = element.from; inner < end; ) {
    if (element.to < 0 && bytes[inner] === 0 && bytes[inner + 1] === 0) return;
    const next = berEnd(bytes, inner);
    collect(bytes, inner, depth + 1, parts);
    if (next <= inner) return;
    inner = next;
  }
}
