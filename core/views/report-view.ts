import type { PlainRecord } from '../lib/columns/block-cursor.ts';
import type { AggregateHeader, MailContext, Note, UnixSeconds } from '../model/report.ts';
import type { SenderStatus } from '../model/sender.ts';
import type { RecordRow, ReportView } from '../model/views.ts';

export interface ReportViewFacts {
  id: string;
  header: AggregateHeader;
  notes: Note[];
  fileName: string;
  imported: UnixSeconds;
  mail: MailContext | null;
  records: RecordRow[];
  more: number;
  stored: boolean;
  /** Organizational domain of a name, by the list. */
  organizational(name: string): string;
}

/** One report as its page shows it. */
export function reportView(facts: ReportViewFacts): ReportView {
  const { organizational, mail, ...rest } = facts;
  return { ...rest, mail: mail ? mailFit(facts.header, mail, organizational) : null };
}

/**
 * Whether the mail a report came in was sent from the reporting organisation: its From domain shares an
 * organizational domain with the reporter or the contact address. A hint only, both sides can be forged.
 */
function mailFit(
  header: AggregateHeader,
  mail: MailContext,
  organizational: (name: string) => string,
): { fromDomain: string; fits: boolean } {
  const sender = organizational(mail.fromDomain);
  const contact = header.email.slice(header.email.lastIndexOf('@') + 1).toLowerCase();
  const known = [header.reporter.toLowerCase(), contact].filter((name) => name.includes('.'));
  return { fromDomain: mail.fromDomain, fits: known.some((name) => organizational(name) === sender) };
}

/** A record as a row; its place counts from 0 over the whole report. */
export function recordRow(record: PlainRecord, index: number, status: SenderStatus): RecordRow {
  const { envelopeFromPresent: _, ...shown } = record;
  return { index, ...shown, status };
}
