/** Sentences about the app beside the extension, English and German. */
import { counted } from '../../core/lib/counted.ts';
import { translated } from '../../core/words/language.ts';

export const appTexts = translated({
  en: {
    title: 'The app',
    why: 'Rualens is also an app of its own. Connected, both hold the same reports and decisions. Keys, settings, the record of DNS questions and failure reports never pass between them.',
    states: {
      found: 'not connected',
      asked: 'asks to be connected',
      allowed: 'allowed; now click “Connect” in the app’s settings',
      connected: 'connected',
    },
    never: 'not seen yet',
    seen: (when: string) => `seen ${when}`,
    exchanged: (when: string) => `last exchange ${when}`,
    allow: 'Allow this app',
    refuse: 'Refuse',
    disconnect: 'Disconnect',
    forget: 'Remove',
    asks: (origin: string) => `The app at ${origin} asks to share its reports with this extension.`,
    addTitle: 'The app at another address',
    addHint: 'https://app.example',
    add: 'Allow this address',
    badAddress: 'This is no address of a web page.',
    notGranted: 'The browser did not grant access.',
    held: {
      changes: (reports: string, decisions: string) =>
        `The app holds data of its own. Taken over, it adds ${counted(reports, 'report', 'reports')} and changes ${counted(decisions, 'decision', 'decisions')} here. Newer decisions here are kept. Nothing was taken yet.`,
      more: 'It holds more than is listed here.',
      confirms: (names: string) => `Confirmed as yours, and asked about in DNS: ${names}`,
      services: (names: string) => `Services of your own that would come or change: ${names}`,
      alertRules: (names: string) => `Alert rules that would come or change: ${names}`,
      take: 'Take it over',
      refuse: 'Disconnect',
    },
  },
  de: {
    title: 'Die App',
    why: 'Rualens gibt es auch als eigene App. Verbunden halten beide dieselben Berichte und Entscheidungen. Schlüssel, Einstellungen, das Protokoll der DNS-Fragen und Fehlerberichte gehen nie hinüber.',
    states: {
      found: 'nicht verbunden',
      asked: 'bittet um Verbindung',
      allowed: 'erlaubt; klicken Sie nun in den Einstellungen der App auf „Verbinden“',
      connected: 'verbunden',
    },
    never: 'noch nicht gesehen',
    seen: (when: string) => `gesehen ${when}`,
    exchanged: (when: string) => `zuletzt abgeglichen ${when}`,
    allow: 'Diese App erlauben',
    refuse: 'Ablehnen',
    disconnect: 'Trennen',
    forget: 'Entfernen',
    asks: (origin: string) => `Die App unter ${origin} möchte ihre Berichte mit dieser Erweiterung teilen.`,
    addTitle: 'Die App unter anderer Adresse',
    addHint: 'https://app.example',
    add: 'Diese Adresse erlauben',
    badAddress: 'Das ist keine Adresse einer Webseite.',
    notGranted: 'Der Browser hat den Zugriff nicht erteilt.',
    held: {
      changes: (reports: string, decisions: string) =>
        `Die App hat eigene Daten. Übernommen fügen sie hier ${counted(reports, 'Bericht', 'Berichte')} hinzu und ändern ${counted(decisions, 'Entscheidung', 'Entscheidungen')}. Neuere Entscheidungen hier bleiben. Bisher wurde nichts übernommen.`,
      more: 'Sie hat mehr, als hier aufgelistet ist.',
      confirms: (names: string) => `Als Ihre bestätigt und im DNS abgefragt: ${names}`,
      services: (names: string) => `Eigene Dienste, die dazukommen oder sich ändern: ${names}`,
      alertRules: (names: string) => `Alarmregeln, die dazukommen oder sich ändern: ${names}`,
      take: 'Übernehmen',
      refuse: 'Trennen',
    },
  },
});
