import { counted } from '../../../core/lib/counted.ts';
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
    nameless: {
      title: (reports: string, messages: string) =>
        `${counted(reports, 'report names', 'reports name')} no domain (${counted(messages, 'message', 'messages')})`,
      lead: 'Their mail bears these names as its sender. Nothing is asked about them, and they count for no domain of yours.',
      noName: 'no name',
      messages: (n: string) => counted(n, 'message', 'messages'),
      more: (n: string) => `${counted(n, 'more name', 'more names')}.`,
    },
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
    nameless: {
      title: (reports: string, messages: string) =>
        `${counted(reports, 'Bericht nennt', 'Berichte nennen')} keine Domain (${counted(messages, 'Nachricht', 'Nachrichten')})`,
      lead: 'Ihre Mail trägt diese Namen als Absender. Nach ihnen wird nicht gefragt, und sie zählen für keine Ihrer Domains.',
      noName: 'kein Name',
      messages: (n: string) => counted(n, 'Nachricht', 'Nachrichten'),
      more: (n: string) => `${counted(n, 'weiterer Name', 'weitere Namen')}.`,
    },
  },
});
