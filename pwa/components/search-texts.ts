import { counted } from '../../core/lib/counted.ts';
import { translated } from '../../core/words/language.ts';

export const searchTexts = translated({
  en: {
    title: 'Search everything',
    open: 'Search',
    hint: 'Address, range, domain, service, selector, report, note',
    help: 'Addresses also by their beginning or as a range (192.0.2.0/24). Arrow keys move, Enter opens.',
    searching: 'Searching …',
    nothing: 'Nothing found.',
    notAll: 'Not everything could be looked through: there may be more.',
    found: (n: string) => `${counted(n, 'hit', 'hits')}.`,
    some: (shown: string, all: string) => `${shown} of ${all}`,
    least: (shown: string, all: string) => `${shown} of at least ${all}`,
    tag: (tag: string) => `tag ${tag}`,
    messages: (n: string) => counted(n, 'message', 'messages'),
  },
  de: {
    title: 'Alles durchsuchen',
    open: 'Suchen',
    hint: 'Adresse, Bereich, Domain, Dienst, Selektor, Bericht, Notiz',
    help: 'Adressen auch nach ihrem Anfang oder als Bereich (192.0.2.0/24). Pfeiltasten bewegen, Enter öffnet.',
    searching: 'Es wird gesucht …',
    nothing: 'Nichts gefunden.',
    notAll: 'Nicht alles ließ sich durchsehen: Es kann mehr geben.',
    found: (n: string) => `${n} Treffer.`,
    some: (shown: string, all: string) => `${shown} von ${all}`,
    least: (shown: string, all: string) => `${shown} von mindestens ${all}`,
    tag: (tag: string) => `Schlagwort ${tag}`,
    messages: (n: string) => counted(n, 'Nachricht', 'Nachrichten'),
  },
});
