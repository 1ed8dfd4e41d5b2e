import type { DomainRow } from '../../model/views.ts';
import { type CodeTable, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';

type Code = 'delegated-by-ns';

const REASONS: CodeTable<Code> = {
  en: { 'delegated-by-ns': 'The name _dmarc is delegated by NS records.' },
  de: { 'delegated-by-ns': 'Der Name _dmarc ist durch NS-Einträge delegiert.' },
};

/** Why a domain has its status, in a sentence. */
export function domainReasonSentence(
  reason: string,
  row: Pick<DomainRow, 'domain' | 'inheritsFrom'>,
  language: Language,
): string {
  return sentenceFor(REASONS, reason, { domain: row.domain, from: row.inheritsFrom ?? '' }, language);
}
