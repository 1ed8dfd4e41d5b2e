/**
 * Normalised reports: what the report stage hands on, whatever the reporter's dialect was.
 * Sources: RFC 7489 appendix C, RFC 9990 (aggregate); RFC 6591, RFC 9991 (failure); RFC 8460 (TLS).
 */

import type { NoteCode, RefusalCode } from './codes.ts';

/** Unix time in whole seconds, UTC. */
export type UnixSeconds = number;

export type ReportKind = 'aggregate' | 'failure' | 'tls';

/** A repair: where it was needed, what was found and what was assumed instead. */
export interface Note {
  code: NoteCode;
  /** Place in the document, e.g. `feedback/record[3]/row/count`; records count from 1. */
  path: string;
  /** The raw value, cut to 200 characters; empty where something was missing. */
  found: string;
  /** What was assumed, e.g. `0`. */
  assumed: string;
}

/** Why an input was turned away, or is no report at all. Screens translate the code. */
export interface Refusal {
  code: RefusalCode;
  /** Figures and values for the sentence, e.g. `{ limit: 268435456, found: 268500000 }`. */
  detail: Record<string, string | number>;
}

/** The mail in which a report came. */
export interface MailContext {
  /** Domain of the From header, lower case; empty where there is none. */
  fromDomain: string;
  subject: string;
  date: UnixSeconds | null;
  messageId: string;
}

/** DMARC policy values. */
export type Policy = 'none' | 'quarantine' | 'reject';
export type Alignment = 'r' | 's';

/** `policy_published` of a report. Absent values are null: absent `sp` means `p`, not `none`. */
export interface PolicyPublished {
  domain: string;
  p: Policy | null;
  sp: Policy | null;
  np: Policy | null;
  adkim: Alignment | null;
  aspf: Alignment | null;
  pct: number | null;
  fo: string | null;
  testing: boolean | null;
  discoveryMethod: 'psl' | 'treewalk' | null;
}

/** What identifies an aggregate report, and its totals. Everything a list shows without opening records. */
export interface AggregateHeader {
  kind: 'aggregate';
  /** Reporter's name as one reporter's many spellings map to it, e.g. `google.com`. */
  reporter: string;
  /** `org_name` as found. */
  orgName: string;
  email: string;
  extraContact: string;
  reportId: string;
  begin: UnixSeconds;
  end: UnixSeconds;
  errors: string[];
  generator: string;
  /** `rfc9990` by namespace or by the presence of its fields, else `rfc7489`. */
  dialect: 'rfc7489' | 'rfc9990';
  policy: PolicyPublished;
  /** Unknown elements outside the vocabulary (RFC 9990 extensions), as text, capped. */
  extensions: string[];
  totals: ReportTotals;
}

/** Sums over a report's records; all but `records` count messages. */
export interface ReportTotals {
  records: number;
  messages: number;
  /** Messages for which policy_evaluated says pass for dkim or spf. */
  passed: number;
  /** Of these, under a header-from outside the policy domain: no mail of that domain. */
  strayPassed: number;
  dkimAligned: number;
  spfAligned: number;
  /** By disposition, messages. */
  none: number;
  quarantine: number;
  reject: number;
}

/** A report of an SMTP TLS failure policy, RFC 8460 section 4.4. */
export interface TlsReport {
  kind: 'tls';
  reporter: string;
  orgName: string;
  contact: string;
  reportId: string;
  begin: UnixSeconds;
  end: UnixSeconds;
  policies: TlsPolicy[];
}

export interface TlsPolicy {
  type: string;
  /** Policy text, one entry a line. */
  strings: string[];
  domain: string;
  mxHosts: string[];
  successful: number;
  failed: number;
  failures: TlsFailure[];
}

export interface TlsFailure {
  resultType: string;
  sendingMta: string;
  receivingHost: string;
  receivingIp: string;
  sessions: number;
  reason: string;
}

/** A failure report on one message. Personal data: redacted in lists, shown on demand. */
export interface FailureReport {
  kind: 'failure';
  reporter: string;
  userAgent: string;
  /** `auth-failure` and the like; `plain` for reports without a feedback part. */
  feedbackType: string;
  /** RFC 6591 Auth-Failure: adsp, bodyhash, revoked, signature, spf, dmarc. */
  authFailure: string[];
  arrival: UnixSeconds | null;
  sourceIp: string;
  reportedDomain: string;
  identityAlignment: string;
  originalMailFrom: string;
  originalRcptTo: string;
  deliveryResult: string;
  authResults: string;
  dkimDomain: string;
  dkimSelector: string;
  spfDns: string;
  /** Header block of the reported message, capped; the body is never kept. */
  originalHeaders: string;
  incidents: number;
}

/** How an input ended. `repaired` is a report read with notes. */
export type Outcome = 'report' | 'repaired' | 'not-a-report' | 'rejected';
