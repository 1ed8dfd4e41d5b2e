import { Inflate } from 'fflate';

/**
 * fflate's stream state. Its public face does not say where a deflate stream ends, which gzip members, zlib trailers and
 * zip data descriptors need; fflate's own Gunzip reads these same fields.
 */
interface InflateState {
  /** Decoder: `f` last block seen, `l` a block is open, `p` bits of the first input byte already used. */
  s: { f?: number; l?: unknown; p?: number };
  /** Input not yet used. */
  p: Uint8Array;
}

/** One raw deflate stream (RFC 1951), pushed slice by slice, that knows where it ended. */
export class RawInflate {
  #stream: Inflate;
  #out: Uint8Array = EMPTY;

  constructor() {
    this.#stream = new Inflate((chunk) => {
      this.#out = chunk;
    });
  }

  /** Output of this slice. Throws fflate's error on damaged data. */
  push(slice: Uint8Array): Uint8Array {
    this.#out = EMPTY;
    this.#stream.push(slice);
    return this.#out;
  }

  /** True once the last block has been read to its end. */
  get finished(): boolean {
    const { s } = this.#stream as unknown as InflateState;
    return Boolean(s.f) && !s.l;
  }

  /** Bytes pushed beyond the end of the stream; only meaningful once finished. */
  get rest(): Uint8Array {
    const { s, p } = this.#stream as unknown as InflateState;
    return p.subarray(s.p ? 1 : 0);
  }
}

const EMPTY = new Uint8Array(0);
