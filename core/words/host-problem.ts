import type { HostProblemCode } from '../model/codes.ts';
import type { HostProblem } from '../model/host.ts';
import { type CodeTable, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';

const says = (words: unknown) => (words === '' ? '' : ` (${String(words)})`);

const PROBLEMS: CodeTable<HostProblemCode> = {
  en: {
    limited: ({ detail }) => `You limited this host to other domains: ${detail}.`,
    foreign: ({ detail }) =>
      `The name is delegated to servers that are not yours: ${detail}. Nothing is written there.`,
    mixed: ({ detail }) =>
      `Some of the name servers are yours and some are not: ${detail}. They may answer differently, so nothing is written until they agree.`,
    'shared-target': ({ detail }) =>
      `The alias leads to a name that ${detail} uses as well. Writing there would change their policy too.`,
    'other-host': 'The name is delegated to another of your hosts.',
    broken: 'DNS fails for this name, so nobody can tell whose servers answer. Nothing is written.',
    'no-answer':
      'DNS was asked and gave no answer. Nothing is written on the word of an old answer. Ask DNS again.',
    'not-looked-up':
      'DNS could not be asked. Nothing is written on the word of an old answer. Choose a resolver, or go online.',
    'not-delegated':
      'The record stands in the domain’s own zone. It is changed at the DNS provider, or here once the name is delegated.',
    'needs-delegation':
      'The record stands in the domain’s own zone. It is changed at the DNS provider, or here once the name is delegated.',
    'no-host': 'No policy host has been set up.',
    'no-key': 'This host has no key yet.',
    locked: 'The key of this host is locked with a passphrase.',
    'needs-extension':
      'This kind of host can be reached from the browser extension only: its API refuses web pages.',
    'not-a-record': 'This is no valid DMARC record.',
    'cannot-revert': 'This change cannot be taken back: there was no single record before it.',
    'would-empty': 'Taking the record out would leave the domain without any.',
    'several-records':
      'There are several DMARC records, which receivers ignore as a whole. First leave only one at the DNS provider.',
    unauthorized: ({ detail }) => `The server does not accept the key${says(detail)}.`,
    'not-found': ({ detail }) => `The server does not know this address or zone${says(detail)}.`,
    rejected: ({ detail }) => `The server refused: ${detail}`,
    'too-many-requests': 'The server asks to wait: too many requests.',
    'server-error': ({ detail }) => `The server failed${says(detail)}.`,
    'unreachable-or-key':
      'The server did not answer in a way this page may read. Either it is not running or not reachable, or the key is wrong: PowerDNS hides that from web pages.',
    timeout: 'The server did not answer in time.',
    offline: 'This machine is offline.',
    'no-network': '“No network” is switched on in Settings.',
    'read-only': 'The server keeps this zone in a backend that cannot be edited through its API.',
    'not-read-back': ({ detail }) => `The server took the change, but shows something else${says(detail)}.`,
    'serial-not-raised': 'The server did not raise the zone’s serial, so its other servers would not follow.',
    'unreadable-answer': 'The server’s answer could not be understood. Is this the address of its API?',
    'zone-missing': ({ detail }) => `The zone ${detail} does not exist there.`,
    'unexpected-records': ({ detail }) =>
      `Other records stand at this name, and are not swept away: ${detail}`,
    'by-hand': 'This host has no API: the change is done by hand.',
    blocked:
      'The domain is Blocked: its record must reject everything. Set it Active first, which restores the record before.',
    'pointing-decides': 'How the name is pointed in DNS decides this; it cannot be chosen.',
    current: 'It is in this mode already.',
    inherits: ({ detail }) => `It has no record of its own; change it at ${detail}.`,
    fault: 'There is a fault in DNS that must be repaired first.',
    'zone-not-served':
      'None of your hosts serves the domain’s own zone, so this record is changed at your DNS provider.',
    'zone-elsewhere': ({ detail }) =>
      `Your host has a zone for this name, but DNS leads elsewhere${says(detail)}. Nothing is written to a copy that nobody sees.`,
    'alias-there': ({ detail }) =>
      `There is an alias at this name, beside which no record may stand: ${detail}`,
    'secondary-zone': ({ detail }) =>
      `The server holds only a copy of the zone ${detail}. Change it at its primary server.`,
    'changed-meanwhile': ({ detail }) =>
      `The record at the host is not the one that this change was worked out for${says(detail)}. Look at it again.`,
    'not-an-spf-record': ({ detail }) => `This is no SPF record that receivers would take${says(detail)}.`,
    'configuration-closed': 'SPF is configured for Active domains only.',
    'not-blocked':
      'This record is for domains that send nothing: lock the domain, or say that it sends nothing.',
    'may-receive': 'Null MX is only for a domain of which you said that it receives no mail.',
    'no-child-zones': 'This host needs no child zone.',
    'child-zone-refused': ({ detail }) => `The account does not allow a child zone${says(detail)}.`,
    'bad-url': 'The address of the host is no URL that can be called.',
    redirected: ({ detail }) =>
      `The host sent the call on to another address${says(detail)}, which is not followed: the key must not go there.`,
    'too-large': 'The host’s answer is larger than is read.',
  },
  de: {
    limited: ({ detail }) => `Sie haben diesen Host auf andere Domains beschränkt: ${detail}.`,
    foreign: ({ detail }) =>
      `Der Name ist an Server delegiert, die nicht Ihre sind: ${detail}. Dort wird nichts geschrieben.`,
    mixed: ({ detail }) =>
      `Von den Nameservern sind manche Ihre und manche nicht: ${detail}. Sie könnten verschieden antworten; bis sie übereinstimmen, wird nichts geschrieben.`,
    'shared-target': ({ detail }) =>
      `Der Alias führt zu einem Namen, den auch ${detail} nutzt. Dort zu schreiben würde auch deren Richtlinie ändern.`,
    'other-host': 'Der Name ist an einen anderen Ihrer Hosts delegiert.',
    broken:
      'DNS scheitert bei diesem Namen; niemand kann sagen, wessen Server antworten. Es wird nichts geschrieben.',
    'no-answer':
      'DNS wurde gefragt und gab keine Antwort. Auf eine alte Antwort hin wird nichts geschrieben. Fragen Sie DNS erneut.',
    'not-looked-up':
      'DNS konnte nicht gefragt werden. Auf eine alte Antwort hin wird nichts geschrieben. Wählen Sie einen Resolver oder gehen Sie online.',
    'not-delegated':
      'Der Eintrag steht in der eigenen Zone der Domain. Geändert wird er beim DNS-Anbieter, oder hier, sobald der Name delegiert ist.',
    'needs-delegation':
      'Der Eintrag steht in der eigenen Zone der Domain. Geändert wird er beim DNS-Anbieter, oder hier, sobald der Name delegiert ist.',
    'no-host': 'Es ist kein Policy-Host eingerichtet.',
    'no-key': 'Dieser Host hat noch keinen Schlüssel.',
    locked: 'Der Schlüssel dieses Hosts ist mit einer Passphrase verschlossen.',
    'needs-extension':
      'Diese Art Host ist nur aus der Browser-Erweiterung erreichbar: Ihre API weist Webseiten ab.',
    'not-a-record': 'Das ist kein gültiger DMARC-Eintrag.',
    'cannot-revert': 'Diese Änderung lässt sich nicht zurücknehmen: Davor stand kein einzelner Eintrag.',
    'would-empty': 'Ohne diesen Eintrag hätte die Domain gar keinen.',
    'several-records':
      'Es gibt mehrere DMARC-Einträge, die Empfänger allesamt übergehen. Lassen Sie beim DNS-Anbieter erst nur einen stehen.',
    unauthorized: ({ detail }) => `Der Server nimmt den Schlüssel nicht an${says(detail)}.`,
    'not-found': ({ detail }) => `Der Server kennt diese Adresse oder Zone nicht${says(detail)}.`,
    rejected: ({ detail }) => `Der Server lehnt ab: ${detail}`,
    'too-many-requests': 'Der Server bittet zu warten: zu viele Anfragen.',
    'server-error': ({ detail }) => `Der Server ist gescheitert${says(detail)}.`,
    'unreachable-or-key':
      'Der Server hat nicht so geantwortet, dass diese Seite es lesen darf. Entweder läuft er nicht oder ist nicht erreichbar, oder der Schlüssel ist falsch: PowerDNS verbirgt das vor Webseiten.',
    timeout: 'Der Server hat nicht rechtzeitig geantwortet.',
    offline: 'Dieses Gerät ist offline.',
    'no-network': '„Kein Netz“ ist in den Einstellungen eingeschaltet.',
    'read-only': 'Der Server hält diese Zone in einem Backend, das sich über seine API nicht ändern lässt.',
    'not-read-back': ({ detail }) =>
      `Der Server hat die Änderung angenommen, zeigt aber etwas anderes${says(detail)}.`,
    'serial-not-raised':
      'Der Server hat die Seriennummer der Zone nicht erhöht; seine anderen Server würden nicht folgen.',
    'unreadable-answer': 'Die Antwort des Servers ist nicht zu verstehen. Ist das die Adresse seiner API?',
    'zone-missing': ({ detail }) => `Die Zone ${detail} gibt es dort nicht.`,
    'unexpected-records': ({ detail }) =>
      `Bei diesem Namen stehen andere Einträge, die nicht weggeräumt werden: ${detail}`,
    'by-hand': 'Dieser Host hat keine API: Geändert wird von Hand.',
    blocked:
      'Die Domain ist gesperrt: Ihr Eintrag muss alles abweisen. Setzen Sie sie zuerst auf Aktiv; das stellt den Eintrag davor wieder her.',
    'pointing-decides': 'Das entscheidet der Verweis im DNS; wählen lässt es sich nicht.',
    current: 'Dieser Modus gilt schon.',
    inherits: ({ detail }) => `Sie hat keinen eigenen Eintrag; ändern Sie ihn bei ${detail}.`,
    fault: 'Im DNS ist ein Fehler, der zuerst behoben werden muss.',
    'zone-not-served':
      'Keiner Ihrer Hosts bedient die eigene Zone der Domain; dieser Eintrag wird beim DNS-Anbieter geändert.',
    'zone-elsewhere': ({ detail }) =>
      `Ihr Host hat eine Zone für diesen Namen, aber DNS führt anderswohin${says(detail)}. In eine Kopie, die niemand sieht, wird nichts geschrieben.`,
    'alias-there': ({ detail }) =>
      `Bei diesem Namen steht ein Alias, neben dem kein Eintrag stehen darf: ${detail}`,
    'secondary-zone': ({ detail }) =>
      `Der Server hält nur eine Kopie der Zone ${detail}. Ändern Sie sie auf ihrem primären Server.`,
    'changed-meanwhile': ({ detail }) =>
      `Der Eintrag beim Host ist nicht mehr der, für den diese Änderung berechnet wurde${says(detail)}. Sehen Sie ihn sich neu an.`,
    'not-an-spf-record': ({ detail }) => `Das ist kein SPF-Eintrag, den Empfänger annehmen${says(detail)}.`,
    'configuration-closed': 'SPF wird nur bei aktiven Domains konfiguriert.',
    'not-blocked':
      'Dieser Eintrag ist für Domains, die nichts senden: Sperren Sie die Domain, oder sagen Sie, dass sie nichts sendet.',
    'may-receive': 'Null-MX ist nur für eine Domain, von der Sie sagten, dass sie keine Mail empfängt.',
    'no-child-zones': 'Dieser Host braucht keine Unterzone.',
    'child-zone-refused': ({ detail }) => `Das Konto erlaubt keine Unterzone${says(detail)}.`,
    'bad-url': 'Die Adresse des Hosts ist keine URL, die aufgerufen werden kann.',
    redirected: ({ detail }) =>
      `Der Host leitet den Aufruf an eine andere Adresse weiter${says(detail)}; ihr wird nicht gefolgt, denn der Schlüssel darf nicht dorthin.`,
    'too-large': 'Die Antwort des Hosts ist größer, als gelesen wird.',
  },
};

/** What stands in the way at a policy host, in plain words, with the server's own where it gave some. */
export function hostProblemSentence(problem: HostProblem, language: Language): string {
  return sentenceFor(PROBLEMS, problem.code, { detail: problem.detail }, language);
}
