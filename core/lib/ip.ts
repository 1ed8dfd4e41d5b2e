/**
 * Addresses on the hot path. IPv4 is an unsigned 32-bit number; IPv6 is four of them, most significant first.
 * ipaddr.js, ten times slower, is the oracle in the tests.
 */

export interface IpAddress {
  family: 4 | 6;
  /** One word for IPv4, four for IPv6. */
  words: Uint32Array;
}

const ZERO = 48;
const DOT = 46;
const COLON = 58;

/** Dotted quad as a number, -1 where it is none. Four decimal parts of 0 to 255, no leading zeros. */
export function parseIpv4(text: string): number {
  return parseQuad(text, 0);
}

/** The dotted quad from `at` to the end of the text, or -1. */
function parseQuad(text: string, at: number): number {
  const length = text.length;
  if (length - at > 15) return -1;
  let value = 0;
  let part = -1;
  let dots = 0;
  for (let i = at; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code === DOT) {
      if (part < 0 || dots === 3) return -1;
      value = value * 256 + part;
      part = -1;
      dots++;
    } else {
      const digit = code - ZERO;
      if (digit < 0 || digit > 9 || part === 0) return -1;
      part = part < 0 ? digit : part * 10 + digit;
      if (part > 255) return -1;
    }
  }
  return dots === 3 && part >= 0 ? value * 256 + part : -1;
}

/** Value of a hexadecimal digit by its code, -1 for everything else below 128. */
const HEX = new Int8Array(128).fill(-1);
for (let digit = 0; digit < 16; digit++) {
  const char = digit.toString(16);
  HEX[char.charCodeAt(0)] = digit;
  HEX[char.toUpperCase().charCodeAt(0)] = digit;
}

const groups = new Uint16Array(8);

/**
 * Writes the four words of an IPv6 address to `out` from `at` on; false where the text is none. RFC 4291
 * section 2.2: `::` once, a dotted quad at the end, any case. No zone, no brackets.
 */
export function parseIpv6(text: string, out: Uint32Array, at = 0): boolean {
  const length = text.length;
  if (length < 2 || length > 45) return false;
  let count = 0;
  let gap = -1;
  let i = 0;
  if (text.charCodeAt(0) === COLON) {
    if (text.charCodeAt(1) !== COLON) return false;
    gap = 0;
    i = 2;
  }
  while (i < length) {
    if (count === 8) return false;
    let value = 0;
    const start = i;
    let code = 0;
    for (; i < length; i++) {
      code = text.charCodeAt(i);
      const digit = code < 128 ? (HEX[code] as number) : -1;
      if (digit < 0) break;
      value = (value << 4) | digit;
    }
    if (i < length && code === DOT) {
      const quad = parseQuad(text, start);
      if (quad < 0 || count > 6) return false;
      groups[count++] = quad >>> 16;
      groups[count++] = quad & 0xffff;
      break;
    }
    if (i === start || i - start > 4) return false;
    groups[count++] = value;
    if (i === length) break;
    if (code !== COLON) return false;
    i++;
    if (i === length) return false;
    if (text.charCodeAt(i) === COLON) {
      if (gap >= 0) return false;
      gap = count;
      i++;
    }
  }
  if (gap < 0 ? count !== 8 : count > 7) return false;
  if (gap >= 0) {
    groups.copyWithin(gap + 8 - count, gap, count);
    groups.fill(0, gap, gap + 8 - count);
  }
  for (let word = 0; word < 4; word++) {
    out[at + word] = ((groups[word * 2] as number) << 16) | (groups[word * 2 + 1] as number);
  }
  return true;
}

/** Whether four words are an IPv4-mapped address, ::ffff:0:0/96; RFC 7208 section 5 treats it as IPv4. */
export function isMapped(words: Uint32Array, at = 0): boolean {
  return words[at] === 0 && words[at + 1] === 0 && words[at + 2] === 0xffff;
}

/** An address of either family; IPv4-mapped IPv6 is IPv4. Null where the text is no address. */
export function parseIp(text: string): IpAddress | null {
  if (text.includes(':')) {
    const words = new Uint32Array(4);
    if (!parseIpv6(text, words)) return null;
    return isMapped(words) ? { family: 4, words: words.slice(3) } : { family: 6, words };
  }
  const value = parseIpv4(text);
  return value < 0 ? null : { family: 4, words: Uint32Array.of(value) };
}

/** Canonical text: dotted quad, or RFC 5952 (lower case, the longest run of zeros as `::`). */
export function formatIp(ip: IpAddress): string {
  return ip.family === 4 ? formatIpv4(ip.words[0] as number) : formatIpv6(ip.words);
}

export function formatIpv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

export function formatIpv6(words: Uint32Array, at = 0): string {
  const parts: number[] = [];
  for (let i = 0; i < 4; i++) {
    const word = words[at + i] as number;
    parts.push(word >>> 16, word & 0xffff);
  }
  let best = -1;
  let bestLength = 1;
  for (let i = 0; i < 8; i++) {
    let run = 0;
    while (i + run < 8 && parts[i + run] === 0) run++;
    if (run > bestLength) {
      best = i;
      bestLength = run;
    }
    i += run;
  }
  const hex = (from: number, to: number): string =>
    parts
      .slice(from, to)
      .map((part) => part.toString(16))
      .join(':');
  return best < 0 ? hex(0, 8) : `${hex(0, best)}::${hex(best + bestLength, 8)}`;
}

/**
 * Whether a text is an IPv6 address that normalizeIp would give back as it is, told without making anything: addresses in
 * reports nearly always are. False also for rare canonical forms, such as those that begin or end with `::`.
 */
export function isCanonicalIpv6(text: string): boolean {
  const length = text.length;
  if (length > 39) return false;
  let count = 0;
  let gaps = 0;
  let digits = 0;
  // Whether the group before was zero, or left out
  let zero = false;
  for (let i = 0; i <= length; i++) {
    const code = i < length ? text.charCodeAt(i) : COLON;
    if (code !== COLON) {
      const lower = code >= 97 && code <= 102;
      if ((!lower && (code < ZERO || code > 57)) || digits === 4) return false;
      digits++;
    } else if (digits > 0) {
      const leading = text.charCodeAt(i - digits) === ZERO;
      if (leading && (digits > 1 || zero)) return false;
      zero = leading;
      count++;
      digits = 0;
    } else {
      // Two colons in a row: one gap, between groups, in no company of zeros
      if (i === 0 || i === length || zero) return false;
      gaps++;
      zero = true;
    }
  }
  return gaps === 0 ? count === 8 : gaps === 1 && count <= 6;
}

/** Canonical text of an address, or null where it is none. Spaces around it do not matter. */
export function normalizeIp(text: string): string | null {
  const ip = parseIp(text.trim());
  return ip && formatIp(ip);
}

/** The /64 of an IPv6 address as `2001:db8:1:2::/64`: one sender. Null for IPv4 and for what is no address. */
export function prefix64(text: string): string | null {
  const ip = parseIp(text.trim());
  if (ip?.family !== 6) return null;
  return `${formatIpv6(Uint32Array.of(ip.words[0] as number, ip.words[1] as number, 0, 0))}/64`;
}

/** Whether two addresses of the same family agree in their first `prefix` bits. */
export function inNetwork(ip: IpAddress, network: IpAddress, prefix: number): boolean {
  if (ip.family !== network.family) return false;
  for (let word = 0; word * 32 < prefix; word++) {
    const bits = Math.min(32, prefix - word * 32);
    const differing = ((ip.words[word] as number) ^ (network.words[word] as number)) >>> (32 - bits);
    if (differing !== 0) return false;
  }
  return true;
}

/** The name under which DNS keeps the reverse name, RFC 1035 section 3.5 and RFC 3596 section 2.5. */
export function reverseName(ip: IpAddress): string {
  if (ip.family === 4)
    return `${formatIpv4(ip.words[0] as number)
      .split('.')
      .reverse()
      .join('.')}.in-addr.arpa`;
  return `${nibbles(ip).reverse().join('.')}.ip6.arpa`;
}

/** The 32 hexadecimal digits of an IPv6 address, lower case. */
export function nibbles(ip: IpAddress): string[] {
  return [...ip.words].flatMap((word) => [...word.toString(16).padStart(8, '0')]);
}
