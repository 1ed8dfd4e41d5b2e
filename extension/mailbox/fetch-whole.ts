/** A file that a page of webmail holds, put together from its pieces. */
import type { HeldFile } from '../content/mailbox-api.ts';
import { CHUNK_BYTES } from '../messages/protocol.ts';

/** Null where the page lost it. Pieces become blobs at once, which browsers keep outside the page's memory. */
export async function fetchWhole(
  held: HeldFile,
  nextPiece: (index: number) => Promise<string | null | undefined>,
): Promise<Blob | null> {
  const pieces = [decode(held.data)];
  let size = pieces[0]!.size;
  for (let index = 1; index < Math.ceil(held.size / CHUNK_BYTES); index += 1) {
    const data = await nextPiece(index);
    if (typeof data !== 'string') return null;
    const piece = decode(data);
    size += piece.size;
    pieces.push(piece);
  }
  return size === held.size ? new Blob(pieces) : null;
}

function decode(base64: string): Blob {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return new Blob([bytes]);
}
