import type { ServiceProblem } from '../model/own-services.ts';
import { type CodeTable, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';

const PROBLEMS: CodeTable<ServiceProblem['code']> = {
  en: {
    'name-missing': 'The service needs a name.',
    'name-taken': (d) => `There is a service of the name ${d.name} already.`,
    'url-invalid': (d) => `“${d.text}” is no web address (https://…).`,
    'not-a-name': (d) => `“${d.text}” is no domain name of at least two labels.`,
    'public-suffix': (d) =>
      `Under “${d.text}” anybody can register names, so it says nothing about a service.`,
    'not-a-range': (d) => `“${d.text}” is neither an address nor a range such as 192.0.2.0/24.`,
    'range-too-wide': (d) => `“${d.text}” is too wide: /${d.min} is the widest range.`,
    'ranges-too-wide': (d) =>
      `Together the ranges hold more than ${d.percent} % of all addresses, which no service has.`,
    'too-many': (d) => `At most ${d.max} entries.`,
    claimed: (d) => `“${d.text}” belongs to ${d.service} so far. Your service will take precedence.`,
    'nothing-groups':
      'Nothing here puts addresses into the service by itself. It holds the addresses that you assign by hand.',
  },
  de: {
    'name-missing': 'Der Dienst braucht einen Namen.',
    'name-taken': (d) => `Einen Dienst mit dem Namen ${d.name} gibt es schon.`,
    'url-invalid': (d) => `„${d.text}“ ist keine Web-Adresse (https://…).`,
    'not-a-name': (d) => `„${d.text}“ ist kein Domainname aus mindestens zwei Teilen.`,
    'public-suffix': (d) => `Unter „${d.text}“ kann jeder Namen anmelden; über einen Dienst sagt das nichts.`,
    'not-a-range': (d) => `„${d.text}“ ist weder eine Adresse noch ein Bereich wie 192.0.2.0/24.`,
    'range-too-wide': (d) => `„${d.text}“ ist zu weit: /${d.min} ist der weiteste Bereich.`,
    'ranges-too-wide': (d) =>
      `Zusammen enthalten die Bereiche mehr als ${d.percent} % aller Adressen; so viele hat kein Dienst.`,
    'too-many': (d) => `Höchstens ${d.max} Einträge.`,
    claimed: (d) => `„${d.text}“ gehört bisher zu ${d.service}. Ihr Dienst geht vor.`,
    'nothing-groups':
      'Nichts davon ordnet dem Dienst von selbst Adressen zu. Er enthält die Adressen, die Sie von Hand zuordnen.',
  },
};

/** What is wrong with a service that the user enters, or worth knowing of it. */
export function serviceProblemSentence(problem: ServiceProblem, language: Language): string {
  return sentenceFor(PROBLEMS, problem.code, problem.detail, language);
}
