import type { Refusal } from '../../model/report.ts';
import { type CodeTable, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';

type Code = 'truncated';

const REFUSALS: CodeTable<Code> = {
  en: { truncated: 'The file ends in the middle: it was cut off on its way. Ask for it again.' },
  de: { truncated: 'Die Datei bricht mittendrin ab: Sie kam unvollständig an. Besorgen Sie sie erneut.' },
};

/** Why a file was turned away, in a sentence. */
export function refusalSentence(refusal: Refusal, language: Language): string {
  return sentenceFor(REFUSALS, refusal.code, refusal.detail, language);
}
