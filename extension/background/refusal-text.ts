import type { Refusal } from '../../core/model/report.ts';
import { pickLanguage } from '../../core/words/language.ts';
import { refusalSentence } from '../../core/words/refusal.ts';
import { uiLanguage } from '../platform/language.ts';

/** Why a file was turned away, in the browser's language. */
export function refusalText(refusal: Refusal): string {
  return refusalSentence(refusal, pickLanguage([uiLanguage()]));
}
