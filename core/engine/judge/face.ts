import type { Policy, UnixSeconds } from '../../model/report.ts';
import type { Counts, SenderStatus } from '../../model/sender.ts';

/** What the mark beside an attachment, its panel and the popup show of a report that need not be stored. */
export interface ReportMark {
  id: string;
  reporter: string;
  domain: string;
  begin: UnixSeconds;
  end: UnixSeconds;
  messages: number;
  passed: number;
  records: number;
  quarantine: number;
  reject: number;
  policy: Policy | null;
  /** Senders by status; null where SPF was not checked (domain not confirmed, or no resolver): absent, not 0. */
  senders: Counts<SenderStatus> | null;
  /** Worst senders first, at most a few, for the panel. */
  worst: {
    key: string;
    name: string;
    address: string;
    status: SenderStatus;
    messages: number;
    passed: number;
  }[];
  notes: number;
}
