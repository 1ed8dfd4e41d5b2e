import { RefusalError } from '../lib/refusal-error.ts';
import type { RawDocument } from '../model/document.ts';

/** Bytes that tell which kind of report a document is. */
const START_BYTES = 4096;

export async function documentStart(document: RawDocument): Promise<Uint8Array> {
  if (document.bytes) return document.bytes.subarray(0, START_BYTES);
  for await (const chunk of document.chunks()) if (chunk.length > 0) return chunk.slice(0, START_BYTES);
  return new Uint8Array(0);
}

/** The whole document in memory; RefusalError above `limit`. */
export async function documentWhole(document: RawDocument, limit: number): Promise<Uint8Array> {
  if (document.bytes) return document.bytes;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of document.chunks()) {
    length += chunk.length;
    if (length > limit) throw new RefusalError('held-size-limit', { limit, found: length });
    parts.push(chunk);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
