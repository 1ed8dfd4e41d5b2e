import { isNotAsked } from '../lib/answer.ts';
import type { NoAnswer } from '../model/dns.ts';
import { dnsResultWord } from './dns-result.ts';
import { type Language, translated } from './language.ts';

const SENTENCES = translated({
  en: {
    notAsked: (why: string) => `DNS was not asked again: ${why}`,
    silent: (why: string) => `DNS gave no newer answer: ${why}`,
    neverAsked: (why: string) => `DNS was not asked: ${why}`,
    never: (why: string) => `DNS gave no answer: ${why}`,
  },
  de: {
    notAsked: (why: string) => `DNS wurde nicht erneut gefragt: ${why}`,
    silent: (why: string) => `DNS gab keine neuere Antwort: ${why}`,
    neverAsked: (why: string) => `DNS wurde nicht gefragt: ${why}`,
    never: (why: string) => `DNS gab keine Antwort: ${why}`,
  },
});

/**
 * Why something is not known, or not newly; without a full stop. *Not asked* and *no answer* read differently.
 *
 * @param known whether an older answer is shown beside it
 */
export function noAnswerSentence(why: NoAnswer, known: boolean, language: Language): string {
  const t = SENTENCES[language];
  const word = dnsResultWord(why, language);
  if (isNotAsked(why)) return known ? t.notAsked(word) : t.neverAsked(word);
  return known ? t.silent(word) : t.never(word);
}
