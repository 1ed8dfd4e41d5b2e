import { translated } from '../../core/words/language.ts';

/** Words that many screens share. */
export const commonTexts = translated({
  en: {
    close: 'Close',
    cancel: 'Cancel',
    undo: 'Undo',
    loading: 'Reading …',
    search: 'Search',
    why: 'Why?',
    more: 'More actions',
    all: 'All',
    messages: 'Messages',
    passed: 'Compliant',
    sortBy: (column: string) => `Sort by ${column}`,
    copy: 'Copy',
    copied: 'Copied.',
    notAvailable: 'not known',
  },
  de: {
    close: 'Schließen',
    cancel: 'Abbrechen',
    undo: 'Rückgängig',
    loading: 'Wird gelesen …',
    search: 'Suchen',
    why: 'Warum?',
    more: 'Weitere Aktionen',
    all: 'Alle',
    messages: 'Nachrichten',
    passed: 'Konform',
    sortBy: (column: string) => `Nach ${column} sortieren`,
    copy: 'Kopieren',
    copied: 'Kopiert.',
    notAvailable: 'nicht bekannt',
  },
});
