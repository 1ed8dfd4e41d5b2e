import { translated } from '../../core/words/language.ts';

/** Why an operation, or the whole engine, could not go on. */
export const failureTexts = translated({
  en: {
    failed: 'This could not be done. Nothing was lost. The machine says:',
    outdated:
      'A newer version of Rualens is open in another tab. This tab reads and stores nothing any more: load it again. An import under way resumes by itself then.',
    blocked:
      'An older version of Rualens is open in another tab and holds the data. Close that tab or load it again; this one then goes on by itself.',
    tooNew:
      'The data was stored by a newer version of Rualens. Nothing of it was changed. Load this page again to get that version.',
    openFailed: 'The stored data could not be opened. Nothing of it was changed. Load the page again.',
    openFull:
      'This version of Rualens stores the data in another way, and there is no room to bring it over: the disk, or what the browser allows, is full. Nothing of it was changed. Make room on the disk, then load the page again.',
    workerEnded:
      'The part of the app that reads and stores ended in the middle of this, and was started again. What was stored is whole.',
    restarted:
      'The part of the app that reads and stores had ended and was started again. Imports that were under way resume, and restores that were cut off are listed under Settings.',
    endedAgain:
      'The part of the app that reads and stores ended several times within a minute. What was stored is whole. Load the page again.',
    reload: 'Load again',
  },
  de: {
    failed: 'Das ging nicht. Es ging nichts verloren. Die Maschine meldet:',
    outdated:
      'In einem anderen Tab ist eine neuere Version von Rualens offen. Dieser Tab liest und speichert nichts mehr: Laden Sie ihn neu. Ein laufender Import geht dann von selbst weiter.',
    blocked:
      'In einem anderen Tab ist eine ältere Version von Rualens offen und hält die Daten fest. Schließen Sie jenen Tab oder laden Sie ihn neu; dieser geht dann von selbst weiter.',
    tooNew:
      'Die Daten wurden von einer neueren Version von Rualens gespeichert. Nichts davon wurde geändert. Laden Sie diese Seite neu, um jene Version zu bekommen.',
    openFailed:
      'Die gespeicherten Daten ließen sich nicht öffnen. Nichts davon wurde geändert. Laden Sie die Seite neu.',
    openFull:
      'Diese Version von Rualens speichert die Daten anders, und für die Umstellung ist kein Platz: Die Platte, oder was der Browser gewährt, ist voll. Nichts davon wurde geändert. Schaffen Sie Platz auf der Platte und laden Sie die Seite neu.',
    workerEnded:
      'Der Teil der App, der liest und speichert, endete mittendrin und wurde neu gestartet. Was gespeichert war, ist ganz.',
    restarted:
      'Der Teil der App, der liest und speichert, war beendet und wurde neu gestartet. Laufende Importe gehen weiter; abgebrochenes Einlesen steht unter Einstellungen.',
    endedAgain:
      'Der Teil der App, der liest und speichert, endete mehrmals innerhalb einer Minute. Was gespeichert war, ist ganz. Laden Sie die Seite neu.',
    reload: 'Neu laden',
  },
});
