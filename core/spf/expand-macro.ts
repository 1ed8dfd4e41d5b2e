/** Expansion of macros, RFC 7208 section 7.3. */
import { formatIp, type IpAddress, nibbles } from '../lib/ip.ts';
import type { Macro, MacroString } from './macro-string.ts';

/** Values of the letters. Null: a report does not carry it. */
export interface MacroValues {
  ip: IpAddress;
  /** <domain> of check_host(): the domain whose record is being evaluated. */
  domain: string;
  /** Domain of the sender, which stays the same through includes and redirects. */
  senderDomain: string;
  localPart: string | null;
  helo: string | null;
  /** Name of the receiving host, for explanations. */
  receiver?: string;
  /** Unix seconds, for explanations. */
  time?: number;
  /** Validated name of the address; `unknown` where there is none. Only asked for where %{p} is used. */
  validated?: string;
}

/** Longest name that can be asked for. */
const MAX_NAME = 253;

/** Whether a string's value differs between addresses of one family; %{v} names the family only. */
export function dependsOnAddress(spec: MacroString): boolean {
  return spec.letters.has('i') || spec.letters.has('p');
}

/** The letter that a report does not carry and this string needs, or null. */
export function missingLetter(
  spec: MacroString,
  values: Pick<MacroValues, 'localPart' | 'helo'>,
): string | null {
  for (const letter of spec.letters) {
    if ((letter === 's' || letter === 'l') && values.localPart === null) return letter;
    if (letter === 'h' && values.helo === null) return letter;
  }
  return null;
}

/** The string with its macros replaced. Letters without a value become empty; ask `missingLetter` first. */
export function expandMacros(spec: MacroString, values: MacroValues): string {
  let text = '';
  for (const token of spec.tokens)
    text += typeof token === 'string' ? token : transform(token, letterValue(token.letter, values));
  return text;
}

/**
 * The name to look up: the final dot removed, and labels dropped from the left while it is longer than 253
 * characters (section 7.3).
 */
export function expandName(spec: MacroString, values: MacroValues): string {
  const name = lastCharacters(spec, values, MAX_NAME + 2).replace(/\.$/, '');
  if (name.length <= MAX_NAME) return name;
  // The longest end that begins a label and is short enough; without one, the last label, which no name may have.
  const dot = name.indexOf('.', name.length - MAX_NAME - 1);
  return name.slice((dot < 0 ? name.lastIndexOf('.') : dot) + 1);
}

/** The end of the expanded string, at least so long where it is longer: a record may hold thousands of macros. */
function lastCharacters(spec: MacroString, values: MacroValues, least: number): string {
  let text = '';
  for (let i = spec.tokens.length - 1; i >= 0 && text.length < least; i--) {
    const token = spec.tokens[i] as string | Macro;
    text = (typeof token === 'string' ? token : transform(token, letterValue(token.letter, values))) + text;
  }
  return text;
}

function letterValue(letter: string, values: MacroValues): string {
  switch (letter) {
    case 's':
      return `${values.localPart ?? ''}@${values.senderDomain}`;
    case 'l':
      return values.localPart ?? '';
    case 'o':
      return values.senderDomain;
    case 'd':
      return values.domain;
    case 'i':
      // Dotted nibbles for IPv6; upper case as in the published suite, DNS does not care.
      return values.ip.family === 4 ? formatIp(values.ip) : nibbles(values.ip).join('.').toUpperCase();
    case 'p':
      return values.validated ?? 'unknown';
    case 'v':
      return values.ip.family === 4 ? 'in-addr' : 'ip6';
    case 'h':
      return values.helo ?? '';
    case 'c':
      return formatIp(values.ip);
    case 'r':
      return values.receiver ?? 'unknown';
    default:
      return String(Math.floor(values.time ?? 0));
  }
}

function transform(macro: Macro, value: string): string {
  let parts: string[] = [];
  let part = '';
  for (const char of value) {
    if (macro.delimiters.includes(char)) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  parts.push(part);
  if (macro.reverse) parts.reverse();
  if (macro.keep > 0) parts = parts.slice(-macro.keep);
  const text = parts.join('.');
  return macro.escape ? percentEncode(text) : text;
}

/** Everything but the unreserved characters of RFC 3986 section 2.3. */
function percentEncode(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[A-Za-z0-9\-._~]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
