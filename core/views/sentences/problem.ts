import { type CodeTable, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';

type Code = 'spf-too-many-lookups';

const PROBLEMS: CodeTable<Code> = {
  en: { 'spf-too-many-lookups': ({ detail }) => `The SPF record needs ${detail} look-ups; 10 are allowed.` },
  de: {
    'spf-too-many-lookups': ({ detail }) => `Der SPF-Eintrag braucht ${detail} Abfragen; erlaubt sind 10.`,
  },
};

/** A fault of a domain or its records, in a sentence. */
export function problemSentence(problem: { code: string; detail: string }, language: Language): string {
  return sentenceFor(PROBLEMS, problem.code, { detail: problem.detail }, language);
}
