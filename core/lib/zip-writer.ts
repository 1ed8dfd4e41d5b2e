import { deflateSync } from 'fflate';
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

/** Bytes collected in memory before they become part of a Blob, which may lie on disk. */
const SETTLE_BYTES = 1024 * 1024;
const UTF8_NAMES = 0x0800;
const VERSION = 20;
const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;

/**
 * Writes a zip whose headers give the size and digest of each part before its bytes, so that it can be read by its
 * directory, and where that is lost, from part to part.
 */
export class ZipWriter {
  readonly #parts: ZipPart[] = [];
  readonly #blobs: Blob[] = [];
  readonly #date: [time: number, date: number];
  #recent: Uint8Array<ArrayBuffer>[] = [];
  #recentBytes = 0;
  #offset = 0;

  /** `time` in milliseconds since 1970. */
  constructor(time: number) {
    this.#date = dosTime(new Date(time));
  }

  get parts(): number {
    return this.#parts.length;
  }

  /** False where the archive would become larger than the format can say; then nothing was added. */
  async add(name: string, bytes: Uint8Array, compress: boolean): Promise<boolean> {
    const data = compress ? deflateSync(bytes, { level: 6 }) : bytes;
    if (this.#offset + data.length > MAX_32 - (1 << 26)) return false;
    const part: ZipPart = {
      name,
      method: compress ? 8 : 0,
      crc: crc32(bytes),
      packed: data.length,
      size: bytes.length,
      offset: this.#offset,
      digest: null,
      streamed: false,
    };
    part.digest = await partDigest(part, data);
    this.#parts.push(part);
    this.#write(this.#local(part));
    this.#write(data as Uint8Array<ArrayBuffer>);
    return true;
  }

  end(): Blob {
    const from = this.#offset;
    for (const part of this.#parts) this.#write(this.#entry(part));
    const size = this.#offset - from;
    const count = this.#parts.length;
    if (count >= MAX_16) this.#writeEnd64(count, size, from);
    const end = new DataView(new ArrayBuffer(END_BYTES));
    end.setUint32(0, END_SIGNATURE, true);
    end.setUint16(8, Math.min(count, MAX_16), true);
    end.setUint16(10, Math.min(count, MAX_16), true);
    end.setUint32(12, size, true);
    end.setUint32(16, from, true);
    this.#write(new Uint8Array(end.buffer));
    this.#settle();
    return new Blob(this.#blobs, { type: 'application/zip' });
  }

  #local(part: ZipPart): Uint8Array<ArrayBuffer> {
    const name = new TextEncoder().encode(part.name);
    const bytes = new Uint8Array(LOCAL_BYTES + name.length + DIGEST_FIELD_BYTES);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, LOCAL_SIGNATURE, true);
    this.#common(view, 4, part, name.length);
    bytes.set(name, LOCAL_BYTES);
    setDigest(view, LOCAL_BYTES + name.length, part);
    return bytes;
  }

  #entry(part: ZipPart): Uint8Array<ArrayBuffer> {
    const name = new TextEncoder().encode(part.name);
    const bytes = new Uint8Array(ENTRY_BYTES + name.length + DIGEST_FIELD_BYTES);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, ENTRY_SIGNATURE, true);
    view.setUint16(4, VERSION, true);
    this.#common(view, 6, part, name.length);
    view.setUint32(42, part.offset, true);
    bytes.set(name, ENTRY_BYTES);
    setDigest(view, ENTRY_BYTES + name.length, part);
    return bytes;
  }

  /** What both headers say in the same order. */
  #common(view: DataView, at: number, part: ZipPart, nameLength: number): void {
    view.setUint16(at, VERSION, true);
    view.setUint16(at + 2, UTF8_NAMES, true);
    view.setUint16(at + 4, part.method, true);
    view.setUint16(at + 6, this.#date[0], true);
    view.setUint16(at + 8, this.#date[1], true);
    view.setUint32(at + 10, part.crc, true);
    view.setUint32(at + 14, part.packed, true);
    view.setUint32(at + 18, part.size, true);
    view.setUint16(at + 22, nameLength, true);
    view.setUint16(at + 24, DIGEST_FIELD_BYTES, true);
  }

  #writeEnd64(count: number, size: number, from: number): void {
    const at = this.#offset;
    const view = new DataView(new ArrayBuffer(END64_BYTES + LOCATOR_BYTES));
    view.setUint32(0, END64_SIGNATURE, true);
    view.setBigUint64(4, BigInt(END64_BYTES - 12), true);
    view.setUint16(12, 45, true);
    view.setUint16(14, 45, true);
    view.setBigUint64(24, BigInt(count), true);
    view.setBigUint64(32, BigInt(count), true);
    view.setBigUint64(40, BigInt(size), true);
    view.setBigUint64(48, BigInt(from), true);
    view.setUint32(END64_BYTES, LOCATOR_SIGNATURE, true);
    view.setBigUint64(END64_BYTES + 8, BigInt(at), true);
    view.setUint32(END64_BYTES + 16, 1, true);
    this.#write(new Uint8Array(view.buffer));
  }

  #write(bytes: Uint8Array<ArrayBuffer>): void {
    this.#recent.push(bytes);
    this.#recentBytes += bytes.length;
    this.#offset += bytes.length;
    if (this.#recentBytes >= SETTLE_BYTES) this.#settle();
  }

  #settle(): void {
    this.#blobs.push(new Blob(this.#recent));
    this.#recent = [];
    this.#recentBytes = 0;
  }
}

function setDigest(view: DataView, at: number, part: ZipPart): void {
  view.setUint16(at, DIGEST_FIELD, true);
  view.setUint16(at + 2, DIGEST_FIELD_BYTES - 4, true);
  new Uint8Array(view.buffer).set(part.digest!, at + 4);
}

/** MS-DOS time and date; years before 1980 cannot be said. */
function dosTime(at: Date): [time: number, date: number] {
  const year = Math.min(Math.max(at.getUTCFullYear(), 1980), 2107) - 1980;
  return [
    (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    (year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  ];
}
