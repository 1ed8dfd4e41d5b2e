/** Syntax of macro-strings and domain-specs, RFC 7208 section 7.1. */

/** A piece of a macro-string: literal text, or a macro. */
type MacroToken = string | Macro;

export interface Macro {
  /** Lower case: one of s l o d i p h c r t v. */
  letter: string;
  /** Right-hand parts to keep; 0 means all. */
  keep: number;
  reverse: boolean;
  /** Characters to split at; `.` where none are given. */
  delimiters: string;
  /** Upper-case letter: percent-encode the value (section 7.3). */
  escape: boolean;
}

export interface MacroString {
  text: string;
  tokens: MacroToken[];
  /** Macro letters in it, lower case. */
  letters: ReadonlySet<string>;
}

/** Returned, never thrown: a fault is a value with its offset in the text. */
interface MacroFault {
  code: 'bad-macro' | 'bad-character' | 'bad-domain';
  at: number;
}

export type MacroOutcome = { ok: true; value: MacroString } | { ok: false; fault: MacroFault };

const EXPAND = /%\{([a-z])(\d*)(r?)([.\-+,/_=]*)\}/iy;
/** c, r and t mean something in explanations only (section 7.2). */
const LETTERS = 'slodiphv';
const EXPLANATION_LETTERS = 'slodiphcrtv';
const TOP_LABEL = /^(?:[a-z0-9]*[a-z][a-z0-9]*|[a-z0-9]+-[a-z0-9-]*[a-z0-9])$/i;

/**
 * Reads a macro-string. `explanation` allows the letters c, r, t and the space, as the text of an explanation
 * has them; a zero or empty digit run follows the grammar: `0` is an error, since the number must be nonzero.
 */
export function parseMacroString(
  text: string,
  options: { explanation?: boolean; letters?: string } = {},
): MacroOutcome {
  const letters = options.letters ?? (options.explanation ? EXPLANATION_LETTERS : LETTERS);
  const tokens: MacroToken[] = [];
  const used = new Set<string>();
  let literal = '';
  const flush = (): void => {
    if (literal !== '') tokens.push(literal);
    literal = '';
  };
  for (let at = 0; at < text.length; ) {
    const char = text[at] as string;
    if (char !== '%') {
      if (!/[\x21-\x7e]/.test(char) && !(options.explanation && char === ' ')) {
        return { ok: false, fault: { code: 'bad-character', at } };
      }
      literal += char;
      at++;
      continue;
    }
    const simple = { '%%': '%', '%_': ' ', '%-': '%20' }[text.slice(at, at + 2)];
    if (simple !== undefined) {
      literal += simple;
      at += 2;
      continue;
    }
    EXPAND.lastIndex = at;
    const match = EXPAND.exec(text);
    const letter = match?.[1]?.toLowerCase() ?? '';
    if (!match || !letters.includes(letter) || (match[2] !== '' && Number(match[2]) === 0)) {
      return { ok: false, fault: { code: 'bad-macro', at } };
    }
    flush();
    used.add(letter);
    tokens.push({
      letter,
      keep: Number(match[2] || 0),
      reverse: match[3] !== '',
      // Each counts once, however often a hostile record names it.
      delimiters: [...new Set(match[4] || '.')].join(''),
      escape: match[1] !== letter,
    });
    at = EXPAND.lastIndex;
  }
  flush();
  return { ok: true, value: { text, tokens, letters: used } };
}

/** Letters of unknown modifiers: the grammar allows any macro there. */
export const ANY_LETTER = EXPLANATION_LETTERS;

/** domain-spec = macro-string domain-end; domain-end = ( "." toplabel [ "." ] ) / macro-expand. */
export function parseDomainSpec(text: string): MacroOutcome {
  const outcome = parseMacroString(text);
  if (!outcome.ok) return outcome;
  const bad: MacroOutcome = { ok: false, fault: { code: 'bad-domain', at: 0 } };
  if (text === '') return bad;
  // The end is judged as written: `%%`, `%_` and `%-` are macro-expands too.
  if (/%(?:[%_-]|\{[^}]*\})$/.test(text)) return outcome;
  const literalEnd = text.slice(lastExpandEnd(text)).replace(/\.$/, '');
  const dot = literalEnd.lastIndexOf('.');
  return dot >= 0 && TOP_LABEL.test(literalEnd.slice(dot + 1)) ? outcome : bad;
}

function lastExpandEnd(text: string): number {
  let end = 0;
  for (const match of text.matchAll(/%(?:[%_-]|\{[^}]*\})/g)) end = match.index + match[0].length;
  return end;
}
