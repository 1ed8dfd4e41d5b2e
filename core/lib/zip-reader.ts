import { Inflate } from 'fflate';
import { BlobWindow } from './blob-window.ts';
import { crc32 } from './crc32.ts';
import {
  DIGEST_FIELD,
  DIGEST_FIELD_BYTES,
  END_BYTES,
  END_SIGNATURE,
  END64_BYTES,
  END64_SIGNATURE,
  ENTRY_BYTES,
  ENTRY_SIGNATURE,
  LOCAL_BYTES,
  LOCAL_SIGNATURE,
  LOCATOR_BYTES,
  LOCATOR_SIGNATURE,
  partDigest,
  type ZipPart,
} from './zip-layout.ts';

export type PartRead = { ok: true; bytes: Uint8Array } | { ok: false; why: 'damaged' | 'too-large' };

/** Bytes of a part inflated in one step, so that a cap acts before memory is gone: deflate grows up to 1032 times. */
const STEP = 4_096;

/**
 * Reads a zip by its directory and the sizes in it, never by looking for signatures, which documents may hold. Where
 * the directory is lost, parts are read one after the other, by the sizes in their own headers.
 */
export class ZipReader {
  readonly #window: BlobWindow;
  readonly #size: number;
  #walked: ZipPart[] | null = null;
  /** Of the parts that were walked, the first of each name, and each by its place. */
  #own: { byPlace: Map<number, ZipPart>; byName: Map<string, ZipPart> } | null = null;

  constructor(file: Blob) {
    this.#window = new BlobWindow(file);
    this.#size = file.size;
  }

  /** Parts in order; `complete` says that the directory itself was there. Null where there are more than `most`. */
  async parts(most: number): Promise<{ parts: ZipPart[]; complete: boolean } | null> {
    const place = await this.#directory();
    if (place !== null && place.count > most) return null;
    const listed = place === null ? null : await this.#list(place);
    if (listed !== null) return { parts: listed, complete: true };
    const parts = await this.#walk(most);
    return parts === null ? null : { parts, complete: false };
  }

  /** A part's bytes, inflated; damaged where neither header's digest fits, or without one the checksum. */
  async read(part: ZipPart, limit: number): Promise<PartRead> {
    if (part.size > limit || part.packed > limit) return { ok: false, why: 'too-large' };
    const first = await this.#readBy(part, limit);
    if (first.ok || part.digest === null) return first;
    // Its entry in the directory may be what is damaged: its own header says the same once more.
    return (await this.mend(part)) ? this.#readBy(part, limit) : first;
  }

  /** Takes what a part's own header says of it, in place of its entry in the directory. False where there is none. */
  async mend(part: ZipPart): Promise<boolean> {
    if (this.#own === null) {
      const walked = (await this.#walk(Number.POSITIVE_INFINITY)) ?? [];
      const backwards = walked.toReversed();
      this.#own = {
        byPlace: new Map(walked.map((it) => [it.offset, it])),
        byName: new Map(backwards.map((it) => [it.name, it])),
      };
    }
    const own = this.#own.byPlace.get(part.offset) ?? this.#own.byName.get(part.name);
    if (own === undefined) return false;
    Object.assign(part, own);
    return true;
  }

  async #readBy(part: ZipPart, limit: number): Promise<PartRead> {
    const damaged = { ok: false, why: 'damaged' } as const;
    const from = await this.#dataOffset(part);
    if (from === null || from + part.packed > this.#size) return damaged;
    const packed = await this.#window.read(from, part.packed);
    if (packed === null) return damaged;
    if (part.digest !== null && !equal(await partDigest(part, packed), part.digest)) return damaged;
    const most = Math.min(limit, part.size);
    const bytes = part.method === 0 ? packed : part.method === 8 ? inflate(packed, most) : null;
    if (bytes === 'too-large') return { ok: false, why: part.size < limit ? 'damaged' : 'too-large' };
    if (bytes === null || (part.digest === null && crc32(bytes) !== part.crc)) return damaged;
    return { ok: true, bytes };
  }

  /** Archives written here have a header of known length; that of others must be read. */
  async #dataOffset(part: ZipPart): Promise<number | null> {
    const nameLength = new TextEncoder().encode(part.name).length;
    if (part.digest !== null) return part.offset + LOCAL_BYTES + nameLength + DIGEST_FIELD_BYTES;
    const view = await this.#view(part.offset, LOCAL_BYTES);
    if (view === null || view.getUint32(0, true) !== LOCAL_SIGNATURE) return null;
    return part.offset + LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  }

  async #directory(): Promise<{ from: number; size: number; count: number } | null> {
    const end = await this.#view(this.#size - END_BYTES, END_BYTES);
    if (end === null || end.getUint32(0, true) !== END_SIGNATURE) return null;
    const short = {
      from: end.getUint32(16, true),
      size: end.getUint32(12, true),
      count: end.getUint16(10, true),
    };
    const place = short.count < 0xffff ? short : await this.#directory64();
    return place !== null && place.from + place.size <= this.#size - END_BYTES ? place : null;
  }

  async #directory64(): Promise<{ from: number; size: number; count: number } | null> {
    const locator = await this.#view(this.#size - END_BYTES - LOCATOR_BYTES, LOCATOR_BYTES);
    if (locator === null || locator.getUint32(0, true) !== LOCATOR_SIGNATURE) return null;
    const end = await this.#view(Number(locator.getBigUint64(8, true)), END64_BYTES);
    if (end === null || end.getUint32(0, true) !== END64_SIGNATURE) return null;
    return {
      from: Number(end.getBigUint64(48, true)),
      size: Number(end.getBigUint64(40, true)),
      count: Number(end.getBigUint64(32, true)),
    };
  }

  /** Null where an entry is not where it should be. */
  async #list(place: { from: number; size: number; count: number }): Promise<ZipPart[] | null> {
    const parts: ZipPart[] = [];
    let at = place.from;
    const end = place.from + place.size;
    while (at < end) {
      const view = await this.#view(at, ENTRY_BYTES);
      if (view === null || view.getUint32(0, true) !== ENTRY_SIGNATURE) return null;
      const [nameLength, extraLength] = [view.getUint16(28, true), view.getUint16(30, true)];
      const rest = await this.#window.read(at + ENTRY_BYTES, nameLength + extraLength);
      if (rest === null) return null;
      parts.push({ ...header(view, 6, rest, nameLength), offset: view.getUint32(42, true), streamed: false });
      at += ENTRY_BYTES + nameLength + extraLength + view.getUint16(32, true);
    }
    return at === end && parts.length === place.count ? parts : null;
  }

  async #walk(most: number): Promise<ZipPart[] | null> {
    if (this.#walked !== null) return this.#walked;
    const parts: ZipPart[] = [];
    for (let at = 0; ; ) {
      const view = await this.#view(at, LOCAL_BYTES);
      if (view === null || view.getUint32(0, true) !== LOCAL_SIGNATURE) break;
      const [nameLength, extraLength] = [view.getUint16(26, true), view.getUint16(28, true)];
      const rest = await this.#window.read(at + LOCAL_BYTES, nameLength + extraLength);
      if (rest === null) break;
      const part = { ...header(view, 4, rest, nameLength), offset: at };
      if (part.streamed) break;
      if (parts.length >= most) return null;
      parts.push(part);
      at += LOCAL_BYTES + nameLength + extraLength + part.packed;
    }
    this.#walked = parts;
    return parts;
  }

  async #view(at: number, length: number): Promise<DataView | null> {
    const bytes = at < 0 ? null : await this.#window.read(at, length);
    return bytes === null ? null : new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }
}

/** What both headers say in the same order, from `at` on. */
function header(view: DataView, at: number, rest: Uint8Array, nameLength: number): Omit<ZipPart, 'offset'> {
  const extra = rest.subarray(nameLength);
  const head = new DataView(extra.buffer, extra.byteOffset, extra.length);
  const isOurs = extra.length === DIGEST_FIELD_BYTES && head.getUint16(0, true) === DIGEST_FIELD;
  return {
    name: new TextDecoder().decode(rest.subarray(0, nameLength)),
    streamed: (view.getUint16(at + 2, true) & 8) !== 0,
    method: view.getUint16(at + 4, true),
    crc: view.getUint32(at + 10, true),
    packed: view.getUint32(at + 14, true),
    size: view.getUint32(at + 18, true),
    digest: isOurs ? extra.slice(4) : null,
  };
}

function inflate(packed: Uint8Array, limit: number): Uint8Array | null | 'too-large' {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    const inflating = new Inflate((chunk) => {
      pieces.push(chunk);
      size += chunk.length;
    });
    for (let at = 0; at < packed.length && size <= limit; at += STEP) {
      inflating.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
    }
  } catch {
    return null;
  }
  if (size > limit) return 'too-large';
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
