/** Files above this are read by whoever opens them. */
const SMALL_BYTES = 256 * 1024;
/** Files and bytes read at once. */
const FILES_AT_ONCE = 64;
const BYTES_AT_ONCE = 1024 * 1024;

/** Groups being read while files of one are taken. */
const GROUPS_AHEAD = 3;

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Reads many small files at once, some groups ahead of the one that is taken: each reading costs the browser about a
 * millisecond, whatever its size, and a group of files strung together is one reading.
 */
export class ReadAhead {
  readonly #blobs: readonly Blob[];
  /** By the place of their first file; gone when the last one was taken. */
  readonly #groups = new Map<number, Promise<(Bytes | null)[]>>();
  /** The group of each file, as far as groups were made. */
  readonly #groupOf: { from: number; to: number }[] = [];

  constructor(blobs: readonly Blob[]) {
    this.#blobs = blobs;
  }

  /** What a file holds, or null where it must be read on its own: it is large, or one beside it could not be read. */
  async take(at: number): Promise<Bytes | null> {
    if (this.#blobs[at]!.size > SMALL_BYTES) return null;
    const { from, to } = this.#group(at);
    const wanted = this.#start(from);
    for (let ahead = 0, next = to; ahead < GROUPS_AHEAD && next < this.#blobs.length; ahead++) {
      this.#start(next);
      next = this.#group(next).to;
    }
    const group = await wanted;
    const bytes = group[at - from] ?? null;
    group[at - from] = null;
    if (group.every((it) => it === null)) this.#groups.delete(from);
    return bytes;
  }

  #group(at: number): { from: number; to: number } {
    while (this.#groupOf.length <= at) {
      const from = this.#groupOf.length;
      let to = from;
      let bytes = 0;
      do bytes += this.#blobs[to++]!.size;
      while (
        to < this.#blobs.length &&
        to - from < FILES_AT_ONCE &&
        bytes + this.#blobs[to]!.size <= BYTES_AT_ONCE &&
        this.#blobs[to]!.size <= SMALL_BYTES &&
        this.#blobs[from]!.size <= SMALL_BYTES
      );
      for (let i = from; i < to; i++) this.#groupOf.push({ from, to });
    }
    return this.#groupOf[at]!;
  }

  #start(at: number): Promise<(Bytes | null)[]> {
    const { from, to } = this.#group(at);
    const known = this.#groups.get(from);
    if (known !== undefined) return known;
    const reading = readAll(this.#blobs.slice(from, to));
    this.#groups.set(from, reading);
    return reading;
  }
}

/** A copy for each file, so that none of them holds the others in memory or in the store. */
async function readAll(blobs: Blob[]): Promise<(Bytes | null)[]> {
  const none = blobs.map(() => null);
  if (blobs.length === 1) return none;
  try {
    const all = await new Blob(blobs).arrayBuffer();
    const size = blobs.reduce((sum, blob) => sum + blob.size, 0);
    if (all.byteLength !== size) return none;
    let at = 0;
    return blobs.map((blob) => {
      at += blob.size;
      return new Uint8Array(all.slice(at - blob.size, at));
    });
  } catch {
    // One of them was moved or changed; read one by one, the others are not lost, and it is told by name
    return none;
  }
}
