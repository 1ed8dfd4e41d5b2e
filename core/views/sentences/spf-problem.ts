import { type CodeTable, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';

type Code = 'too-many-lookups';

const PROBLEMS: CodeTable<Code> = {
  en: { 'too-many-lookups': 'The record needs more than 10 look-ups, so receivers call it invalid.' },
  de: {
    'too-many-lookups': 'Der Eintrag braucht mehr als 10 Abfragen; Empfänger halten ihn darum für ungültig.',
  },
};

/** Why an SPF check ended in an error or undecided, in a sentence. */
export function spfProblemSentence(problem: string, language: Language): string {
  return sentenceFor(PROBLEMS, problem, {}, language);
}
