import type { AdvicePoint, ForwarderPoint } from '../model/advice.ts';
import { type CodeTable, figure, many, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';

/** `CODE` where the point holds, `CODE-not` where it was looked at and does not. */
type Code = AdvicePoint['code'] | `${AdvicePoint['code']}-not`;

const POINTS: CodeTable<Code> = {
  en: {
    repeated: (d, l) =>
      `Repeated: seen on ${figure(d, 'days', l)} of ${figure(d, 'of', l)} days by ${many(d, 'reporters', l, 'reporter', 'reporters')}.`,
    'repeated-not': (d, l) =>
      `Not repeated: seen on ${figure(d, 'days', l)} of ${figure(d, 'of', l)} days by ${many(d, 'reporters', l, 'reporter', 'reporters')}.`,
    'not-your-system': (d, l) =>
      `Hardly your system: it relays mail of others, and ${figure(d, 'spfAligned', l)} of ${figure(d, 'messages', l)} messages have SPF aligned.`,
    'not-your-system-not': (d, l) =>
      `It may be your system: ${figure(d, 'spfAligned', l)} of ${figure(d, 'messages', l)} messages have SPF aligned, ${figure(d, 'dkimAligned', l)} DKIM.`,
    'known-forwarder': (d, l) =>
      d.service
        ? `Known as a forwarder or relay: ${d.service}.`
        : d.evidence === 1
          ? 'It behaves like a forwarder or relay.'
          : `It behaves like a forwarder or relay, by ${figure(d, 'evidence', l)} kinds of evidence.`,
    'known-forwarder-not': 'It is no known forwarder or relay, and does not behave like one.',
    'no-risk-seen': (d, l) =>
      d.failed === 0
        ? `No risk seen: none of ${figure(d, 'messages', l)} messages failed DMARC.`
        : `Little risk seen: of ${figure(d, 'messages', l)} messages ${figure(d, 'failed', l)} failed DMARC; receivers let ${figure(d, 'delivered', l)} of these through.`,
    'no-risk-seen-not': (d, l) =>
      `Some risk: ${figure(d, 'failed', l)} of ${figure(d, 'messages', l)} messages failed DMARC; receivers let ${figure(d, 'delivered', l)} of these through.`,
    'new-or-sporadic': (d, l) =>
      `New or sporadic: seen on ${many(d, 'days', l, 'day', 'days')} only, or since less than a week.`,
    'new-or-sporadic-not': (d, l) =>
      `Neither new nor sporadic: seen on ${many(d, 'days', l, 'day', 'days')}.`,
    unclear: 'Unclear who it is: no known service, no confirmed host name, no sign of a forwarder.',
    'unclear-not': (d) =>
      d.hostName
        ? `It is known who it is: ${d.hostName}.`
        : 'It is known what it is: a service or a forwarder.',
    'unexplained-failures': (d, l) =>
      `Unexplained failures: ${many(d, 'failed', l, 'message', 'messages')} failed DMARC, of which forwarding explains ${figure(d, 'explained', l)}. SPF failed for ${figure(d, 'spfFailed', l)}, DKIM for ${figure(d, 'dkimFailed', l)}.`,
    'unexplained-failures-not': (d, l) =>
      d.failed === 0
        ? 'No unexplained failures: no message failed DMARC.'
        : `Hardly any unexplained failures: ${figure(d, 'failed', l)} of ${figure(d, 'messages', l)} messages failed DMARC, of which forwarding explains ${figure(d, 'explained', l)}.`,
    'spoofing-possible': (d, l) =>
      `Spoofing is possible: ${figure(d, 'unexplained', l)} of ${figure(d, 'messages', l)} messages failed DMARC without a sign of forwarding; receivers let ${many(d, 'delivered', l, 'failing message', 'failing messages')} through.`,
    'spoofing-possible-not': (d, l) =>
      `Hardly a sign of spoofing: ${figure(d, 'passed', l)} of ${figure(d, 'messages', l)} messages pass DMARC, and forwarding explains all but ${figure(d, 'unexplained', l)} of the rest.`,
  },
  de: {
    repeated: (d, l) =>
      `Wiederholt: an ${figure(d, 'days', l)} von ${figure(d, 'of', l)} Tagen gesehen, von ${many(d, 'reporters', l, 'Berichtendem', 'Berichtenden')}.`,
    'repeated-not': (d, l) =>
      `Nicht wiederholt: an ${figure(d, 'days', l)} von ${figure(d, 'of', l)} Tagen gesehen, von ${many(d, 'reporters', l, 'Berichtendem', 'Berichtenden')}.`,
    'not-your-system': (d, l) =>
      `Kaum Ihr System: Es reicht Mail anderer weiter, und bei ${figure(d, 'spfAligned', l)} von ${figure(d, 'messages', l)} Nachrichten passt SPF.`,
    'not-your-system-not': (d, l) =>
      `Es kann Ihr System sein: Bei ${figure(d, 'spfAligned', l)} von ${figure(d, 'messages', l)} Nachrichten passt SPF, bei ${figure(d, 'dkimAligned', l)} DKIM.`,
    'known-forwarder': (d, l) =>
      d.service
        ? `Als Weiterleitung oder Relay bekannt: ${d.service}.`
        : d.evidence === 1
          ? 'Es verhält sich wie eine Weiterleitung oder ein Relay.'
          : `Es verhält sich wie eine Weiterleitung oder ein Relay, nach ${figure(d, 'evidence', l)} Arten von Belegen.`,
    'known-forwarder-not': 'Es ist keine bekannte Weiterleitung und verhält sich auch nicht so.',
    'no-risk-seen': (d, l) =>
      d.failed === 0
        ? `Kein Risiko gesehen: Keine von ${figure(d, 'messages', l)} Nachrichten scheiterte an DMARC.`
        : `Wenig Risiko gesehen: Von ${figure(d, 'messages', l)} Nachrichten scheiterten ${figure(d, 'failed', l)} an DMARC; Empfänger ließen davon ${figure(d, 'delivered', l)} durch.`,
    'no-risk-seen-not': (d, l) =>
      `Etwas Risiko: ${figure(d, 'failed', l)} von ${figure(d, 'messages', l)} Nachrichten scheiterten an DMARC; Empfänger ließen davon ${figure(d, 'delivered', l)} durch.`,
    'new-or-sporadic': (d, l) =>
      `Neu oder vereinzelt: nur an ${many(d, 'days', l, 'Tag', 'Tagen')} gesehen, oder seit weniger als einer Woche.`,
    'new-or-sporadic-not': (d, l) =>
      `Weder neu noch vereinzelt: an ${many(d, 'days', l, 'Tag', 'Tagen')} gesehen.`,
    unclear:
      'Unklar, wer es ist: kein bekannter Dienst, kein bestätigter Hostname, kein Zeichen einer Weiterleitung.',
    'unclear-not': (d) =>
      d.hostName
        ? `Bekannt, wer es ist: ${d.hostName}.`
        : 'Bekannt, was es ist: ein Dienst oder eine Weiterleitung.',
    'unexplained-failures': (d, l) =>
      `Unerklärte Fehlschläge: ${many(d, 'failed', l, 'Nachricht scheiterte', 'Nachrichten scheiterten')} an DMARC; Weiterleiten erklärt ${figure(d, 'explained', l)} davon. SPF scheiterte bei ${figure(d, 'spfFailed', l)}, DKIM bei ${figure(d, 'dkimFailed', l)}.`,
    'unexplained-failures-not': (d, l) =>
      d.failed === 0
        ? 'Keine unerklärten Fehlschläge: Keine Nachricht scheiterte an DMARC.'
        : `Kaum unerklärte Fehlschläge: ${figure(d, 'failed', l)} von ${figure(d, 'messages', l)} Nachrichten scheiterten an DMARC; Weiterleiten erklärt ${figure(d, 'explained', l)} davon.`,
    'spoofing-possible': (d, l) =>
      `Fälschung ist möglich: ${figure(d, 'unexplained', l)} von ${figure(d, 'messages', l)} Nachrichten scheiterten an DMARC ohne ein Zeichen von Weiterleitung; Empfänger ließen ${figure(d, 'delivered', l)} gescheiterte durch.`,
    'spoofing-possible-not': (d, l) =>
      `Kaum ein Zeichen von Fälschung: ${figure(d, 'passed', l)} von ${figure(d, 'messages', l)} Nachrichten bestehen DMARC; vom Rest erklärt Weiterleiten alle bis auf ${figure(d, 'unexplained', l)}.`,
  },
};

/** A point of the Ignore dialog with its figures, whether it applies or not. */
export function adviceSentence(point: AdvicePoint, language: Language): string {
  return sentenceFor(POINTS, point.applies ? point.code : `${point.code}-not`, point.detail, language);
}

const FORWARDER: CodeTable<
  | 'known-forwarder'
  | 'may-forward'
  | 'dkim-aligned-spf-not'
  | 'arc-pass'
  | 'override-forwarded'
  | 'forwarder-envelope'
> = {
  en: {
    'known-forwarder': (d) => `${d.detail} is a known forwarder.`,
    'may-forward': (d) => `${d.detail} also forwards mail of others.`,
    'dkim-aligned-spf-not': (d, l) =>
      `In ${many(d, 'messages', l, 'message', 'messages')} an aligned DKIM signature passes while SPF is not aligned.`,
    'arc-pass': (d, l) => `Receivers accepted ${many(d, 'messages', l, 'message', 'messages')} by ARC.`,
    'override-forwarded': (d, l) =>
      `Receivers marked ${many(d, 'messages', l, 'message', 'messages')} as forwarded.`,
    'forwarder-envelope': (d, l) =>
      `${many(d, 'messages', l, 'message bears', 'messages bear')} the forwarder’s own envelope domain ${d.detail}, with SPF pass.`,
  },
  de: {
    'known-forwarder': (d) => `${d.detail} ist als Weiterleitung bekannt.`,
    'may-forward': (d) => `${d.detail} leitet auch Mail anderer weiter.`,
    'dkim-aligned-spf-not': (d, l) =>
      `Bei ${many(d, 'messages', l, 'Nachricht', 'Nachrichten')} besteht eine passende DKIM-Signatur, während SPF nicht passt.`,
    'arc-pass': (d, l) =>
      `Empfänger nahmen ${many(d, 'messages', l, 'Nachricht', 'Nachrichten')} durch ARC an.`,
    'override-forwarded': (d, l) =>
      `Empfänger kennzeichneten ${many(d, 'messages', l, 'Nachricht', 'Nachrichten')} als weitergeleitet.`,
    'forwarder-envelope': (d, l) =>
      `${many(d, 'messages', l, 'Nachricht trägt', 'Nachrichten tragen')} die eigene Envelope-Domain ${d.detail} der Weiterleitung, mit bestandenem SPF.`,
  },
};

/** What speaks for a sender being a forwarder, in a sentence. */
export function forwarderSentence(point: ForwarderPoint, language: Language): string {
  return sentenceFor(FORWARDER, point.code, { detail: point.detail, messages: point.messages }, language);
}
