import type { AddressStatus, SenderStatus, UncheckedReason } from '../model/sender.ts';
import { type CodeTable, type Detail, figure, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';
import { uncheckedSentence } from './no-answer.ts';

/** What a sender's status rests on. */
export interface SenderFacts {
  status: SenderStatus;
  addresses: readonly { status: AddressStatus }[];
  /** Domains in From lines, where the status differs between them; its own worst is then told. */
  split: readonly { status: SenderStatus }[];
  /** Why it was not checked, where that is known. */
  unchecked: UncheckedReason | null;
}

type Code = SenderStatus | 'some-ignored' | 'split';

/** `3 of 5 addresses pass`, and of a sender of one address `Its address passes`. */
function ofAll(
  d: Detail,
  name: string,
  language: Language,
  [one, many]: [one: string, many: string],
): string {
  const its = language === 'de' ? 'Seine Adresse' : 'Its address';
  if (d.all === 1) return `${its} ${one}`;
  const [of, addresses] = language === 'de' ? ['von', 'Adressen'] : ['of', 'addresses'];
  return `${figure(d, name, language)} ${of} ${figure(d, 'all', language)} ${addresses} ${many}`;
}

const MEANINGS: CodeTable<Code> = {
  en: {
    in: (d, l) =>
      `${ofAll(d, 'in', l, ['passes', 'pass'])} the SPF record of the domain that the mail was sent for.`,
    'some-ignored': (d, l) =>
      `${ofAll(d, 'in', l, ['passes', 'pass'])} the SPF record of the domain that the mail was sent for; ${figure(d, 'ignored', l)} not in it ${d.ignored === 1 ? 'is' : 'are'} ignored by you.`,
    partially: (d, l) =>
      `${ofAll(d, 'in', l, ['passes', 'pass'])} the SPF record, ${figure(d, 'not', l)} ${d.not === 1 ? 'does' : 'do'} not. Look at the addresses, then at the record.`,
    not: (d, l) =>
      `${ofAll(d, 'not', l, ['does', 'do'])} not pass the SPF record${d.not === d.all ? '' : ', and no other does'}. It may be a new sender of yours, a forwarder, or somebody who sends in your name.`,
    split: (d, l) =>
      `${ofAll(d, 'not', l, ['does', 'do'])} not pass the SPF record of each domain in From lines: ${figure(d, 'failing', l)} of ${figure(d, 'domains', l)} domains are not covered. The worst is told; which domain it is stands below.`,
    ignored: (d, l) =>
      `${ofAll(d, 'ignored', l, ['is', 'are'])} not in the SPF record and classed as harmless by you.`,
    undecided: (d, l) =>
      `${ofAll(d, 'undecided', l, ['may', 'may'])} pass or not: the SPF record asks for something that reports do not carry (such as the name a server greets with), or DNS did not answer.`,
    unchecked: (d, l) =>
      `${ofAll(d, 'unchecked', l, ['has', 'have'])} not been checked against the SPF record, so nothing can be said.`,
  },
  de: {
    in: (d, l) =>
      `${ofAll(d, 'in', l, ['besteht', 'bestehen'])} den SPF-Eintrag der Domain, für die gesendet wurde.`,
    'some-ignored': (d, l) =>
      `${ofAll(d, 'in', l, ['besteht', 'bestehen'])} den SPF-Eintrag der Domain, für die gesendet wurde; ${figure(d, 'ignored', l)} außerhalb ${d.ignored === 1 ? 'wird' : 'werden'} von Ihnen ignoriert.`,
    partially: (d, l) =>
      `${ofAll(d, 'in', l, ['besteht', 'bestehen'])} den SPF-Eintrag, ${figure(d, 'not', l)} nicht. Sehen Sie erst die Adressen an, dann den Eintrag.`,
    not: (d, l) =>
      `${ofAll(d, 'not', l, ['besteht', 'bestehen'])} den SPF-Eintrag nicht${d.not === d.all ? '' : ', und keine andere besteht ihn'}. Es kann ein neuer eigener Absender sein, eine Weiterleitung oder jemand, der in Ihrem Namen sendet.`,
    split: (d, l) =>
      `${ofAll(d, 'not', l, ['besteht', 'bestehen'])} den SPF-Eintrag nicht für jede Domain in From-Zeilen: ${figure(d, 'failing', l)} von ${figure(d, 'domains', l)} Domains sind nicht abgedeckt. Das Schlechteste zählt; welche Domain es ist, steht unten.`,
    ignored: (d, l) =>
      `${ofAll(d, 'ignored', l, ['steht', 'stehen'])} nicht im SPF-Eintrag und ${d.all === 1 ? 'wurde' : 'wurden'} von Ihnen als unbedenklich eingestuft.`,
    undecided: (d, l) =>
      `${ofAll(d, 'undecided', l, ['kann', 'können'])} bestehen oder nicht: Der SPF-Eintrag fragt nach etwas, das in Berichten nicht steht (etwa dem Namen, mit dem sich ein Server meldet), oder DNS hat nicht geantwortet.`,
    unchecked: (d, l) =>
      `${ofAll(d, 'unchecked', l, ['ist', 'sind'])} noch nicht gegen den SPF-Eintrag geprüft; es lässt sich nichts sagen.`,
  },
};

/** Why a sender has its status, with the addresses that it rests on. */
export function senderStatusMeaning(
  { status, addresses, split, unchecked }: SenderFacts,
  language: Language,
): string {
  const count = (word: AddressStatus): number => addresses.filter((each) => each.status === word).length;
  const detail = {
    all: addresses.length,
    in: count('in'),
    not: count('not'),
    ignored: count('ignored'),
    undecided: count('undecided'),
    unchecked: count('unchecked'),
    domains: split.length,
    failing: split.filter((each) => each.status === 'not' || each.status === 'partially').length,
  };
  const meaning = sentenceFor(MEANINGS, codeOf(status, detail.ignored, split), detail, language);
  return unchecked === null ? meaning : `${meaning} ${uncheckedSentence(unchecked, language)}.`;
}

function codeOf(status: SenderStatus, ignored: number, split: SenderFacts['split']): Code {
  if (status === 'in' && ignored > 0) return 'some-ignored';
  return status === 'not' && split.some((each) => each.status !== 'not') ? 'split' : status;
}
