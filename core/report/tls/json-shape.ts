/** Values of one document of JSON; a report has some ten a session that failed. */
export const MAX_JSON_VALUES = 2_000_000;
/** Objects and lists within each other. A TLS report has six. */
export const MAX_JSON_DEPTH = 100;

/** How a text of JSON looks before it is parsed. */
export interface JsonShape {
  /** Places of the outermost objects and lists, which may follow one another; a comma may stand between them. */
  parts: [from: number, to: number][];
  /** Places of line ends and other control characters that stand in strings unescaped: RFC 8259 section 7 forbids them. */
  controls: number[];
  /** Why it must not be parsed (the first two), or what stands behind `parts`: other text, or something without its end. */
  fault: 'too-deep' | 'too-many-values' | 'stray-text' | 'open' | null;
  /** Commas and opening brackets: a bound for the number of values. */
  values: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Control characters that a text may have unescaped before its shape is not looked at any further. */
const MAX_CONTROLS = 100_000;

/**
 * Walks once over a text, without recursion and in linear time: what a parser would build is known, and capped, before it
 * builds it.
 */
export function jsonShape(text: string): JsonShape {
  const shape: JsonShape = { parts: [], controls: [], fault: null, values: 0 };
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      if (depth === 0) return { ...shape, fault: 'stray-text' };
      at = stringEnd(text, at, shape.controls);
      if (at < 0 || shape.controls.length > MAX_CONTROLS) return { ...shape, fault: 'open' };
    } else if (code === 0x7b || code === 0x5b) {
      if (depth++ === 0) from = at;
      shape.values++;
      if (depth > MAX_JSON_DEPTH) return { ...shape, fault: 'too-deep' };
    } else if (code === 0x7d || code === 0x5d) {
      if (depth === 0) return { ...shape, fault: 'stray-text' };
      if (--depth === 0) shape.parts.push([from, at + 1]);
    } else if (code === 0x2c) shape.values++;
    else if (depth === 0 && code > 0x20) return { ...shape, fault: 'stray-text' };
    if (shape.values > MAX_JSON_VALUES) return { ...shape, fault: 'too-many-values' };
  }
  return depth === 0 ? shape : { ...shape, fault: 'open' };
}

/** The place of a string's closing quote; -1 where it has none. */
function stringEnd(text: string, open: number, controls: number[]): number {
  for (let at = open + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at++;
    else if (code < 0x20) controls.push(at);
    if (controls.length > MAX_CONTROLS) return -1;
  }
  return -1;
}

/** The text with those characters written as RFC 8259 section 7 wants them. */
export function withEscapes(text: string, controls: readonly number[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const at of controls) {
    pieces.push(text.slice(from, at), `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`);
    from = at + 1;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}
