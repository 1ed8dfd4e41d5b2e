import { sha256 } from '@noble/hashes/sha2.js';

/** Above this the platform's own SHA-256 is worth its round trip. */
const SUBTLE_FROM = 8 * 1024;
const CR = 13;
const LF = 10;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const UTF_8 = new TextEncoder();

/**
 * SHA-256 over a document as reports are identified by it: byte order mark removed, CRLF and CR as LF. Takes the document in
 * pieces; the digest does not depend on how it is cut.
 */
export class DocumentHash {
  #hash = sha256.create();
  #start: number[] | null = [];
  #afterCr = false;

  update(bytes: Uint8Array): void {
    if (this.#start) {
      // The first three bytes decide whether there is a mark, however they come
      const wanted = 3 - this.#start.length;
      this.#start.push(...bytes.subarray(0, wanted));
      if (this.#start.length < 3) return;
      bytes = bytes.subarray(wanted);
      this.#feedStart(this.#start);
    }
    this.#feed(bytes);
  }

  /** Hex. */
  digest(): string {
    if (this.#start) this.#feedStart(this.#start);
    return hex(this.#hash.digest());
  }

  #feedStart(start: number[]): void {
    const bytes = Uint8Array.from(start);
    this.#start = null;
    this.#feed(bytes.subarray(markLength(bytes)));
  }

  #feed(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const { bytes: plain, afterCr } = lineEnds(bytes, this.#afterCr);
    this.#afterCr = afterCr;
    this.#hash.update(plain);
  }
}

/** The same digest for a document held in memory. */
export async function documentDigest(bytes: Uint8Array): Promise<string> {
  const plain = lineEnds(bytes.subarray(markLength(bytes)), false).bytes;
  if (plain.length < SUBTLE_FROM) return hex(sha256(plain));
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', plain as Uint8Array<ArrayBuffer>)));
}

/** SHA-256 of a text in UTF-8, hex. */
export function textDigest(text: string): string {
  return hex(sha256(UTF_8.encode(text)));
}

/** Length of the byte order mark at the start: UTF-8, UTF-16. */
function markLength(bytes: Uint8Array): number {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 3;
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) ? 2 : 0;
}

/** CRLF and CR as LF. `afterCr`: the piece before ended in CR, so that a first LF belongs to it. */
function lineEnds(bytes: Uint8Array, afterCr: boolean): { bytes: Uint8Array; afterCr: boolean } {
  if (afterCr && bytes[0] === LF) bytes = bytes.subarray(1);
  if (bytes.length === 0) return { bytes, afterCr: false };
  let cr = bytes.indexOf(CR);
  if (cr < 0) return { bytes, afterCr: false };
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let from = 0;
  while (cr >= 0) {
    out.set(bytes.subarray(from, cr), length);
    length += cr - from;
    out[length++] = LF;
    from = bytes[cr + 1] === LF ? cr + 2 : cr + 1;
    cr = bytes.indexOf(CR, from);
  }
  out.set(bytes.subarray(from), length);
  length += bytes.length - from;
  return { bytes: out.subarray(0, length), afterCr: bytes[bytes.length - 1] === CR };
}

function hex(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += HEX[bytes[i]!]!;
  return text;
}
