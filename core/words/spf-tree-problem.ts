import type { SpfTreeCode, SpfTreeProblem } from '../model/codes.ts';
import type { SpfProblem } from '../model/spf-tree.ts';
import { type CodeTable, type Detail, figure, sentenceFor } from './code-table.ts';
import { dnsProblemSentence } from './dns-result.ts';
import type { Language } from './language.ts';

const PROBLEMS: CodeTable<SpfTreeCode> = {
  en: {
    'bad-character': 'A character stands here that a record may not have.',
    'bad-macro': 'This macro is not written as it must be, for example %{i}.',
    'bad-domain': 'This is no domain name.',
    'unexpected-value': 'Nothing may follow here.',
    'missing-domain': 'A domain is missing behind the colon, as in include:example.com.',
    'bad-prefix': 'The length of the network is not valid: at most /32 for IPv4 and //128 for IPv6.',
    'bad-ip4': 'This is no IPv4 address.',
    'bad-ip6': 'This is no IPv6 address.',
    'unknown-mechanism': 'SPF does not know this word. One such word makes the whole record invalid.',
    'bad-modifier-name': 'This is no name that may stand before an equals sign.',
    'second-redirect': 'redirect may stand only once.',
    'second-exp': 'exp may stand only once.',
    'too-many-terms': 'The record has so many terms that the rest was not read.',
    none: 'This domain has no SPF record.',
    'several-records': 'This domain has several SPF records; receivers then call them invalid.',
    loop: 'The record includes itself; evaluation ends at the limit of 10 look-ups.',
    'not-asked': 'Not looked up: the name depends on the message, or the record leads to too much.',
    'too-many-mx': 'More than 10 mail servers; receivers then call the record invalid.',
    'bad-target': 'The name it leads to is no domain name.',
    'behind-all': 'Stands behind “all” and is never reached.',
    'redirect-beside-all': 'redirect is ignored where the record has “all”.',
    'deprecated-ptr': 'Should not be used any more: it is slow, and some receivers do not ask it.',
    'plus-all': 'Authorises every machine in the world to send as this domain.',
    'over-broad': 'A network this large authorises strangers.',
    'no-all': 'The record ends without “all” or redirect: nothing is said about all other machines.',
    'too-many-lookups': (d, l) =>
      `${figure(d, 'figure', l)} look-ups; more than 10 make the record invalid for the addresses that get so far.`,
    'near-lookup-limit': (d, l) =>
      `${figure(d, 'figure', l)} of 10 look-ups are used; one more service may break the record.`,
    'too-many-voids': (d, l) =>
      `${figure(d, 'figure', l)} look-ups find nothing; more than 2 make the record invalid for the addresses that get so far.`,
    'near-void-limit': (d, l) =>
      `${figure(d, 'figure', l)} of 2 allowed look-ups find nothing; one more breaks the record.`,
    'many-mx-addresses':
      'A mail server with more than 10 addresses: some receivers call the record invalid, most do not.',
    'equals-for-colon':
      'With an equals sign this is an unknown word that receivers pass over; a colon was probably meant.',
  },
  de: {
    'bad-character': 'Hier steht ein Zeichen, das in einem Eintrag nicht stehen darf.',
    'bad-macro': 'Dieses Makro ist nicht so geschrieben, wie es sein muss, etwa %{i}.',
    'bad-domain': 'Das ist kein Domainname.',
    'unexpected-value': 'Hier darf nichts folgen.',
    'missing-domain': 'Hinter dem Doppelpunkt fehlt eine Domain, wie in include:example.com.',
    'bad-prefix': 'Die Länge des Netzes ist ungültig: höchstens /32 für IPv4 und //128 für IPv6.',
    'bad-ip4': 'Das ist keine IPv4-Adresse.',
    'bad-ip6': 'Das ist keine IPv6-Adresse.',
    'unknown-mechanism':
      'SPF kennt dieses Wort nicht. Ein einziges solches Wort macht den ganzen Eintrag ungültig.',
    'bad-modifier-name': 'Das ist kein Name, der vor einem Gleichheitszeichen stehen darf.',
    'second-redirect': 'redirect darf nur einmal stehen.',
    'second-exp': 'exp darf nur einmal stehen.',
    'too-many-terms': 'Der Eintrag hat so viele Terme, dass der Rest nicht gelesen wurde.',
    none: 'Diese Domain hat keinen SPF-Eintrag.',
    'several-records': 'Diese Domain hat mehrere SPF-Einträge; Empfänger halten sie dann für ungültig.',
    loop: 'Der Eintrag bindet sich selbst ein; die Prüfung endet an der Grenze von 10 Abfragen.',
    'not-asked': 'Nicht abgefragt: Der Name hängt von der Nachricht ab, oder der Eintrag führt zu zu viel.',
    'too-many-mx': 'Mehr als 10 Mailserver; Empfänger halten den Eintrag dann für ungültig.',
    'bad-target': 'Der Name, zu dem er führt, ist kein Domainname.',
    'behind-all': 'Steht hinter „all“ und wird nie erreicht.',
    'redirect-beside-all': 'redirect gilt nicht, wo der Eintrag „all“ hat.',
    'deprecated-ptr':
      'Soll nicht mehr verwendet werden: Es ist langsam, und manche Empfänger fragen es nicht.',
    'plus-all': 'Erlaubt jedem Rechner der Welt, als diese Domain zu senden.',
    'over-broad': 'Ein so großes Netz erlaubt Fremden zu senden.',
    'no-all': 'Der Eintrag endet ohne „all“ oder redirect: Über alle anderen Rechner sagt er nichts.',
    'too-many-lookups': (d, l) =>
      `${figure(d, 'figure', l)} Abfragen; mehr als 10 machen den Eintrag ungültig für die Adressen, die so weit kommen.`,
    'near-lookup-limit': (d, l) =>
      `${figure(d, 'figure', l)} von 10 Abfragen sind verbraucht; ein weiterer Dienst kann den Eintrag brechen.`,
    'too-many-voids': (d, l) =>
      `${figure(d, 'figure', l)} Abfragen finden nichts; mehr als 2 machen den Eintrag ungültig für die Adressen, die so weit kommen.`,
    'near-void-limit': (d, l) =>
      `${figure(d, 'figure', l)} von 2 erlaubten Abfragen finden nichts; eine weitere bricht den Eintrag.`,
    'many-mx-addresses':
      'Ein Mailserver mit mehr als 10 Adressen: Manche Empfänger halten den Eintrag für ungültig, die meisten nicht.',
    'equals-for-colon':
      'Mit einem Gleichheitszeichen ist das ein unbekanntes Wort, das Empfänger übergehen; gemeint war wohl ein Doppelpunkt.',
  },
};

const WARNINGS = new Set<string>([
  'behind-all',
  'redirect-beside-all',
  'deprecated-ptr',
  'over-broad',
  'no-all',
  'near-lookup-limit',
  'near-void-limit',
  'not-asked',
  'many-mx-addresses',
  'equals-for-colon',
]);

/** `bad`: receivers call the record invalid, or anyone may send; `doubt`: DNS did not tell; `warn`: the rest. */
export function spfProblemTone(code: SpfTreeProblem): 'bad' | 'warn' | 'doubt' {
  if (code.startsWith('dns-')) return 'doubt';
  return WARNINGS.has(code) ? 'warn' : 'bad';
}

/** What is wrong with a record or a term of it, in a sentence. */
export function spfTreeProblemSentence(problem: SpfProblem, language: Language): string {
  const dns = dnsProblemSentence(problem.code, language);
  if (dns !== null) return dns;
  const detail: Detail = { figure: problem.figure };
  return sentenceFor(PROBLEMS, problem.code, detail, language);
}
