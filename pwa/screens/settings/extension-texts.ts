import type { ExchangeStop } from '../../../core/engine/exchange/face.ts';
import { counted } from '../../../core/lib/counted.ts';
import { translated } from '../../../core/words/language.ts';

export const extensionTexts = translated({
  en: {
    title: 'Browser extension',
    absent:
      'Not found in this browser. The extension reads reports where they arrive, in your webmail. If this app runs at another address than http://127.0.0.1:4517, add that address in the extension’s settings.',
    found: (version: string) => `Found: version ${version}. Connected, app and extension hold the same data.`,
    asked: 'Now allow this app in the extension: open its popup and click “Allow this app”.',
    connected: (version: string) => `Connected with version ${version}. Both hold the same data.`,
    last: (when: string) => `Last exchange: ${when}`,
    busy: 'Exchanging …',
    connect: 'Connect',
    disconnect: 'Disconnect',
    cancel: 'Cancel',
    stays: 'Keys, settings, the query record and failure reports never pass between them.',
    preview: {
      changes: (reports: string, decisions: string) =>
        `The extension holds data of its own. Taken over, it adds ${counted(reports, 'report', 'reports')} and changes ${counted(decisions, 'decision', 'decisions')} here. Newer decisions here are kept. Nothing was taken yet.`,
      more: 'The extension holds more than can be listed here.',
      confirms: (names: string) => `Confirmed as yours, and asked about in DNS: ${names}`,
      services: (names: string) => `Services of your own that would come or change: ${names}`,
      alertRules: (names: string) => `Alert rules that would come or change: ${names}`,
      take: 'Take it over',
      refuse: 'Disconnect',
    },
    stopped: {
      silent: 'The extension did not answer. It is tried again.',
      malformed: 'The extension answered something else than expected. Are both up to date?',
      full: 'There is no more room on the disk.',
      endless:
        'The extension had ever more to say, or said it too slowly. What came until then is kept; the next exchange goes on.',
      held: 'The extension waits for you: its popup and its settings list what this app would change there. Nothing was taken yet.',
    } satisfies Record<ExchangeStop, string> as Record<ExchangeStop, string>,
  },
  de: {
    title: 'Browser-Erweiterung',
    absent:
      'In diesem Browser nicht gefunden. Die Erweiterung liest Berichte dort, wo sie ankommen: in Ihrem Webmail. Läuft diese App unter einer anderen Adresse als http://127.0.0.1:4517, tragen Sie sie in den Einstellungen der Erweiterung ein.',
    found: (version: string) =>
      `Gefunden: Version ${version}. Verbunden halten App und Erweiterung dieselben Daten.`,
    asked:
      'Erlauben Sie diese App nun in der Erweiterung: Öffnen Sie deren Fenster und klicken Sie auf „Diese App erlauben“.',
    connected: (version: string) => `Verbunden mit Version ${version}. Beide halten dieselben Daten.`,
    last: (when: string) => `Letzter Abgleich: ${when}`,
    busy: 'Wird abgeglichen …',
    connect: 'Verbinden',
    disconnect: 'Trennen',
    cancel: 'Abbrechen',
    stays: 'Schlüssel, Einstellungen, das Protokoll der Abfragen und Fehlerberichte gehen nie hinüber.',
    preview: {
      changes: (reports: string, decisions: string) =>
        `Die Erweiterung hat eigene Daten. Übernommen fügen sie hier ${counted(reports, 'Bericht', 'Berichte')} hinzu und ändern ${counted(decisions, 'Entscheidung', 'Entscheidungen')}. Neuere Entscheidungen hier bleiben. Bisher wurde nichts übernommen.`,
      more: 'Die Erweiterung hat mehr, als sich hier auflisten lässt.',
      confirms: (names: string) => `Als Ihre bestätigt und im DNS abgefragt: ${names}`,
      services: (names: string) => `Eigene Dienste, die dazukommen oder sich ändern: ${names}`,
      alertRules: (names: string) => `Alarmregeln, die dazukommen oder sich ändern: ${names}`,
      take: 'Übernehmen',
      refuse: 'Trennen',
    },
    stopped: {
      silent: 'Die Erweiterung hat nicht geantwortet. Es wird wieder versucht.',
      malformed: 'Die Erweiterung hat anders geantwortet als erwartet. Sind beide aktuell?',
      full: 'Auf der Platte ist kein Platz mehr.',
      endless:
        'Die Erweiterung hatte immer noch mehr zu sagen oder sagte es zu langsam. Was bis dahin kam, bleibt; der nächste Abgleich fährt fort.',
      held: 'Die Erweiterung wartet auf Sie: Ihr Fenster und ihre Einstellungen listen auf, was diese App dort ändern würde. Bisher wurde nichts übernommen.',
    },
  },
});
