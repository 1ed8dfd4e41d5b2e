import { RefusalError } from '../lib/refusal-error.ts';
import { READ_SLICE } from './limits.ts';

/** Bytes that can be read from the start any number of times. `chunks()` and `slice()` throw only RefusalError. */
export interface ByteSource {
  /** Null where only reading to the end tells. */
  size: number | null;
  /** All bytes, where they are in memory already. */
  bytes: Uint8Array | null;
  chunks(): AsyncIterable<Uint8Array>;
  /** Random access, where there is any. */
  slice: ((from: number, to: number) => Promise<Uint8Array>) | null;
}

export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    bytes,
    async *chunks() {
      yield bytes;
    },
    slice: (from, to) => Promise.resolve(bytes.subarray(from, to)),
  };
}

/** A file that is read in slices, never whole. */
export function blobSource(blob: Blob): ByteSource {
  const slice = async (from: number, to: number): Promise<Uint8Array> => {
    try {
      return new Uint8Array(await blob.slice(from, to).arrayBuffer());
    } catch (error) {
      // The file was moved or changed under us: the platform says so only here.
      throw new RefusalError('unreadable', { reason: String(error).slice(0, 200) });
    }
  };
  return {
    size: blob.size,
    bytes: null,
    async *chunks() {
      for (let at = 0; at < blob.size; at += READ_SLICE) {
        yield await slice(at, Math.min(blob.size, at + READ_SLICE));
      }
    },
    slice,
  };
}

/** A stream that has to be made anew each time it is read. */
export function streamSource(
  chunks: () => AsyncIterable<Uint8Array>,
  size: number | null = null,
): ByteSource {
  return { size, bytes: null, chunks, slice: null };
}

/** Up to `length` bytes from the start. */
export async function head(source: ByteSource, length: number): Promise<Uint8Array> {
  if (source.bytes) return source.bytes.subarray(0, length);
  if (source.slice) return source.slice(0, Math.min(length, source.size ?? length));
  const parts: Uint8Array[] = [];
  let found = 0;
  for await (const chunk of source.chunks()) {
    parts.push(chunk);
    found += chunk.length;
    if (found >= length) break;
  }
  return joined(parts).subarray(0, length);
}

/** The whole source in memory; RefusalError where it is longer than `limit`. */
export async function whole(source: ByteSource, limit: number): Promise<Uint8Array> {
  if (source.size !== null && source.size > limit) {
    throw new RefusalError('held-size-limit', { limit, found: source.size });
  }
  if (source.bytes) return source.bytes;
  const parts: Uint8Array[] = [];
  let found = 0;
  for await (const chunk of source.chunks()) {
    parts.push(chunk);
    found += chunk.length;
    if (found > limit) throw new RefusalError('held-size-limit', { limit, found });
  }
  return joined(parts);
}

/** The same source, held in memory if it turns out to be no longer than `limit`. */
export async function settled(source: ByteSource, limit: number): Promise<ByteSource> {
  if (source.bytes || (source.size !== null && source.size > limit)) return source;
  const parts: Uint8Array[] = [];
  let found = 0;
  for await (const chunk of source.chunks()) {
    parts.push(chunk);
    found += chunk.length;
    if (found > limit) return source;
  }
  return memorySource(joined(parts));
}

export function joined(parts: Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  let length = 0;
  for (const part of parts) length += part.length;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
