import type { DmarcProblemCode } from '../model/codes.ts';
import { type CodeTable, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';

const PROBLEMS: CodeTable<DmarcProblemCode> = {
  en: {
    'spf-too-many-lookups': ({ detail }) => `The SPF record needs ${detail} look-ups; 10 are allowed.`,
    'duplicate-tag': ({ detail }) => `The DMARC record has the tag ${detail} twice.`,
    'tag-syntax': ({ detail }) => `A part of the DMARC record is no tag: “${detail}”.`,
    'tag-case': ({ detail }) =>
      `The tag ${detail} is not written in lower case; some receivers pass over it.`,
    'record-too-long': ({ detail }) => `The DMARC record is very long (${detail} characters).`,
    'unknown-tag': ({ detail }) => `The DMARC record has an unknown tag, ${detail}.`,
    'removed-tag': ({ detail }) =>
      `The tag ${detail} is obsolete since RFC 9989; older receivers may still apply it.`,
    'p-missing': 'The DMARC record has no policy (p).',
    'p-not-second': 'The policy (p) does not stand right after the version; old receivers want it there.',
    'p-invalid': ({ detail }) => `The policy (p) has an unknown value, “${detail}”.`,
    'sp-invalid': ({ detail }) => `The policy for subdomains (sp) has an unknown value, “${detail}”.`,
    'np-invalid': ({ detail }) =>
      `The policy for non-existent subdomains (np) has an unknown value, “${detail}”.`,
    'uri-size-ignored': ({ detail }) => `The size limit in ${detail} is obsolete and ignored.`,
    'uri-invalid': ({ detail }) => `This report address is invalid: ${detail}`,
    'rua-missing': 'No address for reports (rua): no new reports will come.',
    'not-applied': 'The DMARC record is invalid and not applied by receivers.',
    'adkim-invalid': ({ detail }) =>
      `The alignment for DKIM (adkim) has an unknown value, “${detail}”; it counts as absent.`,
    'aspf-invalid': ({ detail }) =>
      `The alignment for SPF (aspf) has an unknown value, “${detail}”; it counts as absent.`,
    't-invalid': ({ detail }) => `The test mode (t) has an unknown value, “${detail}”; it counts as absent.`,
    'psd-invalid': ({ detail }) => `The tag psd has an unknown value, “${detail}”; it counts as absent.`,
    'pct-invalid': ({ detail }) => `pct has an invalid value, “${detail}”.`,
    'fo-invalid': ({ detail }) => `fo has an invalid value, “${detail}”.`,
    'record-drifted': ({ detail }) =>
      `DNS shows something other at ${detail} than what was published from here.`,
    drifted: ({ detail }) =>
      `DNS shows something other than what you published: ${detail === '' ? 'no record' : detail}.`,
    'leading-space': 'The DMARC record begins with a space; some receivers then pass over it.',
    'uri-slashes': ({ detail }) => `Nobody gets reports at ${detail}: behind “mailto:” no slashes may stand.`,
    'uri-no-address': ({ detail }) => `Nobody gets reports at ${detail}: it names no mail address.`,
    'uri-not-mail': ({ detail }) => `Reports are sent by mail only; nobody gets them at ${detail}.`,
    'wildcard-alias': ({ detail }) =>
      `Every name below this domain that does not exist is an alias of ${detail} (a wildcard); DMARC is not pointed there.`,
    'alias-beside-record': ({ detail }) =>
      `DNS answers with a record of its own and with an alias to ${detail}. Both cannot stand at one name: which one counts depends on the resolver.`,
    'near-miss-version': ({ detail }) =>
      `This text is no DMARC record, because the version must read “v=DMARC1”: ${detail}`,
    'near-miss-case': ({ detail }) =>
      `This text is no DMARC record, because “DMARC1” must be in capitals: ${detail}`,
    'near-miss-separator': ({ detail }) =>
      `This text is no DMARC record, because a semicolon must stand behind “v=DMARC1”: ${detail}`,
    'near-miss-not-first': ({ detail }) =>
      `This text is no DMARC record, because it does not begin with “v=DMARC1”: ${detail}`,
    'near-miss-no-version': ({ detail }) =>
      `This text is no DMARC record, because “v=DMARC1” is missing at its beginning: ${detail}`,
    'near-miss-quoted': ({ detail }) =>
      `This text is no DMARC record, because the quotation marks are part of it: ${detail}`,
    'near-miss-escaped': ({ detail }) =>
      `This text is no DMARC record, because backslashes stand before its semicolons: ${detail}`,
    'near-miss-zone-line': ({ detail }) =>
      `This text is no DMARC record, because it is a whole line of a zone file: ${detail}`,
    'mixed-host': ({ detail }) => `Its name servers are partly yours and partly not: ${detail}.`,
    'discovery-differs': ({ detail }) =>
      `New and old receivers find different DMARC records for it: ${detail}.`,
  },
  de: {
    'spf-too-many-lookups': ({ detail }) => `Der SPF-Eintrag braucht ${detail} Abfragen; erlaubt sind 10.`,
    'duplicate-tag': ({ detail }) => `Der DMARC-Eintrag hat das Tag ${detail} doppelt.`,
    'tag-syntax': ({ detail }) => `Ein Teil des DMARC-Eintrags ist kein Tag: „${detail}“.`,
    'tag-case': ({ detail }) =>
      `Das Tag ${detail} ist nicht klein geschrieben; manche Empfänger übergehen es.`,
    'record-too-long': ({ detail }) => `Der DMARC-Eintrag ist sehr lang (${detail} Zeichen).`,
    'unknown-tag': ({ detail }) => `Der DMARC-Eintrag hat ein unbekanntes Tag, ${detail}.`,
    'removed-tag': ({ detail }) =>
      `Das Tag ${detail} ist seit RFC 9989 überholt; ältere Empfänger wenden es vielleicht noch an.`,
    'p-missing': 'Dem DMARC-Eintrag fehlt die Richtlinie (p).',
    'p-not-second': 'Die Richtlinie (p) steht nicht gleich nach der Version; alte Empfänger wollen sie dort.',
    'p-invalid': ({ detail }) => `Die Richtlinie (p) hat einen unbekannten Wert, „${detail}“.`,
    'sp-invalid': ({ detail }) =>
      `Die Richtlinie für Subdomains (sp) hat einen unbekannten Wert, „${detail}“.`,
    'np-invalid': ({ detail }) =>
      `Die Richtlinie für nicht vorhandene Subdomains (np) hat einen unbekannten Wert, „${detail}“.`,
    'uri-size-ignored': ({ detail }) => `Die Größengrenze in ${detail} ist überholt und wird übergangen.`,
    'uri-invalid': ({ detail }) => `Diese Berichtsadresse ist ungültig: ${detail}`,
    'rua-missing': 'Keine Adresse für Berichte (rua): Es kommen keine neuen Berichte.',
    'not-applied': 'Der DMARC-Eintrag ist ungültig und wird von Empfängern nicht angewandt.',
    'adkim-invalid': ({ detail }) =>
      `Die Übereinstimmung für DKIM (adkim) hat einen unbekannten Wert, „${detail}“; das zählt als fehlend.`,
    'aspf-invalid': ({ detail }) =>
      `Die Übereinstimmung für SPF (aspf) hat einen unbekannten Wert, „${detail}“; das zählt als fehlend.`,
    't-invalid': ({ detail }) =>
      `Der Testmodus (t) hat einen unbekannten Wert, „${detail}“; das zählt als fehlend.`,
    'psd-invalid': ({ detail }) =>
      `Das Tag psd hat einen unbekannten Wert, „${detail}“; das zählt als fehlend.`,
    'pct-invalid': ({ detail }) => `pct hat einen ungültigen Wert, „${detail}“.`,
    'fo-invalid': ({ detail }) => `fo hat einen ungültigen Wert, „${detail}“.`,
    'record-drifted': ({ detail }) =>
      `DNS zeigt bei ${detail} etwas anderes, als von hier veröffentlicht wurde.`,
    drifted: ({ detail }) =>
      `DNS zeigt etwas anderes, als Sie veröffentlicht haben: ${detail === '' ? 'keinen Eintrag' : detail}.`,
    'leading-space': 'Der DMARC-Eintrag beginnt mit einem Leerzeichen; manche Empfänger übergehen ihn dann.',
    'uri-slashes': ({ detail }) =>
      `Bei ${detail} kommen keine Berichte an: Hinter „mailto:“ dürfen keine Schrägstriche stehen.`,
    'uri-no-address': ({ detail }) => `Bei ${detail} kommen keine Berichte an: Es nennt keine Mailadresse.`,
    'uri-not-mail': ({ detail }) => `Berichte werden nur per Mail gesendet; bei ${detail} kommen keine an.`,
    'wildcard-alias': ({ detail }) =>
      `Jeder nicht vorhandene Name unter dieser Domain ist ein Alias von ${detail} (Wildcard); DMARC verweist nicht dorthin.`,
    'alias-beside-record': ({ detail }) =>
      `DNS antwortet mit einem eigenen Eintrag und mit einem Alias auf ${detail}. Beides kann nicht bei einem Namen stehen: Was gilt, hängt vom Resolver ab.`,
    'near-miss-version': ({ detail }) =>
      `Dieser Text ist kein DMARC-Eintrag, weil die Version „v=DMARC1“ lauten muss: ${detail}`,
    'near-miss-case': ({ detail }) =>
      `Dieser Text ist kein DMARC-Eintrag, weil „DMARC1“ groß geschrieben sein muss: ${detail}`,
    'near-miss-separator': ({ detail }) =>
      `Dieser Text ist kein DMARC-Eintrag, weil hinter „v=DMARC1“ ein Semikolon stehen muss: ${detail}`,
    'near-miss-not-first': ({ detail }) =>
      `Dieser Text ist kein DMARC-Eintrag, weil er nicht mit „v=DMARC1“ beginnt: ${detail}`,
    'near-miss-no-version': ({ detail }) =>
      `Dieser Text ist kein DMARC-Eintrag, weil an seinem Anfang „v=DMARC1“ fehlt: ${detail}`,
    'near-miss-quoted': ({ detail }) =>
      `Dieser Text ist kein DMARC-Eintrag, weil die Anführungszeichen dazugehören: ${detail}`,
    'near-miss-escaped': ({ detail }) =>
      `Dieser Text ist kein DMARC-Eintrag, weil vor seinen Semikolons Rückstriche stehen: ${detail}`,
    'near-miss-zone-line': ({ detail }) =>
      `Dieser Text ist kein DMARC-Eintrag, weil er eine ganze Zeile einer Zonendatei ist: ${detail}`,
    'mixed-host': ({ detail }) => `Von ihren Nameservern sind manche Ihre und manche nicht: ${detail}.`,
    'discovery-differs': ({ detail }) =>
      `Neue und alte Empfänger finden verschiedene DMARC-Einträge: ${detail}.`,
  },
};

/** A fault of a domain or its records, in a sentence. */
export function problemSentence(
  problem: { code: DmarcProblemCode; detail: string },
  language: Language,
): string {
  return sentenceFor(PROBLEMS, problem.code, { detail: problem.detail }, language);
}

/** Oddities that receivers pass over: worth a word, no fault. */
const REMARKS: readonly string[] = [
  'removed-tag',
  'unknown-tag',
  'uri-size-ignored',
  'tag-case',
  'record-too-long',
];

export function isRemark({ code }: { code: string }): boolean {
  return REMARKS.includes(code);
}
