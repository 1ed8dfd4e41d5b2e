import type { Refusal } from '../../core/model/report.ts';
import { pickLanguage } from '../../core/views/sentences/language.ts';
import { refusalSentence } from '../../core/views/sentences/refusal.ts';
import { uiLanguage } from '../platform/language.ts';

/** Why a file was turned away, in the browser's language. */
export function refusalText(refusal: Refusal): string {
  return refusalSentence(refusal, pickLanguage([uiLanguage()]));
}
