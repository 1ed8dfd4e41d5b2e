import { NAMES } from './vocabulary.ts';

/** What a remembered tag does. */
export const LEAF = 0;
export const OPEN = 1;
export const CLOSE = 2;

/**
 * A tag as it was written, byte for byte and with the white space before it, in one context, with what follows it as a rule. Reporters write the same sequence of
 * tags a hundred thousand times: comparing the next bytes with those expected is several times cheaper than reading a name.
 */
export class Tag {
  readonly kind: number;
  /** Field number of a leaf, else context entered or left. */
  readonly means: number;
  readonly name: number;
  /** The name in lower case, without a prefix. */
  readonly spelt: string;
  /** Bytes of the tag, and for a leaf of its closing tag. */
  readonly length: number;
  readonly closeLength: number;
  readonly words: Int32Array;
  readonly closeWords: Int32Array;
  /** The tag that came next last time, and the one before that. */
  next: Tag | null = null;
  other: Tag | null = null;

  constructor(kind: number, means: number, name: number, tag: Uint8Array, close: Uint8Array) {
    this.kind = kind;
    this.means = means;
    this.name = name;
    this.spelt = NAMES[name]!;
    this.length = tag.length;
    this.closeLength = close.length;
    this.words = wordsOf(tag);
    this.closeWords = wordsOf(close);
  }
}

/** Tags shorter than a word cannot be compared by words. */
export const SHORTEST_TAG = 4;
const LONGEST_TAG = 120;
/** Different spellings remembered; a hostile document has as many as it has tags. */
const MAX_TAGS = 400;
const NO_BYTES = new Uint8Array(0);

/**
 * Tags met so far. What they mean depends on nothing but their bytes and their context, so all documents share them: small
 * reports would spend more on learning their tags than on reading.
 */
export class TagMemory {
  #tags = new Map<string, Tag>();

  get full(): boolean {
    return this.#tags.size >= MAX_TAGS;
  }

  /** The tag buffer[from, to) of a context; null where it is not worth remembering. */
  find(
    context: number,
    kind: number,
    means: number,
    name: number,
    buffer: Uint8Array,
    from: number,
    to: number,
    closeFrom: number,
    closeTo: number,
  ): Tag | null {
    const length = to - from;
    if (length < SHORTEST_TAG || length > LONGEST_TAG) return null;
    let key = `${context} ${kind} `;
    for (let i = from; i < to; i++) key += String.fromCharCode(buffer[i]!);
    const known = this.#tags.get(key);
    if (known) return known;
    if (this.full) return null;
    const close = closeTo > closeFrom ? buffer.slice(closeFrom, closeTo) : NO_BYTES;
    const tag = new Tag(kind, means, name, buffer.slice(from, to), close);
    this.#tags.set(key, tag);
    return tag;
  }
}

let shared = new TagMemory();

/** The memory for a new document; one that a hostile document has filled is given up. */
export function sharedTags(): TagMemory {
  if (shared.full) shared = new TagMemory();
  return shared;
}

/** Bytes as little-endian words from the start; the last one overlaps so that it ends where the bytes end. */
function wordsOf(bytes: Uint8Array): Int32Array {
  if (bytes.length < SHORTEST_TAG) return new Int32Array(0);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = new Int32Array(Math.ceil(bytes.length / 4));
  for (let i = 0; i < words.length - 1; i++) words[i] = view.getInt32(i * 4, true);
  words[words.length - 1] = view.getInt32(bytes.length - 4, true);
  return words;
}

/** Whether the `length` bytes at `at` are those of `words`. The caller sees to it that they lie in the view. */
export function matches(view: DataView, at: number, words: Int32Array, length: number): boolean {
  const last = words.length - 1;
  for (let i = 0; i < last; i++) if (view.getInt32(at + i * 4, true) !== words[i]) return false;
  return view.getInt32(at + length - 4, true) === words[last];
}
