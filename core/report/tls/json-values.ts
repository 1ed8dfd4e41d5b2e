import { RefusalError } from '../../lib/refusal-error.ts';
import { jsonShape, MAX_JSON_DEPTH, MAX_JSON_VALUES, withEscapes } from './json-shape.ts';

/** A value of a document, or why what stands in its place is none. */
export type JsonValue = { value: unknown; repaired: boolean } | BrokenJson;

export interface BrokenJson {
  /** What the parser says. */
  broken: string;
  /** How it begins. */
  text: string;
}

/** Characters of broken JSON that are kept to tell what it was meant as. */
const KEPT = 4096;

/**
 * The values of a text of JSON, which may follow one another, a line each or not; lists are opened. Control characters in
 * strings (RFC 8259 section 7) have one meaning and are repaired; anything else that is no JSON is broken, for to mend it
 * would be to guess. RefusalError where it is too deep or holds too much.
 */
export function jsonValues(text: string, limit: number): { values: JsonValue[]; trailing: string } {
  const { parts, controls, fault } = jsonShape(text);
  if (fault === 'too-deep')
    throw new RefusalError('too-deep', { limit: MAX_JSON_DEPTH, found: MAX_JSON_DEPTH + 1 });
  if (fault === 'too-many-values') {
    throw new RefusalError('too-many-values', { limit: MAX_JSON_VALUES, found: MAX_JSON_VALUES + 1 });
  }
  const values: JsonValue[] = [];
  let next = 0;
  for (const [from, to] of parts) {
    const inside: number[] = [];
    while (next < controls.length && controls[next]! < to) inside.push(controls[next++]! - from);
    values.push(...parsed(text.slice(from, to), inside));
    if (values.length > limit) throw new RefusalError('too-many-reports', { limit, found: values.length });
  }
  const rest = text.slice(parts.at(-1)?.[1] ?? 0);
  if (fault === 'open' || (fault !== null && parts.length === 0)) {
    values.push({
      broken: fault === 'open' ? 'Unexpected end of JSON input' : 'Unexpected text in place of JSON',
      text: rest.slice(0, KEPT),
    });
    return { values, trailing: '' };
  }
  return { values, trailing: rest.trim() };
}

/** One outermost object; of a list its members. */
function parsed(text: string, controls: number[]): JsonValue[] {
  const repaired = controls.length > 0;
  try {
    const value: unknown = JSON.parse(repaired ? withEscapes(text, controls) : text);
    return Array.isArray(value)
      ? value.map((one: unknown) => ({ value: one, repaired }))
      : [{ value, repaired }];
  } catch (error) {
    return [{ broken: error instanceof Error ? error.message : String(error), text: text.slice(0, KEPT) }];
  }
}
