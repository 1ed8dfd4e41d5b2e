/** The UTF-16 a document is in, by its mark or by the zero bytes around a first `<` or `{`; null for all others. */
export function wideText(start: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [a, b, c, d] = start;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if ((a === 0x3c || a === 0x7b) && b === 0 && c !== 0) return 'utf-16le';
  return a === 0 && (b === 0x3c || b === 0x7b) && d !== 0 ? 'utf-16be' : null;
}
