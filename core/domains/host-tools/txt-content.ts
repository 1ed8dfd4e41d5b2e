/** RFC 1035 section 3.3: a character-string holds at most 255 bytes. */
const MAX_STRING = 255;

/**
 * TXT text as a zone file has it: strings of at most 255 bytes in quotes, quotes and backslashes escaped,
 * bytes outside printable ASCII as `\DDD` (RFC 1035 section 5.1).
 */
export function quoteTxt(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const strings: string[] = [];
  for (let at = 0; at < bytes.length || at === 0; at += MAX_STRING) {
    strings.push(`"${[...bytes.subarray(at, at + MAX_STRING)].map(escapeByte).join('')}"`);
  }
  return strings.join(' ');
}

/** The text of zone-file content, strings joined; content without quotes is taken as it is. */
export function unquoteTxt(content: string): string {
  if (!content.includes('"')) return content;
  const bytes: number[] = [];
  let inside = false;
  for (let i = 0; i < content.length; i += 1) {
    const char = content[i] ?? '';
    if (char === '"') inside = !inside;
    else if (char === '\\') {
      const digits = /^\d{3}/.exec(content.slice(i + 1))?.[0];
      if (inside) bytes.push(digits === undefined ? content.charCodeAt(i + 1) : Number(digits) & 255);
      i += digits === undefined ? 1 : 3;
    } else if (inside) bytes.push(...new TextEncoder().encode(char));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

function escapeByte(byte: number): string {
  if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, '0')}`;
}
