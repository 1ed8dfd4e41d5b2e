import { isAtOrBelow } from './domain-name.ts';
import { skeleton } from './look-alike-letters.ts';
import { toULabels } from './to-u-labels.ts';

/** Shorter labels differ by one letter from too many others. */
const MIN_TYPO_LABEL = 5;
const MAX_NAME = 253;

/**
 * The domain of the user's own that a name is likely to be taken for, or null: it looks the same, differs by one
 * letter, or begins with the whole of it (`example.com.evil.net`). A name at or below an own domain is the user's.
 */
export function lookAlikeOf(name: string, own: readonly string[]): string | null {
  const shown = name.toLowerCase();
  if (shown.length > MAX_NAME || own.some((each) => isAtOrBelow(shown, each))) return null;
  const letters = toULabels(shown);
  const looks = skeleton(letters);
  return own.find((each) => isTakenFor(letters, looks, toULabels(each))) ?? null;
}

function isTakenFor(name: string, looks: string, own: string): boolean {
  const ownLooks = skeleton(own);
  if (looks === ownLooks || looks.endsWith(`.${ownLooks}`)) return true;
  if (name.startsWith(`${own}.`) || name.includes(`.${own}.`)) return true;
  const [label = '', ...rest] = own.split('.');
  const labels = name.split('.').slice(-rest.length - 1);
  if (label.length < MIN_TYPO_LABEL || labels.slice(1).join('.') !== rest.join('.')) return false;
  return differByOne(labels[0] ?? '', label);
}

/** One letter more, less, other, or two neighbours swapped. */
function differByOne(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB === `${restA[1]}${restA[0]}`;
}
