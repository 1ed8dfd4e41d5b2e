/** Values of the letters of base64 and base64url (RFC 4648); -1 for all other bytes. */
const VALUES = new Int8Array(256).fill(-1);
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].forEach((letter, value) => {
  VALUES[letter.charCodeAt(0)] = value;
});
VALUES[0x2d] = 62;
VALUES[0x5f] = 63;

const PAD = 0x3d;

/**
 * Base64 text, given as bytes, decoded: white space and other foreign bytes are passed over, padding may be missing, and may
 * stand in the middle where several pieces were put together.
 */
export function base64Bytes(text: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (const byte of text) {
    const value = VALUES[byte]!;
    if (value < 0) {
      if (byte === PAD) held = 0;
      continue;
    }
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      out[length++] = (bits >> held) & 0xff;
    }
  }
  return out.subarray(0, length);
}

/** Whether a byte is a letter of base64. */
export function isBase64(byte: number): boolean {
  return VALUES[byte]! >= 0;
}
