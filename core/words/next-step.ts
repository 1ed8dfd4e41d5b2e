import type { NextStep } from '../model/advice.ts';
import type { UncheckedReason } from '../model/sender.ts';
import { type CodeTable, type Detail, figure, many, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';
import { uncheckedSentence } from './no-answer.ts';

/** The term that decided, with the record that holds it where that is another one. */
function term({ term, at }: Detail, language: Language): string {
  const quoted = language === 'de' ? `„${term}“` : `“${term}”`;
  if (!at) return quoted;
  return language === 'de' ? `${quoted} im Eintrag von ${at}` : `${quoted} in the record of ${at}`;
}

/** Failing mail that got in. A policy is a request: it may be in force already, and a receiver may let mail through all the same. */
function letThrough(d: Detail, l: Language): string {
  if (l === 'de') {
    if (d.delivered === 0) return 'Empfänger ließen keine gescheiterte Nachricht von ihm durch.';
    return `Empfänger ließen ${many(d, 'delivered', l, 'gescheiterte Nachricht', 'gescheiterte Nachrichten')} durch; quarantine oder reject bittet sie, solche Mail aufzuhalten.`;
  }
  if (d.delivered === 0) return 'Receivers let no failing message of it through.';
  return `Receivers let ${many(d, 'delivered', l, 'failing message', 'failing messages')} through; quarantine or reject asks them to hold such mail back.`;
}

const STEPS: CodeTable<NextStep['code']> = {
  en: {
    'nothing-to-do': (d, l) =>
      `Nothing to do: ${figure(d, 'passed', l)} of ${figure(d, 'messages', l)} messages of this sender pass DMARC.`,
    'repair-spf-record': (d) =>
      `Repair the SPF record of ${d.domain}: receivers that check this sender find it invalid, so it cannot pass SPF.`,
    'narrow-spf-record': (d) =>
      `Narrow the SPF record of ${d.domain}: ${d.term ? term(d, 'en') : 'one of its terms'} lets strangers pass as well.`,
    'add-include': (d, l) =>
      `Add “${d.terms}” to the SPF record of ${d.domain}, if ${d.service} sends for you: ${figure(d, 'passed', l)} of ${figure(d, 'messages', l)} messages pass already without it.`,
    'add-address': (d, l) =>
      `Add “${d.terms}” to the SPF record of ${d.domain}, if the system is yours: ${figure(d, 'passed', l)} of ${figure(d, 'messages', l)} messages pass already without it.`,
    'complete-service': (d, l) =>
      `Some addresses of ${d.service} are missing from the SPF record of ${d.domain} (${many(d, 'messages', l, 'message', 'messages')}). If they send for you, add “${d.terms}”.`,
    'check-service-addresses': (d) =>
      `Some addresses of ${d.service} do not pass SPF for ${d.domain}. Check whether they send for you before you change a record.`,
    'authorise-return-path': (d, l) =>
      `In ${figure(d, 'messages', l)} of ${figure(d, 'of', l)} messages the return path is at ${d.domain}, whose SPF record does not let this sender pass. Add “${d.terms}” there.`,
    'signs-as-other': (d, l) =>
      `${figure(d, 'seen', l)} of ${figure(d, 'messages', l)} messages are signed as ${d.other}, which DMARC does not count for ${d.domain}. If it sends for you, let it sign as your domain.`,
    'returns-to-other': (d, l) =>
      `${figure(d, 'seen', l)} of ${figure(d, 'messages', l)} messages pass SPF for ${d.other}, which DMARC does not count for ${d.domain}. If it sends for you, let it sign as your domain, or give it a return path of yours.`,
    'check-forwarder': (d, l) =>
      `This looks like a forwarder, but ${figure(d, 'unexplained', l)} of ${figure(d, 'messages', l)} messages fail without a sign of forwarding: they may be forged mail that it passes on. Look at them before you ignore it.`,
    'set-up-dkim': (d, l) =>
      `Set up DKIM for this sender: ${figure(d, 'messages', l)} of ${figure(d, 'of', l)} messages have no aligned signature, and would fail when forwarded.`,
    'align-envelope': (d, l) =>
      `Set the sender’s return path to a name of ${d.domain}: in ${figure(d, 'messages', l)} of ${figure(d, 'of', l)} messages SPF is not aligned.`,
    'check-once-dkim-is-enough': (d, l) =>
      `Check once that this sender is yours. ${figure(d, 'aligned', l)} of ${figure(d, 'messages', l)} messages pass by DKIM, so it need not be in the SPF record.`,
    'ignore-forwarder': (d, l) =>
      `This looks like a forwarder: ${figure(d, 'passed', l)} of ${figure(d, 'messages', l)} messages still pass, and signs of forwarding explain all but ${figure(d, 'unexplained', l)} of the rest. A forwarder does not belong into your SPF record; check it once and set it to Ignored.`,
    'likely-spoofed': (d, l) =>
      `${figure(d, 'passed', l)} of ${figure(d, 'messages', l)} messages pass DMARC. If you do not know this address, somebody sends in your name. ${letThrough(d, l)}`,
    'check-sender':
      'Find out whether this sender is yours. If it is, add it to the SPF record or set up DKIM; if not, leave it out.',
    'make-it-pass': (d, l) =>
      `You said that it is yours, and ${figure(d, 'passed', l)} of ${figure(d, 'messages', l)} messages pass. Let it sign with DKIM as ${d.domain}, or send through a server in the SPF record. It stays open until reports show that its mail passes.`,
    'not-yours': (d, l) => `You said that it is not yours. ${letThrough(d, l)}`,
    'not-yours-in-record': (d, l) =>
      `You said that it is not yours, but the SPF record of ${d.domain} lets it pass by ${term(d, 'en')}; ${figure(d, 'passed', l)} of ${figure(d, 'messages', l)} messages pass DMARC, and no policy stops them. Take it out of the record.`,
    'not-yours-signed': (d, l) =>
      `You said that it is not yours, but ${figure(d, 'passed', l)} of ${figure(d, 'messages', l)} messages pass DMARC with a signature of ${d.domain}, and no policy stops them. Find out who holds the key, or whether they are forwarded.`,
    'said-forwarder':
      'You said that it is a forwarder. It does not belong into the SPF record; what it forwards passes by DKIM where the signature stays whole.',
    'ignored-nothing-to-do': 'Nothing to do while it is ignored. Ignored ends when it enters the SPF record.',
    'wait-for-dns': (d) =>
      `DNS did not answer for ${d.domain}. It is asked again by itself; nothing is wrong with the sender as such.`,
    'spf-needs-more-than-a-report': (d) =>
      `The SPF record of ${d.domain} ${d.term ? `(${term(d, 'en')}) ` : ''}asks for what reports do not carry. Check one message’s headers at the receiver.`,
    'no-address': (d, l) =>
      `Nothing to do: the reports name no address for ${many(d, 'messages', l, 'message', 'messages')}, so SPF cannot be checked.`,
    'not-asked-yet': (d, l) => `Nothing to do for now: ${uncheckedSentence(d.why as UncheckedReason, l)}.`,
    'choose-resolver-or-confirm': (d) =>
      `To check SPF, ${d.domain} must be on your list, and a DNS resolver must be chosen.`,
  },
  de: {
    'nothing-to-do': (d, l) =>
      `Nichts zu tun: ${figure(d, 'passed', l)} von ${figure(d, 'messages', l)} Nachrichten dieses Absenders bestehen DMARC.`,
    'repair-spf-record': (d) =>
      `Reparieren Sie den SPF-Eintrag von ${d.domain}: Empfänger, die diesen Absender prüfen, halten ihn für ungültig; so kann er SPF nicht bestehen.`,
    'narrow-spf-record': (d) =>
      `Fassen Sie den SPF-Eintrag von ${d.domain} enger: ${d.term ? term(d, 'de') : 'einer seiner Terme'} lässt auch Fremde bestehen.`,
    'add-include': (d, l) =>
      `Nehmen Sie „${d.terms}“ in den SPF-Eintrag von ${d.domain} auf, falls ${d.service} für Sie sendet: ${figure(d, 'passed', l)} von ${figure(d, 'messages', l)} Nachrichten bestehen schon ohne.`,
    'add-address': (d, l) =>
      `Nehmen Sie „${d.terms}“ in den SPF-Eintrag von ${d.domain} auf, falls das System Ihres ist: ${figure(d, 'passed', l)} von ${figure(d, 'messages', l)} Nachrichten bestehen schon ohne.`,
    'complete-service': (d, l) =>
      `Einige Adressen von ${d.service} fehlen im SPF-Eintrag von ${d.domain} (${many(d, 'messages', l, 'Nachricht', 'Nachrichten')}). Wenn sie für Sie senden, nehmen Sie „${d.terms}“ auf.`,
    'check-service-addresses': (d) =>
      `Einige Adressen von ${d.service} bestehen SPF für ${d.domain} nicht. Prüfen Sie, ob sie für Sie senden, bevor Sie einen Eintrag ändern.`,
    'authorise-return-path': (d, l) =>
      `Bei ${figure(d, 'messages', l)} von ${figure(d, 'of', l)} Nachrichten liegt der Rückweg bei ${d.domain}, dessen SPF-Eintrag diesen Absender nicht bestehen lässt. Nehmen Sie dort „${d.terms}“ auf.`,
    'signs-as-other': (d, l) =>
      `${figure(d, 'seen', l)} von ${figure(d, 'messages', l)} Nachrichten sind als ${d.other} signiert; für ${d.domain} zählt DMARC das nicht. Sendet er für Sie, lassen Sie ihn als Ihre Domain signieren.`,
    'returns-to-other': (d, l) =>
      `${figure(d, 'seen', l)} von ${figure(d, 'messages', l)} Nachrichten bestehen SPF für ${d.other}; für ${d.domain} zählt DMARC das nicht. Sendet er für Sie, lassen Sie ihn als Ihre Domain signieren, oder geben Sie ihm einen Rückweg bei Ihnen.`,
    'check-forwarder': (d, l) =>
      `Das sieht nach einer Weiterleitung aus, aber ${figure(d, 'unexplained', l)} von ${figure(d, 'messages', l)} Nachrichten scheitern ohne ein Zeichen davon: Es kann gefälschte Mail sein, die sie weiterreicht. Sehen Sie sie an, bevor Sie ignorieren.`,
    'set-up-dkim': (d, l) =>
      `Richten Sie DKIM für diesen Absender ein: ${figure(d, 'messages', l)} von ${figure(d, 'of', l)} Nachrichten haben keine passende Signatur und scheiterten bei einer Weiterleitung.`,
    'align-envelope': (d, l) =>
      `Setzen Sie den Rückweg des Absenders auf einen Namen von ${d.domain}: Bei ${figure(d, 'messages', l)} von ${figure(d, 'of', l)} Nachrichten passt SPF nicht.`,
    'check-once-dkim-is-enough': (d, l) =>
      `Prüfen Sie einmal, ob dieser Absender Ihrer ist. ${figure(d, 'aligned', l)} von ${figure(d, 'messages', l)} Nachrichten bestehen durch DKIM; im SPF-Eintrag muss er nicht stehen.`,
    'ignore-forwarder': (d, l) =>
      `Das sieht nach einer Weiterleitung aus: ${figure(d, 'passed', l)} von ${figure(d, 'messages', l)} Nachrichten bestehen noch, und Zeichen von Weiterleitung erklären vom Rest alle bis auf ${figure(d, 'unexplained', l)}. Weiterleitungen gehören nicht in Ihren SPF-Eintrag; prüfen Sie sie einmal und setzen Sie sie auf Ignoriert.`,
    'likely-spoofed': (d, l) =>
      `${figure(d, 'passed', l)} von ${figure(d, 'messages', l)} Nachrichten bestehen DMARC. Kennen Sie die Adresse nicht, sendet jemand in Ihrem Namen. ${letThrough(d, l)}`,
    'check-sender':
      'Finden Sie heraus, ob dieser Absender Ihrer ist. Wenn ja, nehmen Sie ihn in den SPF-Eintrag auf oder richten DKIM ein; wenn nicht, lassen Sie ihn weg.',
    'make-it-pass': (d, l) =>
      `Sie haben gesagt, dass er Ihrer ist; ${figure(d, 'passed', l)} von ${figure(d, 'messages', l)} Nachrichten bestehen. Lassen Sie ihn mit DKIM als ${d.domain} signieren oder über einen Server im SPF-Eintrag senden. Er bleibt offen, bis Berichte zeigen, dass seine Mail besteht.`,
    'not-yours': (d, l) => `Sie haben gesagt, dass er nicht Ihrer ist. ${letThrough(d, l)}`,
    'not-yours-in-record': (d, l) =>
      `Sie haben gesagt, dass er nicht Ihrer ist, aber der SPF-Eintrag von ${d.domain} lässt ihn durch ${term(d, 'de')} bestehen; ${figure(d, 'passed', l)} von ${figure(d, 'messages', l)} Nachrichten bestehen DMARC, und keine Richtlinie hält sie auf. Nehmen Sie ihn aus dem Eintrag.`,
    'not-yours-signed': (d, l) =>
      `Sie haben gesagt, dass er nicht Ihrer ist, aber ${figure(d, 'passed', l)} von ${figure(d, 'messages', l)} Nachrichten bestehen DMARC mit einer Signatur von ${d.domain}, und keine Richtlinie hält sie auf. Klären Sie, wer den Schlüssel hat, oder ob sie weitergeleitet werden.`,
    'said-forwarder':
      'Sie haben gesagt, dass er eine Weiterleitung ist. Sie gehört nicht in den SPF-Eintrag; was sie weiterleitet, besteht durch DKIM, wo die Signatur heil bleibt.',
    'ignored-nothing-to-do':
      'Nichts zu tun, solange er ignoriert wird. Ignoriert endet, sobald er in den SPF-Eintrag kommt.',
    'wait-for-dns': (d) =>
      `DNS hat für ${d.domain} nicht geantwortet. Es wird von selbst wieder gefragt; der Absender an sich ist nicht das Problem.`,
    'spf-needs-more-than-a-report': (d) =>
      `Der SPF-Eintrag von ${d.domain} ${d.term ? `(${term(d, 'de')}) ` : ''}fragt nach etwas, das in Berichten nicht steht. Sehen Sie die Kopfzeilen einer Nachricht beim Empfänger an.`,
    'no-address': (d, l) =>
      `Nichts zu tun: Die Berichte nennen für ${many(d, 'messages', l, 'Nachricht', 'Nachrichten')} keine Adresse; SPF lässt sich nicht prüfen.`,
    'not-asked-yet': (d, l) => `Im Moment nichts zu tun: ${uncheckedSentence(d.why as UncheckedReason, l)}.`,
    'choose-resolver-or-confirm': (d) =>
      `Um SPF zu prüfen, muss ${d.domain} auf Ihrer Liste stehen und ein DNS-Resolver gewählt sein.`,
  },
};

/** What to do next about a sender, in a sentence or two. */
export function nextStepSentence(step: NextStep, language: Language): string {
  return sentenceFor(STEPS, step.code, step.detail, language);
}
