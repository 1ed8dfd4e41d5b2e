/** Header fields of a feedback part or a message: names in lower case, values in order, folded lines joined. */
export function headerFields(text: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  let current: string[] | null = null;
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    if (/^[ \t]/.test(line) && current) {
      current[current.length - 1] += ` ${line.trim()}`;
      continue;
    }
    const found = /^([A-Za-z][A-Za-z0-9_-]*)[ \t]*:[ \t]*(.*)$/.exec(line);
    if (!found) {
      // A feedback part may begin with blank lines; a header block ends at one.
      current = null;
      continue;
    }
    const name = found[1]!.toLowerCase();
    const values = fields.get(name) ?? [];
    values.push(found[2]!.trim());
    fields.set(name, values);
    current = values;
  }
  return fields;
}
