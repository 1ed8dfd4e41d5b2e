import { ipv4Text, ipv6Text, packIpv4, packIpv6 } from './address-text.ts';
import type { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';

/** Length codes: an IPv4 address, an IPv6 address, else the length in bytes plus 2. */
const IS_IPV4 = 0;
const IS_IPV6 = 1;
const TEXT = 2;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Text that many blocks share, each once. */
export class SharedStrings {
  readonly list: string[];
  readonly #places: Map<string, number>;

  constructor(list: string[] = []) {
    this.list = list;
    this.#places = new Map(list.map((text, at) => [text, at]));
  }

  place(text: string): number {
    let at = this.#places.get(text);
    if (at === undefined) {
      at = this.list.push(text) - 1;
      this.#places.set(text, at);
    }
    return at;
  }
}

/** Writes a list of strings as places in a shared list; addresses, which differ, as themselves. */
export function writeSharedStrings(
  out: ByteWriter,
  strings: readonly string[],
  shared: SharedStrings,
  from = 0,
): void {
  const addresses = new ByteWriter(64);
  out.varint(strings.length - from);
  for (let i = from; i < strings.length; i++) {
    const text = strings[i]!;
    const packed = (text.charCodeAt(0) <= 57 ? packIpv4(text) : null) ?? packIpv6(text);
    if (packed === null) out.varint(shared.place(text) + TEXT);
    else {
      out.varint(packed.length === 4 ? IS_IPV4 : IS_IPV6);
      addresses.bytes(packed);
    }
  }
  out.bytes(addresses.take());
}

/** Appends the strings to `target`. */
export function readSharedStrings(reader: ByteReader, shared: readonly string[], target: string[]): void {
  const count = reader.varint();
  const codes = new Array<number>(count);
  let addressBytes = 0;
  for (let i = 0; i < count; i++) {
    const code = reader.varint();
    codes[i] = code;
    addressBytes += code === IS_IPV4 ? 4 : code === IS_IPV6 ? 16 : 0;
  }
  const addresses = reader.bytes(addressBytes);
  let address = 0;
  for (const code of codes) {
    if (code === IS_IPV4) {
      target.push(ipv4Text(addresses, address));
      address += 4;
    } else if (code === IS_IPV6) {
      target.push(ipv6Text(addresses, address));
      address += 16;
    } else {
      const text = shared[code - TEXT];
      if (text === undefined) throw new RangeError('a shared string is missing');
      target.push(text);
    }
  }
}

/** Writes a list of strings: length codes, packed addresses, then all text in one piece. */
export function writeStrings(out: ByteWriter, strings: readonly string[], from = 0): void {
  const addresses = new ByteWriter(64);
  const texts: string[] = [];
  const lengths = new ByteWriter(strings.length + 8);
  let ascii = true;
  for (let i = from; i < strings.length; i++) {
    const text = strings[i]!;
    const digit = text.charCodeAt(0);
    const quad = digit <= 57 ? packIpv4(text) : null;
    const wide = quad === null && text.includes(':') ? packIpv6(text) : null;
    if (quad !== null) {
      lengths.varint(IS_IPV4);
      addresses.bytes(quad);
    } else if (wide !== null) {
      lengths.varint(IS_IPV6);
      addresses.bytes(wide);
    } else {
      const size = byteLength(text);
      if (size !== text.length) ascii = false;
      lengths.varint(size + TEXT);
      texts.push(text);
    }
  }
  // One by one where not ASCII: joined, halves of surrogate pairs could meet and shorten.
  const text = ascii ? encoder.encode(texts.join('')) : joined(texts.map((it) => encoder.encode(it)));
  out.varint(strings.length - from);
  out.byte(ascii ? 1 : 0);
  out.varint(addresses.length);
  out.varint(text.length);
  out.bytes(lengths.take());
  out.bytes(addresses.take());
  out.bytes(text);
}

/** Appends the strings to `target`. */
export function readStrings(reader: ByteReader, target: string[]): void {
  const count = reader.varint();
  const ascii = reader.byte() === 1;
  const addressBytes = reader.varint();
  const textBytes = reader.varint();
  const codes = new Array<number>(count);
  for (let i = 0; i < count; i++) codes[i] = reader.varint();
  const addresses = reader.bytes(addressBytes);
  const bytes = reader.bytes(textBytes);
  const all = ascii ? decoder.decode(bytes) : '';
  let address = 0;
  let at = 0;
  for (const code of codes) {
    if (code === IS_IPV4) {
      target.push(ipv4Text(addresses, address));
      address += 4;
    } else if (code === IS_IPV6) {
      target.push(ipv6Text(addresses, address));
      address += 16;
    } else {
      const end = at + code - TEXT;
      target.push(ascii ? all.slice(at, end) : decoder.decode(bytes.subarray(at, end)));
      at = end;
    }
  }
}

function joined(parts: Uint8Array[]): Uint8Array {
  const out = new ByteWriter(1024);
  for (const part of parts) out.bytes(part);
  return out.take();
}

/** Length in UTF-8. A lone surrogate becomes U+FFFD, three bytes, as TextEncoder writes it. */
function byteLength(text: string): number {
  let size = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (code < 0x800) size += 1;
    else if (code >= 0xd800 && code < 0xdc00 && isLow(text.charCodeAt(i + 1))) {
      size += 2;
      i++;
    } else size += 2;
  }
  return size;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}
