import type { DomainRow } from '../engine/domains/face.ts';
import { dayText, utcDay } from '../lib/days.ts';
import { type CodeTable, figure, many, sentenceFor } from './code-table.ts';
import type { Language } from './language.ts';

type Code = 'said' | 'passes' | 'none-passes' | 'too-old' | 'no-report';

const REASONS: CodeTable<Code> = {
  en: {
    said: 'You said that it sends.',
    passes: ({ day }) => `A message of it passed DMARC within the last 90 days, the last on ${day} (UTC).`,
    'none-passes': (d, l) =>
      `No message of it passed DMARC in the last 90 days. Reports come, the last up to ${d.day} (UTC); in the last 30 days they tell of ${many(d, 'messages', l, 'message', 'messages')}, ${figure(d, 'failed', l)} failing, and failing mail proves nothing.`,
    'too-old': ({ day }) =>
      `The newest report goes up to ${day} (UTC). Without one of the last 30 days nothing is known of today.`,
    'no-report': 'No report on it has come, so nothing is known.',
  },
  de: {
    said: 'Sie haben gesagt, dass sie sendet.',
    passes: ({ day }) =>
      `Eine Nachricht von ihr bestand DMARC in den letzten 90 Tagen, zuletzt am ${day} (UTC).`,
    'none-passes': (d, l) =>
      `Keine Nachricht von ihr bestand DMARC in den letzten 90 Tagen. Berichte kommen, der letzte bis ${d.day} (UTC); in den letzten 30 Tagen nennen sie ${many(d, 'messages', l, 'Nachricht', 'Nachrichten')}, durchgefallen davon ${figure(d, 'failed', l)}, und durchgefallene Mail beweist nichts.`,
    'too-old': ({ day }) =>
      `Der neueste Bericht reicht bis ${day} (UTC). Ohne einen der letzten 30 Tage ist über heute nichts bekannt.`,
    'no-report': 'Über sie kam kein Bericht; nichts ist bekannt.',
  },
};

/** Why a domain is said to send or not, with its figures; the row is one of the last 30 days. */
export function sendingReason(
  row: Pick<DomainRow, 'sending' | 'declared' | 'lastPassedDay' | 'lastReport' | 'totals'>,
  language: Language,
): string {
  const { sending, declared, lastPassedDay, lastReport, totals } = row;
  const reported = lastReport === null ? '' : dayText(utcDay(lastReport));
  if (sending === 'sends') {
    const passed = lastPassedDay === null ? '' : dayText(lastPassedDay);
    return sentenceFor(REASONS, declared === 'sends' ? 'said' : 'passes', { day: passed }, language);
  }
  if (sending === 'no-passing-mail') {
    const { messages, passed } = totals;
    return sentenceFor(
      REASONS,
      'none-passes',
      { day: reported, messages, failed: messages - passed },
      language,
    );
  }
  return sentenceFor(REASONS, reported === '' ? 'no-report' : 'too-old', { day: reported }, language);
}
