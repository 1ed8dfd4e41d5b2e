import type { RestoreResult } from '../../../core/engine/exchange/face.ts';
import { refusalSentence } from '../../../core/words/refusal.ts';
import { number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { restoreTexts } from './restore-texts.ts';

/** Names of damaged parts that are listed; a document's is its hash. */
const NAMED = 5;

/** What of an export did not come in, and why; empty where all of it did. */
export function restoreProblems({ refusal, damage, refused }: RestoreResult): string {
  const t = textsOf(restoreTexts);
  const sentences: string[] = [];
  if (refusal !== null) sentences.push(refusalSentence(refusal, language.value));
  if (damage.length > 0) {
    const names = damage.slice(0, NAMED).map((it) => it.part);
    const more = damage.length - names.length;
    sentences.push(t.lost(number(damage.length), names.join(', ') + (more > 0 ? t.more(number(more)) : '')));
  }
  if (refused > 0) sentences.push(t.refused(number(refused)));
  return sentences.join(' ');
}
