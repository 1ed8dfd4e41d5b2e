import type { ByteReader } from './byte-reader.ts';
import { type ByteWriter, varintSize } from './byte-writer.ts';

/** How a column lies in bytes; the first byte of each. */
const FORM = { same: 0, u8: 1, u16: 2, u32: 3, varint: 4, f64: 5 } as const;

const DISCOUNT = 0.75;

/** Writes numbers in the smallest of: one value for all, 8, 16 or 32 bits each, varints, or float64. */
export function writeColumn(out: ByteWriter, values: ArrayLike<number>): void {
  const n = values.length;
  const first = n === 0 ? 0 : values[0]!;
  let most = 0;
  let same = true;
  let whole = true;
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    if (value !== first) same = false;
    if (value > most) most = value;
    if (!(value >= 0 && Number.isSafeInteger(value)) || Object.is(value, -0)) whole = false;
  }
  if (!whole) {
    out.byte(FORM.f64);
    out.bytes(new Uint8Array(Float64Array.from(values).buffer));
    return;
  }
  if (same) {
    out.byte(FORM.same);
    out.varint(first);
    return;
  }
  const width = most <= 0xff ? 1 : most <= 0xffff ? 2 : most <= 0xffffffff ? 4 : 8;
  // Varints are slower to read, so they must save a quarter. In one byte they save nothing.
  if (width === 1 || (width !== 8 && varintBytes(values) > n * width * DISCOUNT)) {
    out.byte(width === 1 ? FORM.u8 : width === 2 ? FORM.u16 : FORM.u32);
    out.fixed(values, width as 1 | 2 | 4);
    return;
  }
  out.byte(FORM.varint);
  for (let i = 0; i < n; i++) out.varint(values[i]!);
}

function varintBytes(values: ArrayLike<number>): number {
  let size = 0;
  for (let i = 0; i < values.length; i++) size += varintSize(values[i]!);
  return size;
}

/** Fills `target` with a column of its length. */
export function readColumn(
  from: ByteReader,
  target: Uint8Array | Uint16Array | Uint32Array | Float64Array,
): void {
  const n = target.length;
  const form = from.byte();
  if (form === FORM.same) {
    target.fill(from.varint());
  } else if (form === FORM.u8) {
    target.set(from.bytes(n));
  } else if (form === FORM.u16) {
    const bytes = from.bytes(n * 2);
    for (let i = 0, at = 0; i < n; i++, at += 2) target[i] = bytes[at]! | (bytes[at + 1]! << 8);
  } else if (form === FORM.u32) {
    const bytes = from.bytes(n * 4);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let i = 0; i < n; i++) target[i] = view.getUint32(i * 4, true);
  } else if (form === FORM.varint) {
    for (let i = 0; i < n; i++) target[i] = from.varint();
  } else if (form === FORM.f64) {
    const bytes = from.bytes(n * 8);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let i = 0; i < n; i++) target[i] = view.getFloat64(i * 8, true);
  } else {
    throw new RangeError(`unknown column form ${form}`);
  }
}
