import { parseSpf } from './parse.ts';
import type { SpfRecord } from './record.ts';

/** Records kept in their parsed form; beyond that all are forgotten at once. */
export const MAX_PARSED = 500;

/** `parseSpf` that parses a text once, however many addresses are checked against it. */
export function createParseOnce(maxRecords = MAX_PARSED): (text: string) => SpfRecord {
  const parsed = new Map<string, SpfRecord>();
  return (text) => {
    const known = parsed.get(text);
    if (known) return known;
    if (parsed.size >= maxRecords) parsed.clear();
    const record = parseSpf(text);
    parsed.set(text, record);
    return record;
  };
}
