import type { SourceProblem, SourceProblemCode } from '../model/source.ts';
import { type CodeTable, type Detail, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';

const says = ({ words }: Detail) => (words === '' ? '' : ` (${String(words)})`);

/** What is wrong, and what to do about it. */
const PROBLEMS: CodeTable<SourceProblemCode> = {
  en: {
    'no-key': 'There is no password or token. Enter one under Edit.',
    locked: 'The key is locked with a passphrase. Unlock it to go on.',
    'bad-address': ({ words }) => `“${words}” is no address that can be used. Check the address.`,
    insecure: ({ words }) =>
      `The key would travel unencrypted to ${words}, so nothing was sent. Use an https address.`,
    'other-origin': ({ words }) =>
      `The server wants requests, and your key with them, to go to ${words}. Nothing was sent there. Allow it under Edit if that address belongs to your provider.`,
    'redirect-loop': ({ words }) =>
      `${words} sends requests on to other addresses without end. Enter the address of the session itself.`,
    'sign-in': (detail) =>
      `The server does not accept the name, password or token${says(detail)}. It may have ended: enter a new one under Edit.`,
    forbidden: (detail) =>
      `The key is accepted, but has no right to read there${says(detail)}. Give it the right to read.`,
    'not-found': (detail) =>
      `There is nothing at this address${says(detail)}. Check it; your provider names the address of its service.`,
    'too-many': 'The server asks to wait: too many requests. It is tried again by itself.',
    'server-error': (detail) => `The server failed${says(detail)}. It is tried again by itself.`,
    refused: (detail) => `The server refused the request${says(detail)}.`,
    'page-refused': ({ words }) =>
      `${words} is there, but does not answer web pages. Use the browser extension, which may ask it, or let the server allow this app’s origin (CORS).`,
    'no-permission': ({ words }) =>
      `${words} is there, but the browser does not let this extension read its answers. Press Test under Edit, and allow it when the browser asks.`,
    unreachable: ({ words }) =>
      `${words} could not be reached: no connection, a wrong address, or the connection broke. It is tried again by itself.`,
    timeout: ({ words }) => `${words} did not answer in time. It is tried again by itself.`,
    offline: 'This machine is offline. It is tried again by itself.',
    'no-network': '“No network” is switched on in Settings, so nothing is asked.',
    'too-large': 'The server’s answer is larger than anything that is needed, and was not read.',
    'cut-short': ({ words }) => `“${words}” came only in part. It is tried again by itself.`,
    'unreadable-answer': ({ words }) =>
      `The answer of ${words} could not be understood. Is this the right address, and the right kind of service?`,
    'no-mail-account':
      'The key is accepted, but no mail account belongs to it. Give it the right to read mail.',
    'folder-gone': ({ words }) => `The mailbox “${words}” is not there any more. Choose another under Edit.`,
    'too-many-items': 'The server lists more messages than can be true, and was left.',
    'store-full': 'There is no room left on this machine. What came is kept; make room, then check again.',
  },
  de: {
    'no-key': 'Es gibt kein Passwort oder Token. Geben Sie unter Bearbeiten eines ein.',
    locked: 'Der Schlüssel ist mit einer Passphrase verschlossen. Schließen Sie ihn auf, um fortzufahren.',
    'bad-address': ({ words }) => `„${words}“ ist keine brauchbare Adresse. Prüfen Sie die Adresse.`,
    insecure: ({ words }) =>
      `Der Schlüssel ginge unverschlüsselt an ${words}; darum wurde nichts gesendet. Nehmen Sie eine https-Adresse.`,
    'other-origin': ({ words }) =>
      `Der Server verlangt, dass Anfragen samt Ihrem Schlüssel an ${words} gehen. Dorthin wurde nichts gesendet. Erlauben Sie es unter Bearbeiten, wenn diese Adresse zu Ihrem Anbieter gehört.`,
    'redirect-loop': ({ words }) =>
      `${words} leitet Anfragen ohne Ende weiter. Geben Sie die Adresse der Sitzung selbst ein.`,
    'sign-in': (detail) =>
      `Der Server nimmt Namen, Passwort oder Token nicht an${says(detail)}. Vielleicht ist es abgelaufen: Geben Sie unter Bearbeiten ein neues ein.`,
    forbidden: (detail) =>
      `Der Schlüssel wird angenommen, darf dort aber nicht lesen${says(detail)}. Geben Sie ihm das Recht zu lesen.`,
    'not-found': (detail) =>
      `Unter dieser Adresse gibt es nichts${says(detail)}. Prüfen Sie sie; Ihr Anbieter nennt die Adresse seines Dienstes.`,
    'too-many': 'Der Server bittet zu warten: zu viele Anfragen. Es wird von selbst wieder versucht.',
    'server-error': (detail) =>
      `Der Server hat einen Fehler gemeldet${says(detail)}. Es wird von selbst wieder versucht.`,
    refused: (detail) => `Der Server hat die Anfrage abgelehnt${says(detail)}.`,
    'page-refused': ({ words }) =>
      `${words} ist da, antwortet Webseiten aber nicht. Nehmen Sie die Browser-Erweiterung, die ihn fragen darf, oder lassen Sie den Server den Ursprung dieser App zu (CORS).`,
    'no-permission': ({ words }) =>
      `${words} ist da, aber der Browser lässt diese Erweiterung seine Antworten nicht lesen. Drücken Sie unter Bearbeiten auf Prüfen und erlauben Sie es, wenn der Browser fragt.`,
    unreachable: ({ words }) =>
      `${words} war nicht zu erreichen: keine Verbindung, eine falsche Adresse, oder die Verbindung brach ab. Es wird von selbst wieder versucht.`,
    timeout: ({ words }) => `${words} hat nicht rechtzeitig geantwortet. Es wird von selbst wieder versucht.`,
    offline: 'Dieses Gerät ist offline. Es wird von selbst wieder versucht.',
    'no-network': '„Kein Netz“ ist in den Einstellungen eingeschaltet; darum wird nichts gefragt.',
    'too-large': 'Die Antwort des Servers ist größer als alles, was gebraucht wird, und wurde nicht gelesen.',
    'cut-short': ({ words }) => `„${words}“ kam nur zum Teil. Es wird von selbst wieder versucht.`,
    'unreadable-answer': ({ words }) =>
      `Die Antwort von ${words} war nicht zu verstehen. Ist das die richtige Adresse und die richtige Art von Dienst?`,
    'no-mail-account':
      'Der Schlüssel wird angenommen, aber zu ihm gehört kein Mailkonto. Geben Sie ihm das Recht, Mail zu lesen.',
    'folder-gone': ({ words }) =>
      `Das Postfach „${words}“ gibt es nicht mehr. Wählen Sie unter Bearbeiten ein anderes.`,
    'too-many-items': 'Der Server nennt mehr Nachrichten, als wahr sein kann, und wurde verlassen.',
    'store-full':
      'Auf diesem Gerät ist kein Platz mehr. Was kam, ist behalten; schaffen Sie Platz und sehen Sie wieder nach.',
  },
};

/** Why a source gives nothing now, and what to do. */
export function sourceProblemSentence({ code, detail }: SourceProblem, language: Language): string {
  return sentenceFor(PROBLEMS, code, { words: detail }, language);
}
