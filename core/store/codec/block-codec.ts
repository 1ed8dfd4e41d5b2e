import type { RecordBlock } from '../../model/records.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { readColumn, writeColumn } from './column.ts';
import {
  readSharedStrings,
  readStrings,
  type SharedStrings,
  writeSharedStrings,
  writeStrings,
} from './strings.ts';

/** Dictionary in the block itself, or in the list that the blocks of a pack share. */
const OWN = 1;
const SHARED = 2;

/** Columns in the order of their bits. `size` says by which count a column is long. */
const COLUMNS = [
  { name: 'sourceIp', size: 'count', wide: true },
  { name: 'messages', size: 'count', wide: 'f64' },
  { name: 'disposition', size: 'count', wide: false },
  { name: 'dkimAligned', size: 'count', wide: false },
  { name: 'spfAligned', size: 'count', wide: false },
  { name: 'headerFrom', size: 'count', wide: true },
  { name: 'envelopeFrom', size: 'count', wide: true },
  { name: 'envelopeFromPresent', size: 'count', wide: false },
  { name: 'envelopeTo', size: 'count', wide: true },
  { name: 'dkimStart', size: 'start', wide: true },
  { name: 'spfStart', size: 'start', wide: true },
  { name: 'reasonStart', size: 'start', wide: true },
  { name: 'dkimDomain', size: 'dkim', wide: true },
  { name: 'dkimSelector', size: 'dkim', wide: true },
  { name: 'dkimResult', size: 'dkim', wide: false },
  { name: 'dkimText', size: 'dkim', wide: true },
  { name: 'spfDomain', size: 'spf', wide: true },
  { name: 'spfScope', size: 'spf', wide: false },
  { name: 'spfResult', size: 'spf', wide: false },
  { name: 'spfText', size: 'spf', wide: true },
  { name: 'reasonType', size: 'reason', wide: true },
  { name: 'reasonComment', size: 'reason', wide: true },
] as const;

type ColumnName = (typeof COLUMNS)[number]['name'];
type Column = Uint8Array | Uint32Array | Float64Array;

/**
 * One compact piece of bytes for a block: version, counts, a bit for each column that is not all zero,
 * the dictionary, then those columns with their length in front. Start columns lie as differences.
 */
export function encodeBlock(block: RecordBlock, shared?: SharedStrings): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter(512);
  out.byte(shared === undefined ? OWN : SHARED);
  out.varint(block.count);
  out.varint(block.dkimDomain.length);
  out.varint(block.spfDomain.length);
  out.varint(block.reasonType.length);
  const bodies: Uint8Array[] = [];
  let present = 0;
  COLUMNS.forEach((column, bit) => {
    const values: ArrayLike<number> =
      column.size === 'start' ? differences(block[column.name]) : block[column.name];
    if (isAllZero(values)) return;
    present += 2 ** bit;
    const body = new ByteWriter(values.length + 16);
    writeColumn(body, values);
    bodies.push(body.take());
  });
  out.varint(present);
  if (shared === undefined) writeStrings(out, block.strings, 1);
  else writeSharedStrings(out, block.strings, shared, 1);
  for (const body of bodies) {
    out.varint(body.length);
    out.bytes(body);
  }
  return out.take();
}

/** Reads the counts; everything else is decoded when it is first asked for. */
export function decodeBlock(bytes: Uint8Array, shared: readonly string[] = []): RecordBlock {
  return new LazyBlock(bytes, shared) as unknown as RecordBlock;
}

class LazyBlock {
  readonly count: number;
  readonly #sizes: Record<'count' | 'start' | 'dkim' | 'spf' | 'reason', number>;
  readonly #source: Uint8Array;
  readonly #present: number;
  readonly #stringsAt: number;
  #strings: string[] | null = null;
  /** Start of each column's bytes; 0 where it is all zero. Known once the dictionary was passed. */
  #places: number[] | null = null;
  readonly #columns = new Map<ColumnName, Column>();

  readonly #shared: readonly string[] | null;

  constructor(bytes: Uint8Array, shared: readonly string[]) {
    const reader = new ByteReader(bytes);
    const form = reader.byte();
    if (form !== OWN && form !== SHARED) throw new RangeError(`block of unknown form ${form}`);
    this.#shared = form === SHARED ? shared : null;
    this.count = reader.varint();
    this.#sizes = {
      count: this.count,
      start: this.count,
      dkim: reader.varint(),
      spf: reader.varint(),
      reason: reader.varint(),
    };
    this.#present = reader.varint();
    this.#stringsAt = reader.at;
    this.#source = bytes;
  }

  get strings(): string[] {
    return this.#dictionary();
  }

  column(bit: number): Column {
    const { name, size, wide } = COLUMNS[bit]!;
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    if (this.#places === null) this.#dictionary();
    const length = this.#sizes[size];
    const target =
      wide === 'f64' ? new Float64Array(length) : wide ? new Uint32Array(length) : new Uint8Array(length);
    const place = this.#places![bit]!;
    if (place > 0) readColumn(new ByteReader(this.#source, place), target);
    const column = size === 'start' ? sums(target) : target;
    this.#columns.set(name, column);
    return column;
  }

  #dictionary(): string[] {
    if (this.#strings !== null) return this.#strings;
    const reader = new ByteReader(this.#source, this.#stringsAt);
    const strings = [''];
    if (this.#shared === null) readStrings(reader, strings);
    else readSharedStrings(reader, this.#shared, strings);
    const places: number[] = [];
    for (let bit = 0; bit < COLUMNS.length; bit++) {
      if (Math.floor(this.#present / 2 ** bit) % 2 === 0) {
        places.push(0);
        continue;
      }
      const length = reader.varint();
      places.push(reader.at);
      reader.bytes(length);
    }
    this.#places = places;
    this.#strings = strings;
    return strings;
  }
}

COLUMNS.forEach((column, bit) => {
  Object.defineProperty(LazyBlock.prototype, column.name, {
    get(this: LazyBlock) {
      return this.column(bit);
    },
  });
});

function isAllZero(values: ArrayLike<number>): boolean {
  // -0 and NaN are kept as they are.
  for (let i = 0; i < values.length; i++) if (!Object.is(values[i], 0)) return false;
  return true;
}

function differences(starts: Uint32Array): Uint32Array {
  const counts = new Uint32Array(starts.length - 1);
  for (let i = 0; i < counts.length; i++) counts[i] = starts[i + 1]! - starts[i]!;
  return counts;
}

function sums(counts: ArrayLike<number>): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) starts[i + 1] = starts[i]! + counts[i]!;
  return starts;
}
