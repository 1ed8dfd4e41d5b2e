/** Whether bytes are uuencoded (POSIX.1 uuencode): a line `begin mode name`, then lines as long as their first letter says. */
export function looksLikeUuencode(head: Uint8Array): boolean {
  if (head[0] !== 0x62) return false;
  const text = new TextDecoder('windows-1252').decode(head.subarray(0, 1024));
  const found = /^begin [0-7]{3,4} [^\r\n]{1,300}\r?\n([ -`])([^\r\n]*)/.exec(text);
  if (!found) return false;
  const bytes = (found[1]!.charCodeAt(0) - 32) & 63;
  // Blanks at a line's end get lost, and some encoders add a checksum letter
  return bytes > 0 && found[2]!.length <= Math.ceil(bytes / 3) * 4 + 2;
}
