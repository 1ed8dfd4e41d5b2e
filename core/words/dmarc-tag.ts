import { type CodeTable, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';

type Code =
  | 'v'
  | 'p'
  | 'sp'
  | 'np'
  | 'adkim'
  | 'aspf'
  | 't'
  | 'psd'
  | 'pct'
  | 'fo'
  | 'rf'
  | 'ri'
  | 'rua'
  | 'ruf'
  | 'unknown';

const POLICY = {
  en: { none: 'is delivered as usual', quarantine: 'goes to the spam folder', reject: 'is refused' },
  de: { none: 'wird wie sonst zugestellt', quarantine: 'kommt in den Spamordner', reject: 'wird abgewiesen' },
} as Record<Language, Record<string, string>>;

const policy = (value: unknown, language: Language) => POLICY[language][String(value).toLowerCase()] ?? '?';

const TAGS: CodeTable<Code> = {
  en: {
    v: 'Says that this is a DMARC record.',
    p: ({ value }, l) => `Mail of the domain that fails ${policy(value, l)}.`,
    sp: ({ value }, l) => `Failing mail of subdomains without a record of their own ${policy(value, l)}.`,
    np: ({ value }, l) =>
      `Failing mail of subdomains that do not exist ${policy(value, l)}. Older receivers ignore it.`,
    adkim: ({ value }) =>
      value === 's'
        ? 'DKIM must be signed by exactly this domain.'
        : 'DKIM may be signed by any name of the same organisation.',
    aspf: ({ value }) =>
      value === 's'
        ? 'The envelope domain must be exactly this domain.'
        : 'The envelope domain may be any name of the same organisation.',
    t: ({ value }) =>
      value === 'y'
        ? 'Test mode: receivers of RFC 9989 do one step less; older ones ignore it and do all.'
        : 'No test mode.',
    psd: 'Says whether this name is a public suffix; for the search of RFC 9989.',
    pct: ({ value }) =>
      `Older receivers apply the policy to ${value} % of failing mail; RFC 9989 removed it.`,
    fo: 'For which failures single reports are wanted.',
    rf: 'Format of failure reports; removed by RFC 9989.',
    ri: 'Wanted interval of reports; removed by RFC 9989, and hardly ever heeded.',
    rua: 'Where the daily aggregate reports go.',
    ruf: 'Where reports of single failures go; few receivers send them.',
    unknown: 'Unknown: receivers ignore it.',
  },
  de: {
    v: 'Sagt, dass dies ein DMARC-Eintrag ist.',
    p: ({ value }, l) => `Mail der Domain, die durchfällt, ${policy(value, l)}.`,
    sp: ({ value }, l) => `Durchgefallene Mail von Subdomains ohne eigenen Eintrag ${policy(value, l)}.`,
    np: ({ value }, l) =>
      `Durchgefallene Mail von Subdomains, die es nicht gibt, ${policy(value, l)}. Ältere Empfänger übergehen das.`,
    adkim: ({ value }) =>
      value === 's'
        ? 'DKIM muss genau von dieser Domain signiert sein.'
        : 'DKIM darf jeder Name derselben Organisation signieren.',
    aspf: ({ value }) =>
      value === 's'
        ? 'Die Umschlagdomain muss genau diese Domain sein.'
        : 'Die Umschlagdomain darf jeder Name derselben Organisation sein.',
    t: ({ value }) =>
      value === 'y'
        ? 'Testmodus: Empfänger nach RFC 9989 tun eine Stufe weniger; ältere übergehen ihn und tun alles.'
        : 'Kein Testmodus.',
    psd: 'Sagt, ob dieser Name ein öffentliches Suffix ist; für die Suche nach RFC 9989.',
    pct: ({ value }) =>
      `Ältere Empfänger wenden die Richtlinie auf ${value} % der durchgefallenen Mail an; RFC 9989 hat es gestrichen.`,
    fo: 'Zu welchen Fehlern Einzelberichte gewünscht sind.',
    rf: 'Format der Fehlerberichte; von RFC 9989 gestrichen.',
    ri: 'Gewünschter Abstand der Berichte; von RFC 9989 gestrichen und kaum je beachtet.',
    rua: 'Wohin die täglichen Sammelberichte gehen.',
    ruf: 'Wohin Berichte über einzelne Fehler gehen; wenige Empfänger senden sie.',
    unknown: 'Unbekannt: Empfänger übergehen es.',
  },
};

/** What a tag of a DMARC record does, in a sentence (RFC 9989 section 4.7). */
export function dmarcTagSentence(name: string, value: string, language: Language): string {
  const code = Object.hasOwn(TAGS.en, name) ? name : 'unknown';
  return sentenceFor(TAGS, code, { value }, language);
}
