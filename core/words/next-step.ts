import type { NextStep } from '../model/advice.ts';
import { type CodeTable, figure, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';

const STEPS: CodeTable<NextStep['code']> = {
  en: {
    'nothing-to-do': 'Nothing to do: this sender passes SPF and DKIM.',
    'repair-spf-record': (d) =>
      `Repair the SPF record of ${d.domain}: receivers call it invalid, so nobody passes it.`,
    'narrow-spf-record': (d) =>
      `Narrow the SPF record of ${d.domain}: ${d.term ? `“${d.term}”` : 'one of its terms'} lets strangers pass as well.`,
    'add-include': (d, l) =>
      `Add “include:${d.include}” to the SPF record of ${d.domain}, if ${d.service} sends for you: ${figure(d, 'passed', l)} of ${figure(d, 'messages', l)} messages pass already without it.`,
    'add-address': (d, l) =>
      `${d.address ? `Add ${d.address}` : 'Add its addresses'} to the SPF record of ${d.domain}, if the system is yours: ${figure(d, 'passed', l)} of ${figure(d, 'messages', l)} messages pass already without it.`,
    'complete-service': (d) =>
      d.include
        ? `Some addresses of ${d.service} are missing from the SPF record of ${d.domain}. “include:${d.include}” covers what the service publishes.`
        : `Some addresses of ${d.service} are missing from the SPF record of ${d.domain}. Check whether the others are yours.`,
    'set-up-dkim': (d, l) =>
      `Set up DKIM for this sender: ${figure(d, 'messages', l)} of ${figure(d, 'of', l)} messages have no aligned signature, and would fail when forwarded.`,
    'align-envelope': (d, l) =>
      `Set the sender’s return path to a name of ${d.domain}: in ${figure(d, 'messages', l)} of ${figure(d, 'of', l)} messages SPF is not aligned.`,
    'check-once-dkim-is-enough':
      'Check once that this sender is yours. All its mail passes by DKIM, so it need not be in the SPF record.',
    'ignore-forwarder': (d, l) =>
      `This looks like a forwarder: ${figure(d, 'passed', l)} of ${figure(d, 'messages', l)} messages still pass. A forwarder does not belong into your SPF record; check it once and set it to Ignored.`,
    'likely-spoofed': (d, l) =>
      `Nothing here passes SPF or DKIM. If you do not know this address, somebody sends in your name. ${figure(d, 'delivered', l)} of ${figure(d, 'messages', l)} failing messages were let through; an enforced policy would stop them.`,
    'check-sender':
      'Find out whether this sender is yours. If it is, add it to the SPF record or set up DKIM; if not, leave it out.',
    'ignored-nothing-to-do': 'Nothing to do while it is ignored. Ignored ends when it enters the SPF record.',
    'wait-for-dns': (d) =>
      `DNS did not answer for ${d.domain}. It is asked again by itself; nothing is wrong with the sender as such.`,
    'spf-needs-more-than-a-report': (d) =>
      `The SPF record of ${d.domain} ${d.term ? `(“${d.term}”) ` : ''}asks for what reports do not carry. Check one message’s headers at the receiver.`,
    'choose-resolver-or-confirm': (d) =>
      `To check SPF, ${d.domain} must be on your list, and a DNS resolver must be chosen and reachable.`,
  },
  de: {
    'nothing-to-do': 'Nichts zu tun: Dieser Absender besteht SPF und DKIM.',
    'repair-spf-record': (d) =>
      `Reparieren Sie den SPF-Eintrag von ${d.domain}: Empfänger halten ihn für ungültig, darum besteht ihn niemand.`,
    'narrow-spf-record': (d) =>
      `Fassen Sie den SPF-Eintrag von ${d.domain} enger: ${d.term ? `„${d.term}“` : 'Einer seiner Terme'} lässt auch Fremde bestehen.`,
    'add-include': (d, l) =>
      `Nehmen Sie „include:${d.include}“ in den SPF-Eintrag von ${d.domain} auf, falls ${d.service} für Sie sendet: ${figure(d, 'passed', l)} von ${figure(d, 'messages', l)} Nachrichten bestehen schon ohne.`,
    'add-address': (d, l) =>
      `Nehmen Sie ${d.address || 'die Adressen'} in den SPF-Eintrag von ${d.domain} auf, falls das System Ihres ist: ${figure(d, 'passed', l)} von ${figure(d, 'messages', l)} Nachrichten bestehen schon ohne.`,
    'complete-service': (d) =>
      d.include
        ? `Einige Adressen von ${d.service} fehlen im SPF-Eintrag von ${d.domain}. „include:${d.include}“ umfasst, was der Dienst veröffentlicht.`
        : `Einige Adressen von ${d.service} fehlen im SPF-Eintrag von ${d.domain}. Prüfen Sie, ob die anderen Ihre sind.`,
    'set-up-dkim': (d, l) =>
      `Richten Sie DKIM für diesen Absender ein: ${figure(d, 'messages', l)} von ${figure(d, 'of', l)} Nachrichten haben keine passende Signatur und scheiterten bei einer Weiterleitung.`,
    'align-envelope': (d, l) =>
      `Setzen Sie den Rückweg des Absenders auf einen Namen von ${d.domain}: Bei ${figure(d, 'messages', l)} von ${figure(d, 'of', l)} Nachrichten passt SPF nicht.`,
    'check-once-dkim-is-enough':
      'Prüfen Sie einmal, ob dieser Absender Ihrer ist. Seine Mail besteht ganz durch DKIM; im SPF-Eintrag muss er nicht stehen.',
    'ignore-forwarder': (d, l) =>
      `Das sieht nach einer Weiterleitung aus: ${figure(d, 'passed', l)} von ${figure(d, 'messages', l)} Nachrichten bestehen noch. Weiterleitungen gehören nicht in Ihren SPF-Eintrag; prüfen Sie sie einmal und setzen Sie sie auf Ignoriert.`,
    'likely-spoofed': (d, l) =>
      `Hier besteht nichts SPF oder DKIM. Kennen Sie die Adresse nicht, sendet jemand in Ihrem Namen. ${figure(d, 'delivered', l)} von ${figure(d, 'messages', l)} gescheiterten Nachrichten wurden durchgelassen; eine durchgesetzte Richtlinie hielte sie auf.`,
    'check-sender':
      'Finden Sie heraus, ob dieser Absender Ihrer ist. Wenn ja, nehmen Sie ihn in den SPF-Eintrag auf oder richten DKIM ein; wenn nicht, lassen Sie ihn weg.',
    'ignored-nothing-to-do':
      'Nichts zu tun, solange er ignoriert wird. Ignoriert endet, sobald er in den SPF-Eintrag kommt.',
    'wait-for-dns': (d) =>
      `DNS hat für ${d.domain} nicht geantwortet. Es wird von selbst wieder gefragt; der Absender an sich ist nicht das Problem.`,
    'spf-needs-more-than-a-report': (d) =>
      `Der SPF-Eintrag von ${d.domain} ${d.term ? `(„${d.term}“) ` : ''}fragt nach etwas, das in Berichten nicht steht. Sehen Sie die Kopfzeilen einer Nachricht beim Empfänger an.`,
    'choose-resolver-or-confirm': (d) =>
      `Um SPF zu prüfen, muss ${d.domain} auf Ihrer Liste stehen und ein DNS-Resolver gewählt und erreichbar sein.`,
  },
};

/** What to do next about a sender, in a sentence or two. */
export function nextStepSentence(step: NextStep, language: Language): string {
  return sentenceFor(STEPS, step.code, step.detail, language);
}
