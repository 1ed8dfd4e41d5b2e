/** Puts files together from the pieces that content scripts send. Bounded in number, bytes and time. */
import type { FileChunk } from '../messages/protocol.ts';

/** Files under way at once, over all tabs. */
export const MAX_TRANSFERS = 12;
/** Bytes of all files under way. */
const MAX_TRANSFER_BYTES = 96 * 1024 * 1024;
const MAX_AGE_MS = 60_000;
const LIMITS = { files: MAX_TRANSFERS, bytes: MAX_TRANSFER_BYTES, age: MAX_AGE_MS };

interface Transfer {
  owner: string;
  pieces: Uint8Array<ArrayBuffer>[];
  size: number;
  bytes: number;
  touched: number;
}

export type Added = { state: 'more' } | { state: 'whole'; blob: Blob } | { state: 'lost' };

export class Transfers {
  readonly #files = new Map<string, Transfer>();
  readonly #now: () => number;

  readonly #limits: typeof LIMITS;

  constructor(now: () => number, limits: Partial<typeof LIMITS> = {}) {
    this.#now = now;
    this.#limits = { ...LIMITS, ...limits };
  }

  /**
   * Takes the next piece. `owner` is the frame that sent it: no other can add to its file. `lost` where pieces
   * before it are not here: the background ended in between, or the file had to make room.
   */
  add(chunk: FileChunk, owner: string): Added {
    this.#expire();
    const piece = decode(chunk.data);
    const known = this.#files.get(chunk.transfer);
    if (known ? known.owner !== owner || known.pieces.length !== chunk.index : chunk.index !== 0)
      return { state: 'lost' };
    const file = known ?? { owner, pieces: [], size: chunk.size, bytes: 0, touched: 0 };
    file.pieces.push(piece);
    file.bytes += piece.length;
    file.touched = this.#now();
    if (file.bytes > file.size || file.size !== chunk.size) {
      this.#files.delete(chunk.transfer);
      return { state: 'lost' };
    }
    if (file.pieces.length === chunk.count) {
      this.#files.delete(chunk.transfer);
      return file.bytes === file.size ? { state: 'whole', blob: new Blob(file.pieces) } : { state: 'lost' };
    }
    this.#files.set(chunk.transfer, file);
    this.#makeRoom();
    return this.#files.has(chunk.transfer) ? { state: 'more' } : { state: 'lost' };
  }

  #expire(): void {
    const oldest = this.#now() - this.#limits.age;
    for (const [id, file] of this.#files) if (file.touched < oldest) this.#files.delete(id);
  }

  #makeRoom(): void {
    let bytes = 0;
    for (const file of this.#files.values()) bytes += file.bytes;
    for (const [id, file] of this.#files) {
      if (this.#files.size <= this.#limits.files && bytes <= this.#limits.bytes) return;
      bytes -= file.bytes;
      this.#files.delete(id);
    }
  }
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}
