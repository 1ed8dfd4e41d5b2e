/** Text of a header field without its comments (RFC 5322 section 3.2.2), which may hold others. Quotes are not looked at. */
export function withoutComments(text: string): string {
  let out = '';
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth++;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) out += character;
  }
  return out;
}
