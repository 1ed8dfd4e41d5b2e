/** Why a sender has its status, as one line in the browser's language. */
import type { SpfVerdict } from '../../core/model/spf.ts';
import { pickLanguage } from '../../core/words/language.ts';
import { spfProblemSentence } from '../../core/words/spf-problem.ts';
import { uiLanguage } from '../platform/language.ts';

const WORDS = {
  en: {
    matched: (term: string, path: string) => `${term} in the SPF record of ${path}`,
    noMatch: (domain: string) => `no term of ${domain}’s SPF record lets it pass`,
    noRecord: (domain: string) => `${domain} has no SPF record`,
  },
  de: {
    matched: (term: string, path: string) => `${term} im SPF-Eintrag von ${path}`,
    noMatch: (domain: string) => `kein Teil des SPF-Eintrags von ${domain} lässt ihn durch`,
    noRecord: (domain: string) => `${domain} hat keinen SPF-Eintrag`,
  },
};

export function evidenceText(verdict: SpfVerdict | undefined): string {
  if (!verdict) return '';
  const language = pickLanguage([uiLanguage()]);
  if (verdict.problem) return spfProblemSentence(verdict.problem, language);
  const words = WORDS[language];
  if (verdict.result === 'none') return words.noRecord(verdict.domain);
  if (verdict.result === 'pass') return words.matched(verdict.term, verdict.path.join(' → '));
  return words.noMatch(verdict.domain);
}
