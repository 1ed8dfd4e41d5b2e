import { translated } from '../../../core/words/language.ts';

/** Texts of the filter over a sender's addresses. */
export const addressBrowserTexts = translated({
  en: {
    search: 'Address, range, host or organisation',
    statuses: 'Status of the address',
    shown: (n: string, all: string) => `${n} of ${all} addresses`,
    none: 'No address fits.',
  },
  de: {
    search: 'Adresse, Bereich, Host oder Organisation',
    statuses: 'Status der Adresse',
    shown: (n: string, all: string) => `${n} von ${all} Adressen`,
    none: 'Keine Adresse passt.',
  },
});
