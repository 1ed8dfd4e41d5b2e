import type { Period } from '../../model/period.ts';
import type { AggregateHeader, FailureReport, Note, TlsReport, UnixSeconds } from '../../model/report.ts';
import type { AddressStatus } from '../../model/sender.ts';

export interface ReportListRow {
  id: string;
  kind: 'aggregate' | 'failure' | 'tls';
  reporter: string;
  domain: string;
  begin: UnixSeconds;
  end: UnixSeconds;
  messages: number;
  passed: number;
  imported: UnixSeconds;
  notes: number;
}

export interface RecordRow {
  index: number;
  sourceIp: string;
  messages: number;
  disposition: string;
  dkimAligned: string;
  spfAligned: string;
  headerFrom: string;
  envelopeFrom: string;
  envelopeTo: string;
  dkim: { domain: string; selector: string; result: string; text: string }[];
  spf: { domain: string; scope: string; result: string; text: string }[];
  reasons: { type: string; comment: string }[];
  status: AddressStatus;
}

export interface ReportView {
  id: string;
  header: AggregateHeader;
  notes: Note[];
  fileName: string;
  imported: UnixSeconds;
  /** Domain of the mail it came in, and whether that fits the reporting organisation. */
  mail: { fromDomain: string; fits: boolean } | null;
  records: RecordRow[];
  /** Records beyond the page asked for. */
  more: number;
  stored: boolean;
}

export interface TlsView {
  id: string;
  report: TlsReport;
  imported: UnixSeconds;
}

export interface FailureView {
  id: string;
  /** Redacted unless asked for. */
  report: FailureReport;
  imported: UnixSeconds;
  keep: boolean;
}

/** Reports of a domain, of a period, or of both; of neither: all. A report counts where its middle lies. */
export interface DataFilter {
  domain?: string;
  period?: Period;
}

/** How much a filter holds. */
export interface DataFigures {
  reports: number;
  /** Messages of aggregate reports; TLS sessions and failures are not added to them. */
  messages: number;
  /** By name. */
  domains: string[];
  /** Failure reports among them that the user marked to be kept. */
  kept: number;
  /** First and last second covered; null where there is nothing. */
  begin: UnixSeconds | null;
  end: UnixSeconds | null;
}

/** Stored reports: lists, views, deletion. Arguments and results are structured-clonable. */
export interface ReportsRoom {
  list(filter: { domain?: string; period?: Period; kind?: ReportListRow['kind'] }): Promise<ReportListRow[]>;
  view(id: string, firstRecord: number, maxRecords: number): Promise<ReportView | null>;
  xml(id: string): Promise<Blob | null>;
  tlsView(id: string): Promise<TlsView | null>;
  failureView(id: string, reveal: boolean): Promise<FailureView | null>;
  keepFailure(id: string, keep: boolean): Promise<void>;
  delete(ids: string[]): Promise<string>;
  undoDelete(token: string): Promise<void>;
  countData(filter: DataFilter): Promise<DataFigures>;
  /** Deletes what `countData` counts. The token is for `undoDelete`, until the app is closed. */
  deleteData(filter: DataFilter): Promise<{ token: string; reports: number }>;
  /** Records of a report from these addresses, in the report's order, at most `max`. */
  records(id: string, addresses: string[], max: number): Promise<RecordRow[]>;
  /** The text of one record in its document, counted from 0; null where it is not there. */
  recordXml(id: string, index: number): Promise<string | null>;
}
