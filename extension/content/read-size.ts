const FACTORS: Record<string, number> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** Characters of a label that are looked at. */
const MAX_LENGTH = 200;

/** `(~691 B)`, `1.2 KB`, `3,4 MiB`: about so many bytes; null where not understood. */
export function readSize(text: string): number | null {
  const found = /([\d.,]+)\s*([KMG]?)i?B/i.exec(text.slice(0, MAX_LENGTH));
  if (!found) return null;
  return Math.round(Number(found[1]!.replace(',', '.')) * (FACTORS[found[2]!.toUpperCase()] ?? 1));
}
