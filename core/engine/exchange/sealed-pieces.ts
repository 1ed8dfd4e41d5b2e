import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** The payload of age-encryption.org/v1: a nonce, then pieces that are sealed one by one and numbered. */
const NONCE_BYTES = 16;
const PIECE_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const SEALED_BYTES = PIECE_BYTES + TAG_BYTES;
/** Pieces read at once. */
const AT_ONCE = 64;

/**
 * Opens a payload piece by piece, so that damage costs the piece that it hit: in its place are zeros, and all that
 * follows stays where it was. The zip in it finds out what they meant. Null where no piece can be opened.
 *
 * @param payload the file after its header
 * @param fileKey what the header holds for the passphrase
 */
export async function openPieces(payload: Blob, fileKey: Uint8Array): Promise<Blob | null> {
  const nonce = new Uint8Array(await payload.slice(0, NONCE_BYTES).arrayBuffer());
  const key = hkdf(sha256, fileKey, nonce, new TextEncoder().encode('payload'), 32);
  const sealed = payload.slice(NONCE_BYTES);
  const count = Math.ceil(sealed.size / SEALED_BYTES);
  const parts: Blob[] = [];
  let opened = 0;
  for (let first = 0; first < count; first += AT_ONCE) {
    const from = first * SEALED_BYTES;
    const bytes = new Uint8Array(await sealed.slice(from, from + AT_ONCE * SEALED_BYTES).arrayBuffer());
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let at = 0; at < bytes.length; at += SEALED_BYTES) {
      const piece = bytes.subarray(at, at + SEALED_BYTES);
      const number = first + at / SEALED_BYTES;
      // A file that was cut off ends with a piece that was not sealed as the last one.
      const found =
        (number === count - 1 ? openPiece(key, number, true, piece) : null) ??
        openPiece(key, number, false, piece);
      if (found !== null) opened++;
      pieces.push(found ?? new Uint8Array(Math.max(0, piece.length - TAG_BYTES)));
    }
    parts.push(new Blob(pieces));
  }
  return opened === 0 ? null : new Blob(parts);
}

function openPiece(
  key: Uint8Array,
  number: number,
  isLast: boolean,
  piece: Uint8Array,
): Uint8Array<ArrayBuffer> | null {
  const nonce = new Uint8Array(12);
  // Eleven bytes of the number, and one that says which piece is the last
  new DataView(nonce.buffer).setUint32(7, number);
  nonce[11] = isLast ? 1 : 0;
  try {
    return chacha20poly1305(key, nonce).decrypt(piece) as Uint8Array<ArrayBuffer>;
  } catch {
    return null;
  }
}
