/** What the configuration of a domain is made of: modes, checks, steps and changes. Plain data; codes, no sentences. */
import type { HostProblemCode } from './codes.ts';
import type { DnsResult } from './dns.ts';
import type { Alignment, Policy } from './report.ts';

export type DomainMode = 'active' | 'reporting-only' | 'blocked';

/** A mode of Change Domain Mode. Screens make the sentences. */
export interface ModeOffer {
  mode: DomainMode;
  current: boolean;
  open: boolean;
  /** Why it is closed, or `allowed`. */
  reason:
    | 'allowed'
    | 'current'
    | 'needs-delegation'
    | 'pointing-decides'
    | 'inherits'
    | 'fault'
    | 'not-looked-up'
    | 'no-answer'
    | 'no-host'
    /** Open: DNS stays as it is, and the lock goes. */
    | 'takes-lock-off'
    | `host-${HostProblemCode}`;
  /** The way there: what the user can do; empty where it is open or nothing helps. */
  way:
    | ''
    | 'delegate'
    | 'set-up-host'
    | 'put-txt-back'
    | 'go-to-parent'
    | 'fix-dns'
    | 'choose-resolver'
    | 'look-again'
    | 'limit'
    | 'use-one-name';
  /** Names or domains that the sentence mentions. */
  names: string[];
  /** What to ask before: `sends`: passing mail was seen; `declared-sends`; `unknown`: no reports. */
  warning: '' | 'sends' | 'declared-sends' | 'unknown';
}

export interface BlockedCheck {
  /** False: no report covers any of the days, so nothing is known. */
  known: boolean;
  /** First and last UTC day looked at, both in. */
  firstDay: number;
  lastDay: number;
  daysWithReports: number;
  passing: number;
  /** Names with passing mail, most first: the domain and every subdomain that inherits from it. */
  names: { name: string; passing: number; messages: number }[];
  /** Subdomains left out because a record of their own applies to them. */
  ownRecord: string[];
}

/** A record recommended for a domain that sends nothing. */
export interface Recommendation {
  code: 'spf-none' | 'no-dkim-keys' | 'null-mx';
  /** The line for the domain's zone. */
  record: { name: string; type: 'TXT' | 'MX'; value: string };
  state: 'published' | 'missing' | 'differs' | 'not-offered' | 'unknown';
  /** Why null MX is not offered, or what failed. */
  reason: '' | 'has-mx' | 'not-said' | 'receives' | DnsResult['kind'];
  found: string[];
}

export type StepState = 'done' | 'open' | 'waiting' | 'unknown';

/** A line of the domain's zone, as its DNS provider wants it typed in. */
export interface ZoneLine {
  name: string;
  type: 'TXT' | 'NS' | 'CNAME' | 'DS';
  value: string;
  ttl: number | null;
}

export interface DelegationStep {
  code: 'fill-host' | 'lower-ttl' | 'remove-txt' | 'add-ns' | 'add-cname' | 'no-ds' | 'seen-in-dns';
  state: StepState;
  /** What to type in or take out; empty where there is nothing to type. */
  lines: ZoneLine[];
  /** Seconds to wait before the next step, where known. */
  wait: number | null;
  /** To be saved in one go with the step before: apart they would leave a moment without a record. */
  withPrevious: boolean;
}

/** `classed`: said to be a forwarder, or not the user's; what is hit of it holds no policy back. */
export type SenderClass = 'accepted' | 'unknown' | 'ignored' | 'classed';

export interface HitSums {
  messages: number;
  hit: number;
  accepted: number;
  unknown: number;
  ignored: number;
  classed: number;
}

export interface Readiness extends HitSums {
  firstDay: number;
  lastDay: number;
  /** Messages among the hit that receivers let through for reasons of their own, and may again. */
  overridden: number;
  /** Messages that cannot be judged under the alignment asked for: the report carries no details. */
  undecided: number;
  senders: { sender: string; name: string; class: SenderClass; messages: number; hit: number }[];
  names: (HitSums & { name: string; policy: Policy })[];
  /** Names left out, with their messages, because a record of their own applies. */
  outside: { name: string; messages: number }[];
  /** UTC days of the period without any report. */
  missingDays: number[];
  recommendation: Recommended;
}

export interface RecommendationReason {
  code:
    | 'no-mail'
    | 'too-few-days'
    | 'accepted-hit'
    | 'unknown-hit'
    | 'ignored-hit'
    | 'classed-hit'
    | 'missing-days'
    | 'undecided'
    | 'overridden'
    | 'nothing-hit';
  /** Messages, or days for the two codes about days. */
  count: number;
  senders: number;
}

export interface Recommended {
  /**
   * `ready`: nothing of value is hit; `review`: only senders that nobody has classed are hit, look at them
   * first; `not-yet`: accepted senders are hit; `too-little-data`.
   */
  code: 'ready' | 'review' | 'not-yet' | 'too-little-data';
  reasons: RecommendationReason[];
  /** First UTC day since which no accepted sender would have been hit; null where none or not known. */
  safeSince: number | null;
  /** The same for accepted and unknown senders together. */
  cleanSince: number | null;
}

export interface SpfChange {
  before: string;
  /** Equal to `before` where nothing is to change. */
  after: string;
  terms: {
    term: string;
    senders: string[] /** Further IPv4 addresses that pass because of it. */;
    admits: number;
  }[];
  lookups: { before: number; after: number };
  refused: {
    key: string;
    reason: 'forwarder' | 'envelope-not-aligned' | 'already-in' | 'too-many-addresses' | 'not-in-after';
  }[];
  problems: {
    code:
      | 'too-many-lookups'
      | 'record-long'
      | 'before-invalid'
      | 'before-several'
      | 'before-unknown'
      | 'after-invalid';
    detail: string;
  }[];
}

/** What to change in a record. An absent key stays as it is; null takes the tag out. */
export interface RecordChange {
  p?: Policy;
  sp?: Policy | null;
  np?: Policy | null;
  adkim?: Alignment | null;
  aspf?: Alignment | null;
  testing?: boolean | null;
  psd?: 'y' | 'n' | 'u' | null;
  pct?: number | null;
  fo?: string | null;
  rua?: string[] | null;
  ruf?: string[] | null;
}
