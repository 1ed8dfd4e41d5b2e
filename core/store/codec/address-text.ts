/**
 * Addresses as bytes and back, for the dictionary. Only texts that come back letter for letter are packed,
 * so nothing but size depends on this.
 */

/** Four bytes of a dotted quad without leading zeros, else null. */
export function packIpv4(text: string): Uint8Array | null {
  if (text.length < 7 || text.length > 15) return null;
  const bytes = new Uint8Array(4);
  let part = 0;
  let value = 0;
  let digits = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i === text.length ? 46 : text.charCodeAt(i);
    if (code === 46) {
      if (digits === 0 || part > 3) return null;
      bytes[part++] = value;
      value = 0;
      digits = 0;
    } else {
      if (code < 48 || code > 57 || (digits > 0 && value === 0)) return null;
      value = value * 10 + code - 48;
      digits++;
      if (value > 255) return null;
    }
  }
  return part === 4 ? bytes : null;
}

export function ipv4Text(bytes: Uint8Array, at: number): string {
  return `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;
}

const IPV6 = /^[0-9a-f:]{2,39}$/;

/** Sixteen bytes of an IPv6 address in the form of RFC 5952, else null. */
export function packIpv6(text: string): Uint8Array | null {
  if (!text.includes(':') || !IPV6.test(text)) return null;
  const gap = text.indexOf('::');
  const head = (gap < 0 ? text : text.slice(0, gap)).split(':').filter((group) => group !== '');
  const tail =
    gap < 0
      ? []
      : text
          .slice(gap + 2)
          .split(':')
          .filter((group) => group !== '');
  const missing = 8 - head.length - tail.length;
  if (missing < 0 || (gap < 0 && missing > 0)) return null;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
  const bytes = new Uint8Array(16);
  for (let i = 0; i < 8; i++) {
    const group = groups[i]!;
    if (group.length > 4) return null;
    const value = Number.parseInt(group, 16);
    bytes[i * 2] = value >> 8;
    bytes[i * 2 + 1] = value & 0xff;
  }
  return ipv6Text(bytes, 0) === text ? bytes : null;
}

/** RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups as `::`. */
export function ipv6Text(bytes: Uint8Array, at: number): string {
  let bestStart = -1;
  let bestLength = 1;
  let start = -1;
  const groups: string[] = [];
  for (let i = 0; i < 8; i++) {
    const value = (bytes[at + i * 2]! << 8) | bytes[at + i * 2 + 1]!;
    groups.push(value.toString(16));
    if (value !== 0) start = -1;
    else if (start < 0) start = i;
    if (start >= 0 && i - start + 1 > bestLength) {
      bestStart = start;
      bestLength = i - start + 1;
    }
  }
  if (bestStart < 0) return groups.join(':');
  return `${groups.slice(0, bestStart).join(':')}::${groups.slice(bestStart + bestLength).join(':')}`;
}
