import { counted } from '../lib/counted.ts';
import type { Language, Translated } from './language.ts';

/** Figures and values a sentence may quote. */
export type Detail = Readonly<Record<string, string | number>>;

/** A sentence, or how to make one from the detail. */
export type Sentence = string | ((detail: Detail, language: Language) => string);

/** Sentences by code, in both languages with the same codes. */
export type CodeTable<Code extends string> = Translated<Record<Code, Sentence>>;

/**
 * The sentence for a code. A code the table does not know (a newer engine behind an older page) is quoted, so
 * that nothing is ever shown empty.
 */
export function sentenceFor<Code extends string>(
  table: CodeTable<Code>,
  code: string,
  detail: Detail,
  language: Language,
): string {
  const texts: Partial<Record<string, Sentence>> = table[language];
  const sentence = Object.hasOwn(texts, code) ? texts[code] : undefined;
  if (sentence === undefined) return withDetail(code, detail);
  return typeof sentence === 'function' ? sentence(detail, language) : sentence;
}

function withDetail(code: string, detail: Detail): string {
  const parts = Object.values(detail).filter((value) => value !== '');
  return parts.length > 0 ? `${code} (${parts.join(', ')})` : code;
}

/** A figure of the detail as the language writes it; `?` where it is missing. */
export function figure(detail: Detail, name: string, language: Language): string {
  const value = detail[name];
  return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : String(value ?? '?');
}

/** A figure of the detail with its noun, and what agrees with it: `1 message bears`, `2 messages bear`. */
export function many(detail: Detail, name: string, language: Language, one: string, more: string): string {
  return counted(figure(detail, name, language), one, more);
}

/** Bytes of the detail in megabytes (of 1,000,000 bytes). */
export function megabytes(detail: Detail, name: string, language: Language): string {
  const value = detail[name];
  if (typeof value !== 'number') return String(value ?? '?');
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value / 1e6)} MB`;
}
