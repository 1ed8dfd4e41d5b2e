import type { SpfCheckCode, SpfCheckProblem } from '../model/codes.ts';
import { type CodeTable, sentenceFor } from './code-table.ts';
import { dnsProblemSentence } from './dns-result.ts';
import type { Language } from './language.ts';

const PROBLEMS: CodeTable<SpfCheckCode> = {
  en: {
    'too-many-lookups': 'The record needs more than 10 look-ups, so receivers call it invalid.',
    'too-many-voids': 'More than two look-ups lead to nothing, so receivers call the record invalid.',
    'too-many-mx': 'An mx term leads to more than 10 mail servers, so receivers call the record invalid.',
    'too-many-terms': 'The record has too many terms.',
    'several-records': 'There are several SPF records, so receivers call them invalid.',
    'syntax-error': 'The record has an error in its writing, so receivers call it invalid.',
    'bad-include-target': 'An include leads to a name that is no domain.',
    'bad-redirect-target': 'A redirect leads to a name that is no domain.',
    'include-without-record':
      'An include leads to a domain without an SPF record, so receivers call the record invalid.',
    'redirect-without-record':
      'A redirect leads to a domain without an SPF record, so receivers call the record invalid.',
    'needs-helo': 'The record asks for the name a server greets with; reports do not carry it.',
    'needs-local-part': 'The record asks for the part of the address before the @; reports do not carry it.',
    'needs-dns': 'The record must be asked for each address on its own; that has not been done yet.',
    'not-kept': 'The record asks DNS about each address; what DNS said of this one on that day was not kept.',
    'bad-target': 'A term leads to a name that is no domain.',
    'not-asked': 'The tree is too large; this part was not asked.',
    'not-an-address': 'The report gives no valid address.',
  },
  de: {
    'too-many-lookups': 'Der Eintrag braucht mehr als 10 Abfragen; Empfänger halten ihn darum für ungültig.',
    'too-many-voids':
      'Mehr als zwei Abfragen führen ins Leere; Empfänger halten den Eintrag darum für ungültig.',
    'too-many-mx':
      'Ein mx-Term führt zu mehr als 10 Mailservern; Empfänger halten den Eintrag darum für ungültig.',
    'too-many-terms': 'Der Eintrag hat zu viele Terme.',
    'several-records': 'Es gibt mehrere SPF-Einträge; Empfänger halten sie darum für ungültig.',
    'syntax-error': 'Der Eintrag hat einen Schreibfehler; Empfänger halten ihn darum für ungültig.',
    'bad-include-target': 'Ein include führt zu einem Namen, der keine Domain ist.',
    'bad-redirect-target': 'Ein redirect führt zu einem Namen, der keine Domain ist.',
    'include-without-record':
      'Ein include führt zu einer Domain ohne SPF-Eintrag; Empfänger halten den Eintrag darum für ungültig.',
    'redirect-without-record':
      'Ein redirect führt zu einer Domain ohne SPF-Eintrag; Empfänger halten den Eintrag darum für ungültig.',
    'needs-helo':
      'Der Eintrag fragt nach dem Namen, mit dem sich ein Server meldet; er steht nicht in Berichten.',
    'needs-local-part': 'Der Eintrag fragt nach dem Teil der Adresse vor dem @; er steht nicht in Berichten.',
    'needs-dns': 'Der Eintrag muss für jede Adresse eigens gefragt werden; das ist noch nicht geschehen.',
    'not-kept':
      'Der Eintrag fragt DNS nach jeder Adresse; was DNS an jenem Tag zu dieser sagte, wurde nicht aufgehoben.',
    'bad-target': 'Ein Term führt zu einem Namen, der keine Domain ist.',
    'not-asked': 'Der Baum ist zu groß; dieser Teil wurde nicht gefragt.',
    'not-an-address': 'Der Bericht nennt keine gültige Adresse.',
  },
};

/** Why an SPF check ended in an error or undecided, in a sentence. A DNS failure is told in DNS's words. */
export function spfProblemSentence(problem: SpfCheckProblem, language: Language): string {
  const dns = dnsProblemSentence(problem, language);
  if (dns !== null) return dns;
  return sentenceFor(PROBLEMS, problem, {}, language);
}
