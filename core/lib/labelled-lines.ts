/** Longest label, `sender-ip-address` and the like. */
const MAX_LABEL = 30;
const TIME_ALONE = /^\d\d?:\d\d(?::\d\d)?(?: [+-]\d{4})?$/;

/**
 * Lines such as `  Sender IP Address: 192.0.2.1` in a text for people: labels in lower case with hyphens, values in order. A
 * time of day in a line of its own belongs to the date before it.
 */
export function labelledLines(lines: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let last: string[] | null = null;
  for (const line of lines) {
    const text = line.trim();
    if (last && TIME_ALONE.test(text)) {
      last[last.length - 1] += ` ${text}`;
      continue;
    }
    const colon = text.indexOf(':');
    const label = colon > 0 && colon <= MAX_LABEL ? text.slice(0, colon) : '';
    if (!/^[A-Za-z][A-Za-z _-]*$/.test(label)) {
      last = null;
      continue;
    }
    const name = label.trim().toLowerCase().replace(/[ _]/g, '-');
    const values = found.get(name) ?? [];
    values.push(text.slice(colon + 1).trim());
    found.set(name, values);
    last = values;
  }
  return found;
}
