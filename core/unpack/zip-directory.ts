import { RefusalError } from '../lib/refusal-error.ts';
import type { Budget } from './meter.ts';

/** One member as the central directory, or its own local header, describes it. APPNOTE 4.3.12 and 4.3.7. */
export interface ZipEntry {
  name: string;
  /** 0 stored, 8 deflated; others exist. */
  method: number;
  encrypted: boolean;
  crc: number;
  compressedSize: number;
  size: number;
  /** Offset of the local header. */
  at: number;
}

type Slice = (from: number, to: number) => Promise<Uint8Array>;

const END = 0x06054b50;
const END64_LOCATOR = 0x07064b50;
const END64 = 0x06064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/**
 * The central directory; null where the file has none, because it was cut off. RefusalError where it names more members than
 * the budget has left: none of them is then opened.
 */
export async function zipDirectory(slice: Slice, size: number, budget: Budget): Promise<ZipEntry[] | null> {
  const tailAt = Math.max(0, size - 65_557);
  const tail = view(await slice(tailAt, size));
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== END) end--;
  if (end < 0) return null;
  let count = tail.getUint16(end + 10, true);
  let length = tail.getUint32(end + 12, true);
  let at = tail.getUint32(end + 16, true);
  let endsAt = tailAt + end;
  if (end >= 20 && tail.getUint32(end - 20, true) === END64_LOCATOR) {
    // It stands where the locator says, or right before it where bytes in front have moved everything
    for (const where of [Number(tail.getBigUint64(end - 20 + 8, true)), tailAt + end - 76]) {
      const end64 = view(await slice(Math.max(0, where), Math.min(size, where + 56)));
      if (end64.byteLength !== 56 || end64.getUint32(0, true) !== END64) continue;
      endsAt = where;
      count = Number(end64.getBigUint64(32, true));
      length = Number(end64.getBigUint64(40, true));
      at = Number(end64.getBigUint64(48, true));
      break;
    }
  }
  const limit = budget.limits.zipDirectoryBytes;
  if (length > limit) {
    throw new RefusalError('zip-directory-limit', { limit, found: length });
  }
  // Bytes put in front of the archive shift everything: the directory ends where its end record begins.
  const shift = Math.max(0, endsAt - (at + length));
  const directory = await slice(at + shift, Math.min(size, at + shift + length));
  budget.spend(directory.length);
  const entries = readDirectory(directory, shift, budget);
  return entries.length === 0 && count > 0 ? null : entries;
}

function readDirectory(bytes: Uint8Array, shift: number, budget: Budget): ZipEntry[] {
  const v = view(bytes);
  const entries: ZipEntry[] = [];
  let p = 0;
  while (p + 46 <= v.byteLength && v.getUint32(p, true) === CENTRAL) {
    const flags = v.getUint16(p + 8, true);
    const nameLength = v.getUint16(p + 28, true);
    const extraLength = v.getUint16(p + 30, true);
    const entry: ZipEntry = {
      name: memberName(bytes.subarray(p + 46, p + 46 + nameLength)),
      method: v.getUint16(p + 10, true),
      encrypted: (flags & 1) === 1,
      crc: v.getUint32(p + 16, true),
      compressedSize: v.getUint32(p + 20, true),
      size: v.getUint32(p + 24, true),
      at: v.getUint32(p + 42, true),
    };
    widen(entry, bytes.subarray(p + 46 + nameLength, p + 46 + nameLength + extraLength));
    entry.at += shift;
    entries.push(entry);
    budget.expect(entries.length);
    p += 46 + nameLength + extraLength + v.getUint16(p + 32, true);
  }
  return entries;
}

/** Takes the 64-bit values of extra field 1, APPNOTE 4.5.3. */
function widen(entry: ZipEntry, extra: Uint8Array): void {
  const v = view(extra);
  for (let p = 0; p + 4 <= v.byteLength; p += 4 + v.getUint16(p + 2, true)) {
    if (v.getUint16(p, true) !== 1) continue;
    const end = Math.min(v.byteLength, p + 4 + v.getUint16(p + 2, true));
    let at = p + 4;
    const take = (): number => {
      if (at + 8 > end) return 0;
      at += 8;
      return Number(v.getBigUint64(at - 8, true));
    };
    if (entry.size === 0xffffffff) entry.size = take();
    if (entry.compressedSize === 0xffffffff) entry.compressedSize = take();
    if (entry.at === 0xffffffff) entry.at = take();
    return;
  }
}

/** Reads the local header at `at`: where its data begin, and what it says itself. Null where there is none. */
export async function localHeader(
  slice: Slice,
  at: number,
): Promise<{ entry: ZipEntry; dataAt: number; sizesFollow: boolean } | null> {
  const fixed = view(await slice(at, at + 30));
  if (fixed.byteLength < 30 || fixed.getUint32(0, true) !== LOCAL) return null;
  const nameLength = fixed.getUint16(26, true);
  const extraLength = fixed.getUint16(28, true);
  const variable = await slice(at + 30, at + 30 + nameLength + extraLength);
  const flags = fixed.getUint16(6, true);
  const entry: ZipEntry = {
    name: memberName(variable.subarray(0, nameLength)),
    method: fixed.getUint16(8, true),
    encrypted: (flags & 1) === 1,
    crc: fixed.getUint32(14, true),
    compressedSize: fixed.getUint32(18, true),
    size: fixed.getUint32(22, true),
    at,
  };
  widen(entry, variable.subarray(nameLength));
  return { entry, dataAt: at + 30 + nameLength + extraLength, sizesFollow: (flags & 8) !== 0 };
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const WESTERN = new TextDecoder('windows-1252');

function memberName(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    return WESTERN.decode(bytes);
  }
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
