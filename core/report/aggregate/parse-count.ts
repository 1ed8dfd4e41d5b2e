/** A message count; NaN where the text is none. Whole numbers only: `1.0` is 1, `1,000` is nothing we could be sure of. */
export function parseCount(text: string): number {
  const found = /^\+?(\d{1,15})(?:\.0*)?$/.exec(text);
  return found ? Number(found[1]) : Number.NaN;
}
