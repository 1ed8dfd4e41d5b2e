import type { AdvicePoint, ForwarderPoint, NextStep } from '../../model/advice.ts';
import type { IgnoredDecision, SenderClassDecision, SenderClassWord } from '../../model/decisions.ts';
import type { Period } from '../../model/period.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type {
  AddressStatus,
  GroupingEvidence,
  SenderNeed,
  SenderRemark,
  SenderStatus,
  ServiceKind,
  UncheckedReason,
} from '../../model/sender.ts';
import type { SpfVerdict } from '../../model/spf.ts';
import type { DayTotals, MessageTotals } from '../../model/totals.ts';

export interface SenderRow {
  /** Stable within a domain: `service:ID`, `ip:ADDRESS` or `net:PREFIX/64`. */
  key: string;
  kind: 'service' | 'address';
  name: string;
  service: { id: string; kind: ServiceKind } | null;
  status: SenderStatus;
  remarks: SenderRemark[];
  totals: MessageTotals;
  addresses: number;
  /** Of these, how many the user ignores; among In ones as well. */
  ignored: number;
  firstSeen: UnixSeconds;
  lastSeen: UnixSeconds;
  /** First seen in the last 7 days of the data. */
  isNew: boolean;
  /** Messages a day over the period, oldest first. */
  trend: number[];
  /** Services named by passing DKIM: originators, a hint only. */
  originators: string[];
  forwarder: boolean;
  headerFroms: string[];
  reporters: string[];
  /** What it asks of the user. */
  need: SenderNeed;
  /** What the user said that it is. */
  said: SenderClassDecision | null;
}

export interface SenderList {
  domain: string;
  period: Period;
  totals: MessageTotals;
  days: DayTotals[];
  senders: SenderRow[];
  reporters: ReporterRow[];
  /** True while addresses are still waiting for DNS. */
  pending: boolean;
}

export interface ReporterRow {
  reporter: string;
  reports: number;
  messages: number;
  lastDay: number;
  /** Days of the period without a report between this reporter's first and last. */
  missingDays: number[];
}

export interface AddressRow {
  address: string;
  status: AddressStatus;
  hostName: string | null;
  hostConfirmed: boolean;
  organisation: string | null;
  asn: number | null;
  country: string | null;
  /** One verdict for each SPF domain tried, the deciding one first. */
  verdicts: SpfVerdict[];
  totals: MessageTotals;
  reporters: string[];
  grouping: GroupingEvidence | null;
}

export interface SenderDetails {
  row: SenderRow;
  addresses: AddressRow[];
  /** Status per header_from domain where they differ. */
  split: { headerFrom: string; status: SenderStatus; messages: number }[];
  /** False in a brief answer, which comes at once: `dkim`, `spf`, `days`, `reports` and `advice` take reading each record. */
  complete: boolean;
  dkim: { domain: string; selector: string; result: string; aligned: boolean; messages: number }[];
  spf: { domain: string; scope: string; result: string; aligned: boolean; messages: number }[];
  days: DayTotals[];
  reports: {
    id: string;
    reporter: string;
    begin: UnixSeconds;
    end: UnixSeconds;
    messages: number;
    passed: number;
  }[];
  ignored: IgnoredDecision | null;
  /** Why it is *Not checked yet*; null where it is not. */
  unchecked: UncheckedReason | null;
  forwarderEvidence: ForwarderPoint[];
  /** What to do next, the most important first; codes with figures. */
  nextSteps: NextStep[];
  /** Points for and against ignoring this sender. */
  advice: AdvicePoint[];
}

/** Columns are those of parsedmarc where it has them. */
export type ExportFormat = 'csv' | 'json';

/** How looking up host names for an opened view ended. */
export interface NamedAddresses {
  /** Why nothing was asked; empty where something was. */
  refused: '' | 'not-confirmed' | 'no-resolver';
  /** Addresses for which DNS has no name, and those about which it gave no answer. */
  nameless: string[];
  failed: string[];
  /** Addresses beyond the cap, not asked about. */
  leftOut: number;
}

/** Senders of a domain, and decisions about them. Arguments and results are structured-clonable. */
export interface SendersRoom {
  list(domain: string, period: Period): Promise<SenderList>;
  ignore(domain: string, key: string, addresses: string[], note: string): Promise<void>;
  unignore(domain: string, addresses: string[]): Promise<void>;
  /** Says what a sender is, with who, when and why; null takes it back. */
  say(domain: string, key: string, as: SenderClassWord | null, note: string): Promise<void>;
  listIgnored(): Promise<IgnoredDecision[]>;
  /**
   * Looks up the host names of addresses for an opened view, whether or not senders are named in the background;
   * `onChange` tells of names as they come. Only addresses in reports of a confirmed domain are asked about. A
   * second call for the same view ends the first.
   * @param view a name of the caller's choice
   */
  nameAddresses(view: string, domain: string, addresses: string[]): Promise<NamedAddresses>;
  /** The view was closed: nothing more is asked for it. */
  stopNaming(view: string): Promise<void>;
  /**
   * Details of one sender, narrowed to one of its addresses where `address` is given. Null where the period
   * has no such sender or address.
   * @param brief what is known without reading the records, see SenderDetails
   */
  details(
    domain: string,
    period: Period,
    key: string,
    address?: string | null,
    brief?: boolean,
  ): Promise<SenderDetails | null>;
  /**
   * Keys of the senders with an address within a range, written as an address or as CIDR; null where the text
   * is neither.
   */
  within(domain: string, period: Period, range: string): Promise<string[] | null>;
  /** Every record of these senders (all of the domain where null) in the period. */
  exportRecords(domain: string, period: Period, keys: string[] | null, format: ExportFormat): Promise<Blob>;
  /** Takes running decisions back and returns them, for the undo. */
  endIgnored(decisions: IgnoredDecision[]): Promise<void>;
}
