import { gzipSync } from 'fflate';
import type { RawDocument } from '../../model/document.ts';

/** Below this, starting a stream costs more than it saves. */
const STREAM_FROM_BYTES = 256 * 1024;

/** The document as a gzip file: the bytes it came in where those are at hand, else compressed now. */
export async function packDocument(document: RawDocument): Promise<Uint8Array> {
  if (document.packed !== null) return document.packed;
  const { bytes } = document;
  if (bytes !== null && (bytes.length < STREAM_FROM_BYTES || typeof CompressionStream === 'undefined')) {
    return gzipSync(bytes, { mtime: 0 });
  }
  return compress(document.chunks());
}

async function compress(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const stream = new CompressionStream('gzip');
  const packed = new Response(stream.readable).arrayBuffer();
  const writer = stream.writable.getWriter();
  try {
    for await (const chunk of chunks) await writer.write(chunk as Uint8Array<ArrayBuffer>);
    await writer.close();
  } catch (error) {
    // The other end fails with the same error, which is told once.
    packed.catch(() => {});
    await writer.abort(error);
    throw error;
  }
  return new Uint8Array(await packed);
}
