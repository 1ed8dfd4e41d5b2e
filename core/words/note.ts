import type { NoteCode } from '../model/codes.ts';
import type { Note } from '../model/report.ts';
import { type CodeTable, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';

const NOTES: CodeTable<NoteCode> = {
  en: {
    'unknown-word': 'A word that the standard does not know.',
    missing: 'A value is missing.',
    'address-odd': 'An address is written in an odd way.',
    'address-invalid': 'This is no address; the row is kept.',
    'count-not-a-number': 'A count is no number.',
    'control-characters':
      'Line ends or other control characters stand unescaped in the JSON; they were read as they stand.',
    'details-contradict':
      'A failure is counted more often than the summary counts failures; the summary counts.',
    'count-odd': 'A count has a decimal point; it was read as a decimal number.',
    'empty-record': 'A row without an address and without a message was left out.',
    'domain-odd': 'An address stands where a domain belongs; its domain was taken.',
    'checksum-mismatch': 'The checksum of the packed file does not fit; its contents could be read.',
    'gzip-trailer-cut': 'The end of the gzip file is missing; its contents are complete.',
    'gzip-member-cut': 'A further part of the gzip file is cut off; the parts before it were read.',
    'trailing-bytes': 'More bytes follow the end of the packed file; they were left out.',
    'extensions-cut': ({ found }) =>
      `${found} extensions are too long or too many to be shown; the document holds them whole.`,
    'leading-bytes': ({ found }) => `${found} bytes of something else stand before the packed file.`,
    'zip-directory-missing': 'The zip has no table of contents; its files were found one by one.',
    'date-invalid': 'This is no time.',
    'dated-ahead': ({ found }) =>
      `The report tells of a day that is still to come: ${found}. Its clock is wrong, or it is forged.`,
    'date-odd': 'A time is written in an odd way.',
    'doctype-ignored': 'A DOCTYPE was passed over.',
    'element-alias': 'An element has another name than the standard gives it.',
    'encoding-unknown': 'The stated encoding is unknown.',
    'feedback-part-missing': 'The mail lacks the machine-readable part; its text was read.',
    'leading-text': 'Text stands before the report; it was left out.',
    'trailing-text': 'Text follows the report; it was left out.',
    'markup-repaired': 'The XML was broken and has been repaired.',
    'range-reversed': 'The report ends before it begins; both times were exchanged.',
    'read-tolerantly': 'The XML is unusual and was read in the slower, tolerant way.',
    'repeated-element': 'An element stands there twice; the first one counts.',
    truncated: 'The document is cut off; what was complete has been read.',
    'blank-lines-with-spaces': 'Lines that should be empty hold spaces.',
    'declaration-late': 'The XML declaration does not stand at the very beginning.',
    'element-misplaced': 'An element stands in a place where it does not belong.',
    'more-notes': ({ found }) => `${found} more repairs of the same kinds.`,
    'encoding-assumed': 'The bytes are not UTF-8; they were read as Windows-1252.',
    'character-reference-invalid': 'A character reference names no character; a placeholder stands for it.',
    'entity-unknown': 'An “&” or an unknown entity was left as it stands.',
  },
  de: {
    'unknown-word': 'Ein Wort, das der Standard nicht kennt.',
    missing: 'Ein Wert fehlt.',
    'address-odd': 'Eine Adresse ist ungewöhnlich geschrieben.',
    'address-invalid': 'Das ist keine Adresse; die Zeile bleibt erhalten.',
    'count-not-a-number': 'Eine Anzahl ist keine Zahl.',
    'control-characters':
      'Zeilenenden oder andere Steuerzeichen stehen unmaskiert im JSON; sie wurden gelesen, wie sie dastehen.',
    'details-contradict':
      'Ein Fehler ist häufiger gezählt als alle Fehler in der Zusammenfassung; diese gilt.',
    'count-odd': 'Eine Anzahl hat einen Punkt; sie wurde als Dezimalzahl gelesen.',
    'empty-record': 'Eine Zeile ohne Adresse und ohne Nachricht wurde weggelassen.',
    'domain-odd': 'Wo eine Domain stehen soll, steht eine Adresse; ihre Domain wurde genommen.',
    'checksum-mismatch': 'Die Prüfsumme der gepackten Datei passt nicht; ihr Inhalt war lesbar.',
    'gzip-trailer-cut': 'Das Ende der Gzip-Datei fehlt; ihr Inhalt ist vollständig.',
    'gzip-member-cut': 'Ein weiterer Teil der Gzip-Datei ist abgeschnitten; die Teile davor wurden gelesen.',
    'trailing-bytes': 'Nach dem Ende der gepackten Datei folgen weitere Bytes; sie wurden weggelassen.',
    'extensions-cut': ({ found }) =>
      `${found} Erweiterungen sind zu lang oder zu viele, um gezeigt zu werden; das Dokument enthält sie ganz.`,
    'leading-bytes': ({ found }) => `Vor der gepackten Datei stehen ${found} Bytes von etwas anderem.`,
    'zip-directory-missing': 'Das Zip hat kein Verzeichnis; seine Dateien wurden einzeln gefunden.',
    'date-invalid': 'Das ist keine Zeitangabe.',
    'dated-ahead': ({ found }) =>
      `Der Bericht erzählt von einem Tag, der noch kommt: ${found}. Seine Uhr geht falsch, oder er ist gefälscht.`,
    'date-odd': 'Eine Zeit ist ungewöhnlich geschrieben.',
    'doctype-ignored': 'Ein DOCTYPE wurde übergangen.',
    'element-alias': 'Ein Element heißt anders als im Standard.',
    'encoding-unknown': 'Die angegebene Kodierung ist unbekannt.',
    'feedback-part-missing': 'Der Mail fehlt der maschinenlesbare Teil; ihr Text wurde gelesen.',
    'leading-text': 'Vor dem Bericht steht Text; er wurde weggelassen.',
    'trailing-text': 'Nach dem Bericht steht Text; er wurde weggelassen.',
    'markup-repaired': 'Das XML war kaputt und wurde repariert.',
    'range-reversed': 'Der Bericht endet vor seinem Anfang; beide Zeiten wurden getauscht.',
    'read-tolerantly': 'Das XML ist ungewöhnlich und wurde auf dem langsameren, nachsichtigen Weg gelesen.',
    'repeated-element': 'Ein Element steht doppelt da; das erste zählt.',
    truncated: 'Das Dokument ist abgeschnitten; was vollständig war, wurde gelesen.',
    'blank-lines-with-spaces': 'Zeilen, die leer sein sollten, enthalten Leerzeichen.',
    'declaration-late': 'Die XML-Deklaration steht nicht ganz am Anfang.',
    'element-misplaced': 'Ein Element steht an einer Stelle, an die es nicht gehört.',
    'more-notes': ({ found }) => `${found} weitere Reparaturen dieser Art.`,
    'encoding-assumed': 'Die Bytes sind kein UTF-8; sie wurden als Windows-1252 gelesen.',
    'character-reference-invalid': 'Ein Zeichenverweis nennt kein Zeichen; dafür steht ein Platzhalter.',
    'entity-unknown': 'Ein „&“ oder eine unbekannte Entität blieb, wie sie dasteht.',
  },
};

/** A repair made while reading a report, in a sentence; place and values stand beside it. */
export function noteSentence(note: Note, language: Language): string {
  return sentenceFor(
    NOTES,
    note.code,
    { path: note.path, found: note.found, assumed: note.assumed },
    language,
  );
}
