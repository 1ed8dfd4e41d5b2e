import type { ChangeEntry } from '../../../core/model/host.ts';
import { textsOf } from '../../state/language.ts';
import { policyTexts } from './policy-texts.ts';

/** What a change that failed left behind. */
export function failedSentence(entry: ChangeEntry): string {
  const t = textsOf(policyTexts).policy;
  if (entry.result === 'half-done') return t.halfDone;
  return entry.result === 'rolled-back' ? t.rolledBack : t.failed;
}
