import { translated } from '../../../core/words/language.ts';

/** Texts of names folded under their policy domain. */
export const foldTexts = translated({
  en: {
    show: (n: string, d: string) =>
      n === '1' ? `Show the subdomain of ${d}` : `Show ${n} subdomains of ${d}`,
    own: 'own record',
    inherits: (d: string) => `inherits from ${d}`,
    unasked: 'not looked up',
    unknown: 'not known',
    look: 'Look up',
    lookNow: (n: string) => `Look up ${n}`,
    more: (n: string) => `and ${n} more`,
  },
  de: {
    show: (n: string, d: string) =>
      n === '1' ? `Die Subdomain von ${d} zeigen` : `${n} Subdomains von ${d} zeigen`,
    own: 'eigener Eintrag',
    inherits: (d: string) => `erbt von ${d}`,
    unasked: 'nicht nachgeschlagen',
    unknown: 'nicht bekannt',
    look: 'Nachschlagen',
    lookNow: (n: string) => `${n} nachschlagen`,
    more: (n: string) => `und ${n} weitere`,
  },
});
