export const LESS = 0x3c;
export const GREATER = 0x3e;
export const SLASH = 0x2f;
export const BANG = 0x21;
export const QUESTION = 0x3f;
export const COLON = 0x3a;
export const SPACE = 0x20;

/** Bytes that go on a name: letters, digits, `_ - . :` and everything above ASCII. */
export const IS_NAME = new Uint8Array(256);
/** ASCII letters in lower case. */
export const LOWER = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  IS_NAME[byte] = byte > 0x7f || /[\w.:-]/.test(String.fromCharCode(byte)) ? 1 : 0;
  LOWER[byte] = byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte;
}
