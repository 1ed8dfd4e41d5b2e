import type { DnsResult, QueryRecordEntry } from '../model/dns.ts';
import { type Language, translated } from './language.ts';

const RESULTS = translated({
  en: {
    answer: 'answered',
    nodata: 'no such record',
    nxdomain: 'no such name',
    servfail: 'the resolver could not resolve the name (SERVFAIL)',
    refused: 'the resolver refused the question',
    timeout: 'the resolver did not answer in time',
    malformed: 'the answer was not readable as DNS',
    'http-error': 'the resolver answered with an HTTP error',
    blocked:
      'the browser could not reach the resolver: no connection, a wrong address, no questions from web pages allowed there (CORS), an address without https, or no leave for the local network',
    offline: 'this machine is offline',
    'no-resolver': 'no resolver has been chosen',
    'not-allowed': 'not asked, because the domain was not confirmed as yours',
    'names-off': 'the reverse name of the address was not asked for, because Name senders is off',
    budget: 'the questions that one run or one day may ask were used up',
  } as Record<DnsResult['kind'], string>,
  de: {
    answer: 'beantwortet',
    nodata: 'kein solcher Eintrag',
    nxdomain: 'kein solcher Name',
    servfail: 'der Resolver konnte den Namen nicht auflösen (SERVFAIL)',
    refused: 'der Resolver hat die Frage abgelehnt',
    timeout: 'der Resolver hat nicht rechtzeitig geantwortet',
    malformed: 'die Antwort war nicht als DNS lesbar',
    'http-error': 'der Resolver antwortete mit einem HTTP-Fehler',
    blocked:
      'der Browser konnte den Resolver nicht erreichen: keine Verbindung, falsche Adresse, dort keine Fragen von Webseiten erlaubt (CORS), eine Adresse ohne https, oder keine Erlaubnis für das lokale Netz',
    offline: 'dieses Gerät ist offline',
    'no-resolver': 'es ist kein Resolver gewählt',
    'not-allowed': 'nicht gefragt, weil die Domain nicht als Ihre bestätigt ist',
    'names-off': 'nach dem Reverse-Namen der Adresse wurde nicht gefragt, weil „Absender benennen“ aus ist',
    budget: 'die Fragen, die ein Durchgang oder ein Tag stellen darf, waren aufgebraucht',
  },
});

/** How a DNS question ended, as the end of a sentence. */
export function dnsResultWord(kind: DnsResult['kind'], language: Language): string {
  return RESULTS[language][kind];
}

const OF_SOURCES = translated({
  en: {
    answer: 'answered',
    'http-error': 'answered with an HTTP error',
    timeout: 'did not answer in time',
    offline: 'this machine is offline',
    blocked: 'no answer that the browser lets this app read',
  } as Partial<Record<DnsResult['kind'], string>>,
  de: {
    answer: 'beantwortet',
    'http-error': 'antwortete mit einem HTTP-Fehler',
    timeout: 'antwortete nicht rechtzeitig',
    offline: 'dieses Gerät ist offline',
    blocked: 'keine Antwort, die der Browser diese App lesen lässt',
  },
});

/** How a request ended that left the machine. */
export function recordResultWord({ type, result }: QueryRecordEntry, language: Language): string {
  return (type === 'HTTP' ? OF_SOURCES[language][result] : undefined) ?? RESULTS[language][result];
}

/** The sentence of a code `dns-…`: how a question ended that SPF asked. Null for other codes. */
export function dnsProblemSentence(code: string, language: Language): string | null {
  const kinds: Partial<Record<string, string>> = RESULTS[language];
  return code.startsWith('dns-') ? `DNS: ${kinds[code.slice(4)] ?? code}.` : null;
}

const PURPOSES = translated({
  en: {
    spf: 'SPF check',
    'dmarc-record': 'DMARC record',
    'dmarc-discovery': 'DMARC discovery',
    pointing: 'how DMARC is pointed',
    'dkim-key': 'DKIM key',
    'report-destination': 'report destination',
    'reverse-name': 'name of a sender',
    mx: 'mail servers',
    transport: 'encryption of incoming mail',
    'host-readback': 'reading back a change',
    'look-again': 'asked again by you',
    'resolver-test': 'test of the resolver',
    'source-sign-in': 'signing in to a mailbox',
    'source-list': 'listing a mailbox',
    'source-read': 'reading messages or files',
  } as Record<QueryRecordEntry['purpose'], string>,
  de: {
    spf: 'SPF-Prüfung',
    'dmarc-record': 'DMARC-Eintrag',
    'dmarc-discovery': 'Suche des DMARC-Eintrags',
    pointing: 'Verweis des DMARC-Namens',
    'dkim-key': 'DKIM-Schlüssel',
    'report-destination': 'Berichtsempfänger',
    'reverse-name': 'Name eines Absenders',
    mx: 'Mailserver',
    transport: 'Verschlüsselung eingehender Mail',
    'host-readback': 'Gegenlesen einer Änderung',
    'look-again': 'von Ihnen erneut gefragt',
    'resolver-test': 'Test des Resolvers',
    'source-sign-in': 'Anmeldung bei einem Postfach',
    'source-list': 'Liste eines Postfachs',
    'source-read': 'Lesen von Nachrichten oder Dateien',
  },
});

/** Why a request was made. */
export function dnsPurposeWord(purpose: QueryRecordEntry['purpose'], language: Language): string {
  return PURPOSES[language][purpose];
}
