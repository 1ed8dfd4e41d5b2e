/**
 * Where the first report of some bytes ends: at the next XML declaration or `feedback` element behind a `feedback` that was
 * closed; at the end of the bytes where no other report follows.
 */
export function reportEnd(bytes: Uint8Array): number {
  const close = /<\/(?:[\w.-]+:)?feedback\s*>[\s\u00ef\u00bb\u00bf]*(?=<\?xml|<(?:[\w.-]+:)?feedback\b)/gi;
  let text = '';
  // Latin-1, so that places in the text are places in the bytes
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  const found = close.exec(text);
  if (!found) return bytes.length;
  const end = found.index + found[0].length;
  return text.slice(end - 3, end) === '\u00ef\u00bb\u00bf' ? end - 3 : end;
}
