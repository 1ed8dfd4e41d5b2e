/** A gzip header holds a file name and a comment; longer ones are an attack or no header. */
const MAX_HEADER = 128 * 1024;
const FIXED = 10;
const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;
const CHECKSUM = 2;

/** The header of one gzip member (RFC 1952 section 2.3), taken in as it comes, each byte once. */
export class GzipHeader {
  state: 'more' | 'complete' | 'invalid' = 'more';
  #length = 0;
  #flags = 0;
  /** Bytes to pass over, of known number. */
  #skip = 0;
  /** Bytes of the length of the extra field that are still to come. */
  #lengthBytes = 0;
  #inText = false;

  /** Whether any byte of it was there. */
  get begun(): boolean {
    return this.#length > 0;
  }

  /** Takes what belongs to the header; how many bytes that were. At least one byte has to follow it. */
  push(bytes: Uint8Array): number {
    let at = 0;
    for (; at < bytes.length && this.state === 'more'; at++) {
      if (this.#length >= FIXED && this.#isEnd()) {
        this.state = 'complete';
        break;
      }
      this.#take(bytes[at]!);
      this.#length++;
      if (this.#length > MAX_HEADER) this.state = 'invalid';
    }
    return at;
  }

  #take(byte: number): void {
    const at = this.#length;
    if (at < FIXED) {
      if (at < 3 && byte !== MAGIC[at]) this.state = 'invalid';
      if (at === 3) this.#flags = byte;
      return;
    }
    if (this.#lengthBytes > 0) {
      this.#skip += this.#lengthBytes === 2 ? byte : byte * 256;
      this.#lengthBytes--;
    } else if (this.#skip > 0) this.#skip--;
    else if (this.#inText && byte === 0) this.#inText = false;
  }

  /** Whether the header is over; else what is under way or comes next is set up. */
  #isEnd(): boolean {
    if (this.#lengthBytes > 0 || this.#skip > 0 || this.#inText) return false;
    for (const flag of [EXTRA, NAME, COMMENT, CHECKSUM]) {
      if ((this.#flags & flag) === 0) continue;
      this.#flags &= ~flag;
      if (flag === EXTRA) this.#lengthBytes = 2;
      else if (flag === CHECKSUM) this.#skip = 2;
      else this.#inText = true;
      return false;
    }
    return true;
  }
}

const MAGIC = [0x1f, 0x8b, 8];
