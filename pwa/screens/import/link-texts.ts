import { translated } from '../../../core/words/language.ts';

/** What came of *Open with Rualens* on a link, or of a file that a tab showed, by the extension's code for it. */
export const linkTexts = translated({
  en: {
    title: 'The file from the web page',
    dismiss: 'Close',
    outcomes: {
      reports: 'The file is imported. It held several reports; the list of imports has them all.',
      none: 'The file was read: it holds no report.',
      rejected: 'The file could not be read. It lies on the shelf below with the reason.',
      'sign-in':
        'The address answered with a web page instead of a file. Perhaps you have to sign in there first. You can also save the file and open it here.',
      unreachable: 'The file could not be fetched. Try again in the page, or save the file and open it here.',
      refused:
        'The link leads to another site than the page it stands on, and Rualens fetches nothing there by itself. Save the file and open it here.',
      'too-large': 'The file is too large to be read in the page. Save it and open it here.',
      'no-access': 'The browser does not let Rualens look at that page. Save the file and open it here.',
    } as Record<string, string>,
    other: 'The file could not be read. Save it and open it here.',
  },
  de: {
    title: 'Die Datei von der Webseite',
    dismiss: 'Schließen',
    outcomes: {
      reports: 'Die Datei ist importiert. Sie enthielt mehrere Berichte; die Liste der Importe hat sie alle.',
      none: 'Die Datei wurde gelesen: Sie enthält keinen Bericht.',
      rejected: 'Die Datei war nicht lesbar. Sie liegt mit dem Grund unten in der Ablage.',
      'sign-in':
        'Die Adresse antwortete mit einer Webseite statt einer Datei. Vielleicht müssen Sie sich dort erst anmelden. Sie können die Datei auch speichern und hier öffnen.',
      unreachable:
        'Die Datei konnte nicht geholt werden. Versuchen Sie es auf der Seite noch einmal, oder speichern Sie die Datei und öffnen Sie sie hier.',
      refused:
        'Der Link führt zu einer anderen Seite als der, auf der er steht, und dort holt Rualens von sich aus nichts. Speichern Sie die Datei und öffnen Sie sie hier.',
      'too-large':
        'Die Datei ist zu groß, um auf der Seite gelesen zu werden. Speichern Sie sie und öffnen Sie sie hier.',
      'no-access':
        'Der Browser lässt Rualens diese Seite nicht ansehen. Speichern Sie die Datei und öffnen Sie sie hier.',
    } as Record<string, string>,
    other: 'Die Datei konnte nicht gelesen werden. Speichern Sie sie und öffnen Sie sie hier.',
  },
});
