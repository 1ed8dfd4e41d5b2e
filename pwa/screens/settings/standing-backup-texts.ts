import { translated } from '../../../core/words/language.ts';

/** Texts of the standing backup, and of the reminder to make one. */
export const standingBackupTexts = translated({
  en: {
    title: 'Standing backup',
    lead: (n: string) =>
      `Once a day, while the app is open, everything is written into a folder of yours, if something changed. The last ${n} files of this device are kept, older ones are deleted. The files are not encrypted: whoever can read the folder can read them.`,
    unsupported:
      'Not in this browser: Firefox and Safari let no page write into a folder of yours (they lack the File System Access API). Export by hand; you are reminded when it is time.',
    choose: 'Choose a folder …',
    folder: (name: string) => `Into the folder “${name}”.`,
    last: (when: string, kept: string) => `Last written ${when}; files kept: ${kept}.`,
    never: 'Nothing was written yet.',
    working: 'Being written …',
    ask: 'After a restart the browser wants your leave to write there again.',
    allow: 'Allow writing again',
    now: 'Write one now',
    stop: 'Stop',
    failed: 'The last one was not written:',
    due: (decisions: string, days: string) =>
      `The last export is ${days} days old, and ${decisions} decisions were made since. If this browser's data is lost, they are.`,
    dueNever: (decisions: string) =>
      `You have made ${decisions} decisions and no export yet. If this browser's data is lost, they are.`,
    look: 'To the export',
    later: 'Not now',
  },
  de: {
    title: 'Ständige Sicherung',
    lead: (n: string) =>
      `Einmal am Tag, solange die App offen ist, wird alles in einen Ordner von Ihnen geschrieben, wenn sich etwas geändert hat. Die letzten ${n} Dateien dieses Geräts bleiben, ältere werden gelöscht. Die Dateien sind nicht verschlüsselt: Wer den Ordner lesen kann, kann sie lesen.`,
    unsupported:
      'In diesem Browser nicht: Firefox und Safari lassen keine Seite in einen Ordner von Ihnen schreiben (ihnen fehlt die File System Access API). Exportieren Sie von Hand; Sie werden erinnert, wenn es Zeit ist.',
    choose: 'Ordner wählen …',
    folder: (name: string) => `In den Ordner „${name}“.`,
    last: (when: string, kept: string) => `Zuletzt geschrieben ${when}; aufgehobene Dateien: ${kept}.`,
    never: 'Es wurde noch nichts geschrieben.',
    working: 'Wird geschrieben …',
    ask: 'Nach einem Neustart will der Browser Ihre Erlaubnis, wieder dorthin zu schreiben.',
    allow: 'Schreiben wieder erlauben',
    now: 'Jetzt eine schreiben',
    stop: 'Beenden',
    failed: 'Die letzte wurde nicht geschrieben:',
    due: (decisions: string, days: string) =>
      `Der letzte Export ist ${days} Tage alt, und seitdem wurden ${decisions} Entscheidungen getroffen. Gehen die Daten dieses Browsers verloren, sind sie weg.`,
    dueNever: (decisions: string) =>
      `Sie haben ${decisions} Entscheidungen getroffen und noch nichts exportiert. Gehen die Daten dieses Browsers verloren, sind sie weg.`,
    look: 'Zum Export',
    later: 'Jetzt nicht',
  },
});
