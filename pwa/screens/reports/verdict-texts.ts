import { translated } from '../../../core/words/language.ts';

/** Texts of the evidence of one verdict. */
export const verdictTexts = translated({
  en: {
    in: (address: string, domain: string) => `${address} is in ${domain}’s SPF record`,
    not: (address: string, domain: string) => `${address} is not in ${domain}’s SPF record`,
    open: (address: string, domain: string) =>
      `Whether ${address} is in ${domain}’s SPF record cannot be decided`,
    noTerm: 'No term of the record matched, and it ends without “all”.',
    noRecord: (domain: string) => `${domain} publishes no SPF record.`,
    matched: 'Decided by',
    costs: (lookups: number, voids: number) =>
      `${lookups === 1 ? '1 look-up' : `${lookups} look-ups`} of 10, ${voids} of 2 found nothing`,
    page: (domain: string) => `SPF page of ${domain}`,
    records: 'Records on the way',
    asKept: 'As last seen; nothing is asked for this.',
    none: 'no record kept',
    notKept: 'These records have not been kept yet. They are when the domain is next looked up.',
  },
  de: {
    in: (address: string, domain: string) => `${address} steht im SPF-Eintrag von ${domain}`,
    not: (address: string, domain: string) => `${address} steht nicht im SPF-Eintrag von ${domain}`,
    open: (address: string, domain: string) =>
      `Ob ${address} im SPF-Eintrag von ${domain} steht, lässt sich nicht entscheiden`,
    noTerm: 'Kein Term des Eintrags passte, und er endet ohne „all“.',
    noRecord: (domain: string) => `${domain} veröffentlicht keinen SPF-Eintrag.`,
    matched: 'Entschieden durch',
    costs: (lookups: number, voids: number) =>
      `${lookups === 1 ? '1 Abfrage' : `${lookups} Abfragen`} von 10, davon ohne Ergebnis ${voids} von 2`,
    page: (domain: string) => `SPF-Seite von ${domain}`,
    records: 'Einträge auf dem Weg',
    asKept: 'Wie zuletzt gesehen; hierfür wird nichts gefragt.',
    none: 'kein Eintrag aufbewahrt',
    notKept:
      'Diese Einträge sind noch nicht aufbewahrt. Das geschieht, wenn die Domain das nächste Mal nachgeschlagen wird.',
  },
});
