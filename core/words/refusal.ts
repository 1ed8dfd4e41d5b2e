import type { RefusalCode } from '../model/codes.ts';
import type { Refusal } from '../model/report.ts';
import { type CodeTable, figure, megabytes, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';

/** Whether the quota is what ran out. Browsers tell a round one, for privacy, where the disk has less room than that. */
function usedUp({ usage = 0, quota = 0 }: Refusal['detail']): boolean {
  return Number(quota) > 0 && Number(usage) >= 0.9 * Number(quota);
}

const REFUSALS: CodeTable<RefusalCode> = {
  en: {
    cancelled: 'The import was cancelled before this file was read.',
    truncated: ({ container }) =>
      `The file ends in the middle (${container ?? 'file'}): it was cut off on its way. Get it again from the mail it came in.`,
    unreadable: ({ reason }) => `The file could not be read: ${reason}`,
    'encrypted-zip': 'The zip is encrypted. Unpack it with its password, then import what is in it.',
    'encrypted-mail':
      'The mail is encrypted. Open it in your mail program, save its attachment, then import that.',
    'compressed-size-limit': (d, l) =>
      `The file has ${megabytes(d, 'found', l)}; at most ${megabytes(d, 'limit', l)} are read.`,
    'inflated-size-limit': (d, l) =>
      `Unpacked it would be larger than ${megabytes(d, 'limit', l)}; unpacking was stopped there.`,
    'held-size-limit': (d, l) =>
      `This kind of file must be held in memory as a whole, and ${megabytes(d, 'found', l)} is more than the ${megabytes(d, 'limit', l)} allowed.`,
    'total-size-limit': (d, l) =>
      `All that is packed in it together is larger than ${megabytes(d, 'limit', l)}; unpacking was stopped there.`,
    'ratio-limit': (d, l) =>
      `It unpacks to more than ${figure(d, 'limit', l)} times its size, as no report does (a zip bomb); unpacking was stopped.`,
    'total-ratio-limit': (d, l) =>
      `All that is packed in it together is more than ${figure(d, 'limit', l)} times its size, as in no file of reports (a zip bomb); unpacking was stopped.`,
    'too-much-work':
      'It is put together so that reading it takes far more work than its size explains; reading was stopped.',
    'too-many-parts': (d, l) =>
      `The mail has more than ${figure(d, 'limit', l)} parts; no mail with a report has so many.`,
    'reader-failed': ({ reason }) =>
      `The file could not be read because of a fault in Rualens; the rest goes on. Please report it with these words: ${reason}`,
    'took-too-long': (d, l) =>
      `Reading it did not get on for ${figure(d, 'seconds', l)} seconds, so it was stopped; the rest went on. It is not read again by itself: ask whoever sent it for another copy, or have it read once more after an update.`,
    'unsupported-packing': ({ format }) =>
      `It is packed as ${format}, which cannot be opened here. Unpack it, then import what is in it.`,
    'damaged-attachment':
      'The attachment has the name of a packed report, but its bytes are of no kind that is known: it was damaged on its way. Ask the sender for it again.',
    'field-limit': (d, l) =>
      `One value in it is longer than ${figure(d, 'limit', l)} characters; no report has such values.`,
    'markup-limit': (d, l) =>
      `A piece of its markup is longer than ${figure(d, 'limit', l)} bytes; no report has such markup.`,
    'too-deep': (d, l) => `It is nested more than ${figure(d, 'limit', l)} levels deep.`,
    'too-large-to-repair': (d, l) =>
      `Its XML is broken, and with more than ${megabytes(d, 'limit', l)} it is too large to be repaired.`,
    'too-many-members': (d, l) => `More than ${figure(d, 'limit', l)} files are packed in it.`,
    'too-many-records': (d, l) => `It has more than ${figure(d, 'limit', l)} records.`,
    'too-many-reports': (d, l) => `More than ${figure(d, 'limit', l)} reports stand in one document.`,
    'too-many-results': (d, l) => `One of its records has more than ${figure(d, 'limit', l)} results.`,
    'too-many-entries': (d, l) =>
      `It lists ${figure(d, 'found', l)} policies or failures in one place; at most ${figure(d, 'limit', l)} are read.`,
    'too-many-values': (d, l) => `It holds more than ${figure(d, 'limit', l)} values; no report has so many.`,
    'zip-directory-limit': (d, l) =>
      `The zip's table of contents is larger than ${megabytes(d, 'limit', l)}.`,
    'damaged-gzip': 'The gzip file is damaged. Get it again from the mail it came in.',
    'damaged-zip': 'The zip is damaged. Get it again from the mail it came in.',
    'damaged-zlib': 'The compressed file is damaged. Get it again from the mail it came in.',
    'damaged-mail': 'The mail is damaged and could not be taken apart.',
    'damaged-msg': 'The Outlook message is damaged and could not be taken apart.',
    'doctype-with-entities':
      'The XML defines entities in its DOCTYPE. Reports never do; this is used in attacks, so it is refused.',
    'broken-markup': 'The XML is broken in a way that cannot be repaired safely.',
    'broken-json': ({ reason }) => `The JSON is broken: “${reason}”.`,
    'empty-container': 'Nothing is packed in it.',
    empty: 'The file is empty.',
    'mail-without-report': 'This mail carries no report.',
    'not-a-report': 'This is no report.',
    'other-json': 'This is JSON, but no SMTP TLS report.',
    'other-xml': 'This is XML, but no DMARC report.',
    'other-format': ({ format }) =>
      format === 'html'
        ? 'This is a web page, not a report. Perhaps a login page was saved in its place.'
        : `This is a file of another kind (${format}), not a report.`,
    binary: 'These are bytes of an unknown kind, not a report.',
    text: 'This is plain text, not a report.',
    'unsupported-compression':
      'It is packed in a way that is not known here. Unpack it, then import what is in it.',
    'inputs-missing': (d, l) =>
      `The browser no longer has ${figure(d, 'files', l)} of the files. Choose them again.`,
    'store-full': (d, l) =>
      `${
        usedUp(d)
          ? `The disk space the browser allows is used up (${megabytes(d, 'usage', l)} of ${megabytes(d, 'quota', l)}).`
          : `The browser can store no more: the disk is full or nearly so (${megabytes(d, 'usage', l)} of it are Rualens).`
      } Nothing stored was lost. Delete old reports, or make room on the disk, then try again.`,
    'not-a-backup': 'This file is no export of Rualens. Nothing was changed.',
    'backup-version': ({ known, found }) =>
      Number(found) > Number(known)
        ? `This export was written by a newer version of Rualens (format ${found}; this one reads ${known}). Update the app, then read it in again. Nothing was changed.`
        : `This export has a format that is not known here (${found}; known is ${known}). Nothing was changed.`,
    'backup-damaged':
      'This export is damaged or was cut off on its way. Copy it again from where it was saved. Nothing was changed.',
    'backup-too-large': (d, l) =>
      `The export has ${megabytes(d, 'found', l)}; at most ${megabytes(d, 'limit', l)} are read. Nothing was changed.`,
    'backup-cancelled': 'It was cancelled. What was read until then stays; the same file goes on from there.',
    'backup-unreadable': ({ member }) =>
      `The file was written but could not be read back (${member}). Nothing was lost: try again, with more room on the disk.`,
    'backup-passphrase': 'This export is encrypted. Enter its passphrase.',
    'backup-passphrase-wrong': 'The passphrase does not open this export. Nothing was changed.',
  },
  de: {
    cancelled: 'Der Import wurde abgebrochen, bevor diese Datei gelesen war.',
    truncated: ({ container }) =>
      `Die Datei bricht mittendrin ab (${container ?? 'Datei'}): Sie kam unvollständig an. Holen Sie sie noch einmal aus der Mail, mit der sie kam.`,
    unreadable: ({ reason }) => `Die Datei ließ sich nicht lesen: ${reason}`,
    'encrypted-zip':
      'Das Zip ist verschlüsselt. Entpacken Sie es mit seinem Passwort und importieren Sie den Inhalt.',
    'encrypted-mail':
      'Die Mail ist verschlüsselt. Öffnen Sie sie in Ihrem Mailprogramm, speichern Sie ihren Anhang und importieren Sie diesen.',
    'compressed-size-limit': (d, l) =>
      `Die Datei hat ${megabytes(d, 'found', l)}; gelesen werden höchstens ${megabytes(d, 'limit', l)}.`,
    'inflated-size-limit': (d, l) =>
      `Entpackt wäre sie größer als ${megabytes(d, 'limit', l)}; dort wurde das Entpacken beendet.`,
    'held-size-limit': (d, l) =>
      `Eine solche Datei muss ganz im Speicher liegen, und ${megabytes(d, 'found', l)} sind mehr als die erlaubten ${megabytes(d, 'limit', l)}.`,
    'total-size-limit': (d, l) =>
      `Ihr gesamter Inhalt ist größer als ${megabytes(d, 'limit', l)}; dort wurde das Entpacken beendet.`,
    'ratio-limit': (d, l) =>
      `Sie entpackt sich auf mehr als das ${figure(d, 'limit', l)}-fache, wie es kein Bericht tut (eine Zip-Bombe); das Entpacken wurde beendet.`,
    'total-ratio-limit': (d, l) =>
      `Ihr gesamter Inhalt ist mehr als ${figure(d, 'limit', l)}-mal so groß wie sie selbst, wie in keiner Datei mit Berichten (eine Zip-Bombe); das Entpacken wurde beendet.`,
    'too-much-work':
      'Sie ist so gebaut, dass ihr Lesen weit mehr Arbeit macht, als ihre Größe erklärt; das Lesen wurde beendet.',
    'too-many-parts': (d, l) =>
      `Die Mail hat mehr als ${figure(d, 'limit', l)} Teile; keine Mail mit einem Bericht hat so viele.`,
    'reader-failed': ({ reason }) =>
      `Die Datei ließ sich wegen eines Fehlers in Rualens nicht lesen; der Rest geht weiter. Bitte melden Sie ihn mit diesen Worten: ${reason}`,
    'took-too-long': (d, l) =>
      `Das Lesen kam ${figure(d, 'seconds', l)} Sekunden lang nicht voran und wurde beendet; der Rest ging weiter. Die Datei wird nicht von selbst noch einmal gelesen: Bitten Sie den Absender um eine neue Kopie, oder lassen Sie sie nach einem Update noch einmal lesen.`,
    'unsupported-packing': ({ format }) =>
      `Sie ist als ${format} gepackt, was sich hier nicht öffnen lässt. Entpacken Sie sie und importieren Sie den Inhalt.`,
    'damaged-attachment':
      'Der Anhang heißt wie ein gepackter Bericht, aber seine Bytes sind von keiner bekannten Art: Er wurde unterwegs beschädigt. Bitten Sie den Absender, ihn noch einmal zu schicken.',
    'field-limit': (d, l) =>
      `Ein Wert darin ist länger als ${figure(d, 'limit', l)} Zeichen; kein Bericht hat solche Werte.`,
    'markup-limit': (d, l) =>
      `Ein Stück Markup darin ist länger als ${figure(d, 'limit', l)} Bytes; kein Bericht hat solches Markup.`,
    'too-deep': (d, l) => `Sie ist mehr als ${figure(d, 'limit', l)} Ebenen tief verschachtelt.`,
    'too-large-to-repair': (d, l) =>
      `Ihr XML ist kaputt und mit mehr als ${megabytes(d, 'limit', l)} zu groß für eine Reparatur.`,
    'too-many-members': (d, l) => `Mehr als ${figure(d, 'limit', l)} Dateien sind darin gepackt.`,
    'too-many-records': (d, l) => `Sie hat mehr als ${figure(d, 'limit', l)} Zeilen.`,
    'too-many-reports': (d, l) => `Mehr als ${figure(d, 'limit', l)} Berichte stehen in einem Dokument.`,
    'too-many-results': (d, l) => `Eine ihrer Zeilen hat mehr als ${figure(d, 'limit', l)} Ergebnisse.`,
    'too-many-entries': (d, l) =>
      `Er zählt an einer Stelle ${figure(d, 'found', l)} Richtlinien oder Fehler auf; gelesen werden höchstens ${figure(d, 'limit', l)}.`,
    'too-many-values': (d, l) =>
      `Sie enthält mehr als ${figure(d, 'limit', l)} Werte; so viele hat kein Report.`,
    'zip-directory-limit': (d, l) => `Das Verzeichnis des Zip ist größer als ${megabytes(d, 'limit', l)}.`,
    'damaged-gzip': 'Die Gzip-Datei ist beschädigt. Holen Sie sie noch einmal aus der Mail, mit der sie kam.',
    'damaged-zip': 'Das Zip ist beschädigt. Holen Sie es noch einmal aus der Mail, mit der es kam.',
    'damaged-zlib':
      'Die komprimierte Datei ist beschädigt. Holen Sie sie noch einmal aus der Mail, mit der sie kam.',
    'damaged-mail': 'Die Mail ist beschädigt und ließ sich nicht zerlegen.',
    'damaged-msg': 'Die Outlook-Nachricht ist beschädigt und ließ sich nicht zerlegen.',
    'doctype-with-entities':
      'Das XML definiert in seinem DOCTYPE Entities. Berichte tun das nie, Angriffe schon; es wird abgelehnt.',
    'broken-markup': 'Das XML ist so kaputt, dass es sich nicht sicher reparieren lässt.',
    'broken-json': ({ reason }) => `Das JSON ist kaputt: „${reason}“.`,
    'empty-container': 'Es ist nichts darin gepackt.',
    empty: 'Die Datei ist leer.',
    'mail-without-report': 'Diese Mail enthält keinen Bericht.',
    'not-a-report': 'Das ist kein Bericht.',
    'other-json': 'Das ist JSON, aber kein SMTP-TLS-Bericht.',
    'other-xml': 'Das ist XML, aber kein DMARC-Bericht.',
    'other-format': ({ format }) =>
      format === 'html'
        ? 'Das ist eine Webseite und kein Bericht. Vielleicht wurde stattdessen eine Anmeldeseite gespeichert.'
        : `Das ist eine Datei anderer Art (${format}) und kein Bericht.`,
    binary: 'Das sind Bytes unbekannter Art, kein Bericht.',
    text: 'Das ist einfacher Text, kein Bericht.',
    'unsupported-compression':
      'Sie ist auf eine hier unbekannte Art gepackt. Entpacken Sie sie und importieren Sie den Inhalt.',
    'inputs-missing': (d, l) =>
      `Der Browser hat ${figure(d, 'files', l)} der Dateien nicht mehr. Wählen Sie sie erneut.`,
    'store-full': (d, l) =>
      `${
        usedUp(d)
          ? `Der Platz, den der Browser gewährt, ist aufgebraucht (${megabytes(d, 'usage', l)} von ${megabytes(d, 'quota', l)}).`
          : `Der Browser kann nichts mehr speichern: Die Platte ist voll oder fast voll (${megabytes(d, 'usage', l)} davon sind von Rualens).`
      } Gespeichertes ging nicht verloren. Löschen Sie alte Berichte oder schaffen Sie Platz auf der Platte und versuchen Sie es erneut.`,
    'not-a-backup': 'Diese Datei ist kein Export von Rualens. Es wurde nichts geändert.',
    'backup-version': ({ known, found }) =>
      Number(found) > Number(known)
        ? `Diesen Export hat eine neuere Version von Rualens geschrieben (Format ${found}; diese liest ${known}). Aktualisieren Sie die App und lesen Sie ihn dann erneut ein. Es wurde nichts geändert.`
        : `Dieser Export hat ein hier unbekanntes Format (${found}; bekannt ist ${known}). Es wurde nichts geändert.`,
    'backup-damaged':
      'Dieser Export ist beschädigt oder kam unvollständig an. Kopieren Sie ihn noch einmal von dort, wo er gespeichert ist. Es wurde nichts geändert.',
    'backup-too-large': (d, l) =>
      `Der Export hat ${megabytes(d, 'found', l)}; gelesen werden höchstens ${megabytes(d, 'limit', l)}. Es wurde nichts geändert.`,
    'backup-cancelled':
      'Der Vorgang wurde abgebrochen. Was bis dahin eingelesen war, bleibt; dieselbe Datei macht dort weiter.',
    'backup-unreadable': ({ member }) =>
      `Die Datei wurde geschrieben, ließ sich aber nicht zurücklesen (${member}). Es ging nichts verloren: Versuchen Sie es mit mehr freiem Speicher noch einmal.`,
    'backup-passphrase': 'Dieser Export ist verschlüsselt. Geben Sie seine Passphrase ein.',
    'backup-passphrase-wrong': 'Die Passphrase öffnet diesen Export nicht. Es wurde nichts geändert.',
  },
};

/** Why a file was turned away, in a sentence. */
export function refusalSentence(refusal: Refusal, language: Language): string {
  return sentenceFor(REFUSALS, refusal.code, refusal.detail, language);
}
