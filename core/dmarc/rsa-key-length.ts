const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BIT_STRING = 0x03;

interface Element {
  tag: number;
  start: number;
  end: number;
}

/**
 * Bits of the modulus of an RSA public key in DER: a SubjectPublicKeyInfo (RFC 5280 section 4.1), which is
 * what p= holds (RFC 6376 section 3.6.1), or the bare RSAPublicKey (RFC 8017 appendix A.1.1) that some
 * publish. Null where the bytes are neither.
 */
export function rsaModulusBits(der: Uint8Array): number | null {
  const outer = element(der, 0, der.length);
  if (outer?.tag !== SEQUENCE) return null;
  const first = element(der, outer.start, outer.end);
  if (first === null) return null;
  if (first.tag === INTEGER) return integerBits(der, first);
  const bits = element(der, first.end, outer.end);
  // The first byte of a bit string counts unused bits: 0 for keys.
  if (first.tag !== SEQUENCE || bits?.tag !== BIT_STRING || der[bits.start] !== 0) return null;
  const inner = element(der, bits.start + 1, bits.end);
  if (inner?.tag !== SEQUENCE) return null;
  const modulus = element(der, inner.start, inner.end);
  return modulus?.tag === INTEGER ? integerBits(der, modulus) : null;
}

/** Reads tag and length, X.690 section 8.1; null where they lead out of bounds. */
function element(der: Uint8Array, at: number, limit: number): Element | null {
  const tag = der[at];
  const first = der[at + 1];
  if (tag === undefined || first === undefined) return null;
  let start = at + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) return null;
    length = 0;
    for (let i = 0; i < count; i += 1) length = length * 256 + (der[start + i] ?? 0);
    start += count;
  }
  return start + length <= limit ? { tag, start, end: start + length } : null;
}

function integerBits(der: Uint8Array, { start, end }: Element): number | null {
  while (start < end && der[start] === 0) start += 1;
  const top = der[start];
  if (start >= end || top === undefined) return null;
  return (end - start - 1) * 8 + (32 - Math.clz32(top));
}
