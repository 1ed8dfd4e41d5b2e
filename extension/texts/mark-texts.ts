/** Sentences of the mark in webmail, English and German. Small: they are part of the content script. */
import type { SenderStatus } from '../../core/model/sender.ts';
import type { FailureCode, SpfState } from '../messages/protocol.ts';

export interface MarkTexts {
  language: string;
  reading: string;
  messages(count: string, one: boolean): string;
  passing(percent: string): string;
  sessions(count: string, one: boolean): string;
  failureReport: string;
  tlsReport: string;
  notInSpf(count: number): string;
  allInSpf: string;
  someInSpf(senders: number, of: number): string;
  spf: Record<Exclude<SpfState, 'checked'>, string>;
  /** Why, with what to do about it; for the panel. */
  spfWhy(state: SpfState, domain: string): string;
  stored: string;
  import: string;
  importing: string;
  open: string;
  ignore: string;
  details: string;
  sender: string;
  status: string;
  senderMessages: string;
  compliance: string;
  statuses: Record<SenderStatus, string>;
  moreSenders(count: number): string;
  strangeMail(mail: string, reporter: string): string;
  repaired(count: number): string;
  strangeShort(mail: string): string;
  byName: string;
  openFile: string;
  /** Beside a file that is read on a click. */
  offered: string;
  read: string;
  noReport: string;
  importFailed(why: string): string;
  undo: string;
  undone: string;
  undoFailed: string;
  /** Why a click was not taken. */
  notSeen: string;
  openApp: string;
  largeFile: string;
  importLarge: string;
  otherFile: string;
  failures: Record<FailureCode, string>;
  retry: string;
}

const en: MarkTexts = {
  language: 'en',
  reading: 'Reading the report…',
  messages: (count, one) => (one ? `${count} message` : `${count} messages`),
  passing: (percent) => `${percent} pass DMARC`,
  sessions: (count, one) => (one ? `${count} session` : `${count} sessions`),
  failureReport: 'Failure report',
  tlsReport: 'TLS report',
  notInSpf: (count) => (count === 1 ? '1 sender not in SPF' : `${count} senders not in SPF`),
  allInSpf: 'All senders in SPF',
  someInSpf: (senders, of) => `${senders} of ${of} senders in SPF`,
  spf: {
    unasked: 'SPF not checked',
    pending: 'SPF being checked',
    unconfirmed: 'SPF not checked',
    'no-resolver': 'SPF not checked',
    offline: 'SPF not checked',
    'not-applicable': '',
  },
  spfWhy: (state, domain) =>
    ({
      unconfirmed: `SPF was not checked: you have not confirmed ${domain} as yours. Import the report and confirm it there.`,
      'no-resolver': 'SPF was not checked: no DNS resolver is chosen yet. Choose one in the settings.',
      offline: 'SPF was not checked: DNS cannot be reached.',
      unasked: 'SPF was not checked: DNS is asked when you open a mark, not when a message is shown.',
      pending: 'DNS is being asked.',
      checked: '',
      'not-applicable': '',
    })[state],
  stored: 'Stored',
  import: 'Import',
  importing: 'Importing…',
  open: 'Open',
  ignore: 'Ignore…',
  details: 'Show senders',
  sender: 'Sender',
  status: 'Status',
  senderMessages: 'Messages',
  compliance: 'Pass',
  statuses: {
    in: 'In SPF record',
    partially: 'Partially in SPF record',
    not: 'Not in SPF record',
    ignored: 'Ignored',
    undecided: 'Cannot be decided',
    unchecked: 'Not checked yet',
  },
  moreSenders: (count) => (count === 1 ? 'and one more sender' : `and ${count} more senders`),
  strangeMail: (mail, reporter) =>
    `This mail came from ${mail}, which does not look like ${reporter}. Anyone can send a made-up report.`,
  repaired: (count) =>
    count === 1 ? 'One fault was repaired while reading.' : `${count} faults were repaired while reading.`,
  strangeShort: (mail) => `but the mail came from ${mail}`,
  byName:
    'from the file name; this webmail does not hand over its attachments. Drop the downloaded file here.',
  openFile: 'Open the downloaded file…',
  offered: 'Not read yet: on this site Rualens reads a file when you ask for it.',
  read: 'Read this file',
  noReport: 'This file holds no report.',
  importFailed: (why) => `The report was not imported. ${why}`,
  undo: 'Undo',
  undone: 'The import was taken back.',
  undoFailed: 'The import could not be taken back here. Open Rualens, page Import.',
  notSeen:
    'The click was not taken: the page covers, fades or cuts this mark, or has shown it only just now. Scroll until it is wholly in view and press again, or import with the Rualens button of the toolbar.',
  openApp: 'Open Rualens',
  largeFile: 'Too large for a mark. Rualens reads the file in a page of its own.',
  importLarge: 'Import in Rualens',
  otherFile: 'This file is not the report that the attachment’s name tells of.',
  failures: {
    restart: 'The extension was restarted. Reload this page.',
    'too-large': 'Too large to read here. Download the file and open it in Rualens.',
    'sign-in': 'The webmail asks for a login. Sign in again, then reload this message.',
    unreachable: 'The attachment could not be fetched.',
    refused: 'This address is not one of the webmail’s own; it was not fetched.',
    internal: 'The extension did not answer. Reload this page.',
  },
  retry: 'Try again',
};

const de: MarkTexts = {
  language: 'de',
  reading: 'Bericht wird gelesen …',
  messages: (count, one) => (one ? `${count} Nachricht` : `${count} Nachrichten`),
  passing: (percent) => `${percent} bestehen DMARC`,
  sessions: (count, one) => (one ? `${count} Sitzung` : `${count} Sitzungen`),
  failureReport: 'Fehlerbericht',
  tlsReport: 'TLS-Bericht',
  notInSpf: (count) => (count === 1 ? '1 Absender nicht in SPF' : `${count} Absender nicht in SPF`),
  allInSpf: 'Alle Absender in SPF',
  someInSpf: (senders, of) => `${senders} von ${of} Absendern in SPF`,
  spf: {
    unasked: 'SPF nicht geprüft',
    pending: 'SPF wird geprüft',
    unconfirmed: 'SPF nicht geprüft',
    'no-resolver': 'SPF nicht geprüft',
    offline: 'SPF nicht geprüft',
    'not-applicable': '',
  },
  spfWhy: (state, domain) =>
    ({
      unconfirmed: `SPF wurde nicht geprüft: ${domain} ist nicht als Ihre Domain bestätigt. Bericht importieren und dort bestätigen.`,
      'no-resolver':
        'SPF wurde nicht geprüft: Es ist noch kein DNS-Resolver gewählt. In den Einstellungen wählen.',
      offline: 'SPF wurde nicht geprüft: DNS ist nicht erreichbar.',
      unasked:
        'SPF wurde nicht geprüft: DNS wird gefragt, wenn Sie ein Kennzeichen öffnen, nicht wenn eine Nachricht gezeigt wird.',
      pending: 'DNS wird gefragt.',
      checked: '',
      'not-applicable': '',
    })[state],
  stored: 'Gespeichert',
  import: 'Importieren',
  importing: 'Wird importiert …',
  open: 'Öffnen',
  ignore: 'Ignorieren …',
  details: 'Absender zeigen',
  sender: 'Absender',
  status: 'Status',
  senderMessages: 'Nachrichten',
  compliance: 'Bestanden',
  statuses: {
    in: 'Im SPF-Eintrag',
    partially: 'Teilweise im SPF-Eintrag',
    not: 'Nicht im SPF-Eintrag',
    ignored: 'Ignoriert',
    undecided: 'Nicht entscheidbar',
    unchecked: 'Noch nicht geprüft',
  },
  moreSenders: (count) => (count === 1 ? 'und ein weiterer Absender' : `und ${count} weitere Absender`),
  strangeMail: (mail, reporter) =>
    `Diese Mail kam von ${mail}, was nicht nach ${reporter} aussieht. Erfundene Berichte kann jeder schicken.`,
  repaired: (count) =>
    count === 1 ? 'Ein Fehler wurde beim Lesen behoben.' : `${count} Fehler wurden beim Lesen behoben.`,
  strangeShort: (mail) => `aber die Mail kam von ${mail}`,
  byName:
    'nach dem Dateinamen; dieses Webmail gibt seine Anhänge nicht heraus. Ziehen Sie die heruntergeladene Datei hierher.',
  openFile: 'Heruntergeladene Datei öffnen …',
  offered: 'Noch nicht gelesen: Auf dieser Seite liest Rualens eine Datei erst, wenn Sie es verlangen.',
  read: 'Diese Datei lesen',
  noReport: 'Diese Datei enthält keinen Bericht.',
  importFailed: (why) => `Der Bericht wurde nicht importiert. ${why}`,
  undo: 'Rückgängig',
  undone: 'Der Import wurde zurückgenommen.',
  undoFailed: 'Der Import konnte hier nicht zurückgenommen werden. Rualens öffnen, Seite Import.',
  notSeen:
    'Der Klick wurde nicht angenommen: Die Seite verdeckt, verblasst oder beschneidet dieses Kennzeichen oder zeigt es eben erst. So weit rollen, bis es ganz zu sehen ist, und noch einmal drücken, oder mit dem Rualens-Knopf der Symbolleiste importieren.',
  openApp: 'Rualens öffnen',
  largeFile: 'Zu groß für ein Kennzeichen. Rualens liest die Datei in einer eigenen Seite.',
  importLarge: 'In Rualens importieren',
  otherFile: 'Diese Datei ist nicht der Bericht, den der Name des Anhangs nennt.',
  failures: {
    restart: 'Die Erweiterung wurde neu gestartet. Bitte die Seite neu laden.',
    'too-large': 'Zu groß, um hier gelesen zu werden. Datei herunterladen und in Rualens öffnen.',
    'sign-in': 'Das Webmail verlangt eine Anmeldung. Neu anmelden und die Nachricht neu laden.',
    unreachable: 'Der Anhang konnte nicht geholt werden.',
    refused: 'Diese Adresse gehört nicht zum Webmail; sie wurde nicht abgerufen.',
    internal: 'Die Erweiterung hat nicht geantwortet. Bitte die Seite neu laden.',
  },
  retry: 'Nochmals versuchen',
};

export function markTexts(language: string): MarkTexts {
  return /^de\b/i.test(language) ? de : en;
}
