/** Small pieces that are held before they are joined. */
const SMALL = 4096;

/** What a decoder of postal-mime collects, line by line. */
export interface Collecting {
  chunks: (ArrayBuffer | Uint8Array | string)[];
}

/**
 * Joins the pieces that a decoder of postal-mime holds, once there are many since the last time. It holds two for each line of a
 * body and makes a Blob of them: 4 kB for each empty line. `joined` says how many pieces at the beginning are joined already.
 * Returns how many are now.
 */
export function joinChunks(decoder: Collecting, joined: number): number {
  const { chunks } = decoder;
  if (chunks.length - joined < SMALL) return joined;
  const small = chunks.splice(joined).map(bytesOf);
  const whole = new Uint8Array(small.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of small) {
    whole.set(piece, at);
    at += piece.length;
  }
  chunks.push(whole);
  return joined + 1;
}

const ENCODER = new TextEncoder();

function bytesOf(piece: ArrayBuffer | Uint8Array | string): Uint8Array {
  if (typeof piece === 'string') return ENCODER.encode(piece);
  return piece instanceof Uint8Array ? piece : new Uint8Array(piece);
}
