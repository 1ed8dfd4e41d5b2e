/**
 * Text as XML bytes in pure ASCII, so that it decodes to the same text under every encoding a document may declare. For
 * values that had to be put together from pieces.
 */
export function escapedText(text: string): Uint8Array {
  const ascii = text.replace(/[&<]|[^\x20-\x7e]/gu, (c) => `&#x${c.codePointAt(0)!.toString(16)};`);
  const bytes = new Uint8Array(ascii.length);
  for (let i = 0; i < ascii.length; i++) bytes[i] = ascii.charCodeAt(i);
  return bytes;
}
