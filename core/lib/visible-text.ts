import { toALabels } from './dns-names.ts';
import { isLatinLookAlike } from './look-alike-letters.ts';
import { toULabels } from './to-u-labels.ts';

/**
 * Characters that are drawn as nothing, or that change how others are drawn: controls without tab and line ends, soft
 * hyphen and joiners, all bidirectional marks, embeddings, overrides and isolates (UAX 9), fillers, variation
 * selectors, tags, private use, lone surrogates.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]/gu;

/** Texts of these alone are as they seem: printable ASCII, Latin letters, punctuation, arrows, mathematics. */
const HARMLESS =
  /^[\t\n\r -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2190-\u23ff]*$/;

const LATIN = /\p{Script=Latin}/u;
/** Scripts whose letters are taken for one another; others beside Latin (Han, Kana, Hangul) are usual. */
const CONFUSABLE_SCRIPTS = [
  LATIN,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Georgian}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
];

const LABEL = /[\p{L}\p{M}\p{N}_-]+/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const WORD = /\S+/gu;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * A text that came from a report, a mail or DNS, so that it cannot lie when it is shown:
 * - characters that cannot be seen stand as their code point: `pay⟨U+202E⟩lap`;
 * - labels of a domain that mix scripts, or that consist of letters that look like Latin ones, stand as A-labels
 *   (`xn--…`, RFC 5891); in other words the letters that look like Latin ones stand as their code point;
 * - words with right-to-left letters are isolated (UAX 9, section 2.4), so that they do not reorder what is beside them.
 *
 * A text with nothing of this is returned as it is. Not to be applied twice: its isolates would be shown.
 */
export function visibleText(text: string): string {
  if (HARMLESS.test(text)) return text;
  return text
    .replace(HIDDEN, (character) => (/[\t\n\r]/.test(character) ? character : codePoint(character)))
    .replace(WORD, (word) => isolated(unmixed(word)));
}

/** Whether a text is shown otherwise than it was written. */
export function isAltered(text: string): boolean {
  const shown = visibleText(text).replaceAll(FIRST_STRONG_ISOLATE, '').replaceAll(POP_ISOLATE, '');
  return shown !== text;
}

function unmixed(word: string): string {
  // A dot inside makes it a name of DNS, or something that is meant to look like one.
  const isDomain = /[\p{L}\p{N}]\.[\p{L}\p{N}]/u.test(word);
  return word.replace(LABEL, (label) => {
    if (!mixesScripts(label) && !(isDomain && isLatinLookAlike(label))) return label;
    const name = isDomain ? toALabels(label) : label;
    if (name !== label && /^[ -~]+$/.test(name)) return name;
    return [...label].map((letter) => (isForeign(letter) ? codePoint(letter) : letter)).join('');
  });
}

function isForeign(letter: string): boolean {
  return /\p{L}/u.test(letter) && !LATIN.test(letter);
}

function mixesScripts(label: string): boolean {
  return CONFUSABLE_SCRIPTS.filter((script) => script.test(label)).length > 1;
}

function isolated(word: string): string {
  return RIGHT_TO_LEFT.test(word) ? `${FIRST_STRONG_ISOLATE}${word}${POP_ISOLATE}` : word;
}

function codePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/**
 * The letters of an internationalised domain name, as the second form beside its A-labels: `пример.рф`, and where they
 * could be taken for others their code points, `p⟨U+0430⟩ypal.com`. Null where the name has none but ASCII.
 */
export function spelledOut(name: string): string | null {
  const letters = toULabels(name);
  if (/^[ -~]*$/.test(letters)) return null;
  return letters.replace(LABEL, (label) =>
    mixesScripts(label) || isLatinLookAlike(label)
      ? [...label].map((letter) => (isForeign(letter) ? codePoint(letter) : letter)).join('')
      : label,
  );
}
