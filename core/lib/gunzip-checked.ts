import { Gunzip } from 'fflate';
import { crc32 } from './crc32.ts';

/** Small enough that one slice of the worst input (1,032 times its size) is no harm. */
const SLICE_BYTES = 16 * 1024;

/**
 * Unpacks a gzip file of one member, or tells why not. Length and checksum of the trailer are verified, so
 * that a half-stored file is noticed. A file that says or turns out to be longer than `maxBytes` is refused, and
 * unpacking stops there.
 */
export function gunzipChecked(packed: Uint8Array, maxBytes: number): Uint8Array | 'not-gzip' | 'damaged' {
  if (packed.length < 18 || packed[0] !== 0x1f || packed[1] !== 0x8b) return 'not-gzip';
  const trailer = new DataView(packed.buffer, packed.byteOffset + packed.length - 8, 8);
  const size = trailer.getUint32(4, true);
  // Most files that were cut short state an absurd size: no sign of a large table.
  if (size > maxBytes) return 'damaged';

  const bytes = new Uint8Array(size);
  let length = 0;
  const stream = new Gunzip((chunk) => {
    if (length + chunk.length <= size) bytes.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let at = 0; at < packed.length && length <= size; at += SLICE_BYTES) {
      stream.push(packed.subarray(at, at + SLICE_BYTES), at + SLICE_BYTES >= packed.length);
    }
  } catch {
    return 'damaged';
  }
  return length === size && crc32(bytes) === trailer.getUint32(0, true) ? bytes : 'damaged';
}
