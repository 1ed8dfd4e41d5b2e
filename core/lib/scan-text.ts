/** Small scans of text that take linear time whatever the text is; for what would be a slow regular expression. */

/** The lines of a text, without their ends (LF, CRLF or CR). */
export function lines(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/** The text up to its first zero character. */
export function untilZero(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** The text without any of `characters` at its start and its end. */
export function stripped(text: string, characters: string): string {
  return strippedEnd(strippedStart(text, characters), characters);
}

/** The text without any of `characters` at its start. */
export function strippedStart(text: string, characters: string): string {
  let from = 0;
  while (from < text.length && characters.includes(text[from]!)) from++;
  return text.slice(from);
}

/** The text without any of `characters` at its end. */
export function strippedEnd(text: string, characters: string): string {
  let to = text.length;
  while (to > 0 && characters.includes(text[to - 1]!)) to--;
  return text.slice(0, to);
}

/** The text before the first of `characters`; all of it where there is none. */
export function upTo(text: string, characters: string): string {
  for (let at = 0; at < text.length; at++) if (characters.includes(text[at]!)) return text.slice(0, at);
  return text;
}
