import type { ByteReader } from './byte-reader.ts';
import { type ByteWriter, varintSize } from './byte-writer.ts';

/** How a column lies in bytes; the first byte of each. */
const FORM = {
  same: 0,
  u8: 1,
  u16: 2,
  u32: 3,
  varint: 4,
  f64: 5,
  bits1: 6,
  bits2: 7,
  bits4: 8,
  rising: 9,
} as const;

const DISCOUNT = 0.75;

/**
 * Writes numbers in the smallest of: one value for all, 1 to 32 bits each, varints, differences where they
 * rise, or float64.
 */
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
  if (most > 0xf && rises(values)) {
    const steps = new Float64Array(n);
    for (let i = 0; i < n; i++) steps[i] = values[i]! - (i === 0 ? 0 : values[i - 1]!);
    out.byte(FORM.rising);
    writeColumn(out, steps);
    return;
  }
  if (most <= 0xf) {
    const bits = most <= 1 ? 1 : most <= 3 ? 2 : 4;
    out.byte(bits === 1 ? FORM.bits1 : bits === 2 ? FORM.bits2 : FORM.bits4);
    writeBits(out, values, bits);
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

/** Whether no value is below the one before it, and not by steps that take as many bytes as the values. */
function rises(values: ArrayLike<number>): boolean {
  let most = values[0]!;
  for (let i = 1; i < values.length; i++) {
    const step = values[i]! - values[i - 1]!;
    if (step < 0) return false;
    if (step > most) most = step;
  }
  return most <= values[values.length - 1]! / 16;
}

function writeBits(out: ByteWriter, values: ArrayLike<number>, bits: number): void {
  let byte = 0;
  let used = 0;
  for (let i = 0; i < values.length; i++) {
    byte |= values[i]! << used;
    used += bits;
    if (used < 8) continue;
    out.byte(byte);
    byte = 0;
    used = 0;
  }
  if (used > 0) out.byte(byte);
}

function readBits(from: ByteReader, target: { length: number; [at: number]: number }, bits: number): void {
  const bytes = from.bytes(Math.ceil((target.length * bits) / 8));
  const perByte = 8 / bits;
  const mask = (1 << bits) - 1;
  for (let i = 0; i < target.length; i++) {
    target[i] = (bytes[Math.floor(i / perByte)]! >> ((i % perByte) * bits)) & mask;
  }
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
  } else if (form === FORM.bits1 || form === FORM.bits2 || form === FORM.bits4) {
    readBits(from, target, form === FORM.bits1 ? 1 : form === FORM.bits2 ? 2 : 4);
  } else if (form === FORM.rising) {
    readColumn(from, target);
    for (let i = 1; i < n; i++) target[i]! += target[i - 1]!;
  } else {
    throw new RangeError(`unknown column form ${form}`);
  }
}
