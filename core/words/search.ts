import type { SearchKind } from '../model/search.ts';
import { type Language, translated } from './language.ts';

const WORDS = translated({
  en: {
    domain: 'Domains',
    name: 'Header-from names',
    address: 'Addresses',
    service: 'Services',
    selector: 'DKIM selectors',
    report: 'Reports',
    note: 'Notes',
  } satisfies Record<SearchKind, string>,
  de: {
    domain: 'Domains',
    name: 'Namen im Absender (From)',
    address: 'Adressen',
    service: 'Dienste',
    selector: 'DKIM-Selektoren',
    report: 'Berichte',
    note: 'Notizen',
  } satisfies Record<SearchKind, string>,
});

/** What a group of search hits is called. */
export function searchKindWord(kind: SearchKind, language: Language): string {
  return WORDS[language][kind];
}
