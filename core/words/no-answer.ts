import { isNotAsked } from '../lib/answer.ts';
import type { NoAnswer } from '../model/dns.ts';
import type { UncheckedReason } from '../model/sender.ts';
import { dnsResultWord } from './dns-result.ts';
import { type Language, translated } from './language.ts';

const SENTENCES = translated({
  en: {
    notAsked: (why: string) => `DNS was not asked again: ${why}`,
    silent: (why: string) => `DNS gave no newer answer: ${why}`,
    neverAsked: (why: string) => `DNS was not asked: ${why}`,
    never: (why: string) => `DNS gave no answer: ${why}`,
    notConfirmed: 'DNS was not asked: the domain has not been confirmed as yours',
    notAllowed: 'DNS was not asked: its mail is sent as a domain that is not confirmed as yours',
    notAName: 'DNS was not asked: the reports name no domain that could be asked about',
    pending: 'DNS has not been asked about it yet; its turn comes by itself',
  },
  de: {
    notAsked: (why: string) => `DNS wurde nicht erneut gefragt: ${why}`,
    silent: (why: string) => `DNS gab keine neuere Antwort: ${why}`,
    neverAsked: (why: string) => `DNS wurde nicht gefragt: ${why}`,
    never: (why: string) => `DNS gab keine Antwort: ${why}`,
    notConfirmed: 'DNS wurde nicht gefragt: Die Domain ist nicht als Ihre bestätigt',
    notAllowed:
      'DNS wurde nicht gefragt: Die Mail nennt als Absender eine Domain, die nicht als Ihre bestätigt ist',
    notAName: 'DNS wurde nicht gefragt: Die Berichte nennen keine Domain, nach der man fragen könnte',
    pending: 'DNS wurde dazu noch nicht gefragt; das geschieht von selbst',
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

/** Why SPF of a sender was not checked; without a full stop. */
export function uncheckedSentence(why: UncheckedReason, language: Language): string {
  const t = SENTENCES[language];
  if (why === 'not-confirmed') return t.notConfirmed;
  if (why === 'not-a-name') return t.notAName;
  if (why === 'not-allowed') return t.notAllowed;
  return why === 'pending' ? t.pending : noAnswerSentence(why, false, language);
}
