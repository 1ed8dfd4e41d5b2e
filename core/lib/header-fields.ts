/** Lines read of one block of header fields. */
const MAX_LINES = 10_000;

/** Header fields of a feedback part or a message: names in lower case, values in order, folded lines joined. */
export function headerFields(text: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  let current: string[] | null = null;
  for (const line of text.replace(/\r\n?/g, '\n').split('\n', MAX_LINES)) {
    if (current && (line.startsWith(' ') || line.startsWith('\t'))) {
      current[current.length - 1] += ` ${line.trim()}`;
      continue;
    }
    const colon = line.indexOf(':');
    const name = colon < 0 ? '' : line.slice(0, colon).trimEnd();
    if (!/^[A-Za-z][A-Za-z0-9_-]{0,76}$/.test(name)) {
      // A feedback part may begin with blank lines; a header block ends at one.
      current = null;
      continue;
    }
    const values = fields.get(name.toLowerCase()) ?? [];
    values.push(line.slice(colon + 1).trim());
    fields.set(name.toLowerCase(), values);
    current = values;
  }
  return fields;
}
