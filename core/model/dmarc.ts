import type { DkimProblemCode, DmarcProblemCode } from './codes.ts';
import type { NoAnswer } from './dns.ts';
import type { Alignment, Policy } from './report.ts';

/** A DMARC record taken apart, RFC 9989 section 4.7 (RFC 7489 section 6.3 for pct, rf, ri). */
export interface DmarcRecord {
  /** The record's text, strings joined. */
  text: string;
  p: Policy | null;
  sp: Policy | null;
  np: Policy | null;
  adkim: Alignment;
  aspf: Alignment;
  /** RFC 7489 only; 100 where absent. Ignored by RFC 9989 receivers, still applied by older ones. */
  pct: number;
  /** t=y: RFC 9989 receivers lower the policy one step; older ones ignore it. */
  testing: boolean;
  psd: 'y' | 'n' | 'u';
  fo: string;
  rua: string[];
  ruf: string[];
  /** Every tag as written, in order. */
  tags: { name: string; value: string }[];
  problems: DmarcProblem[];
}

/** A fault of a record; screens translate the code. */
export interface DmarcProblem {
  code: DmarcProblemCode;
  detail: string;
}

/** A fault of a DKIM key. */
export interface DkimProblem {
  code: DkimProblemCode;
  detail: string;
}

/**
 * How `_dmarc.D` is pointed, from live DNS: a CNAME at that name decides first, then NS, then its TXT records.
 * `unknown`: not asked or not answered, which says nothing about the name.
 */
export type PointingKind = 'ns' | 'cname' | 'txt' | 'empty' | 'none' | 'several' | 'broken' | 'unknown';

export interface Pointing {
  kind: PointingKind;
  /** Name servers where kind is `ns` or `empty`; CNAME target where `cname`. */
  targets: string[];
  /** For `broken`: what the resolver said. */
  fault: 'servfail' | 'lame' | 'bogus' | null;
  /** The record found at or behind the pointing, null where there is none. */
  record: DmarcRecord | null;
  /** Texts where kind is `several`. */
  texts: string[];
  /** Unix seconds of the answer this rests on; null where kind is `unknown`. */
  seen: number | null;
  stale: boolean;
  /** Where kind is `empty`, `several` or `broken`: what leads to that fault, if known. */
  via?: 'cname' | 'ns';
  /** Behind an alias: the name at its end, where the record stands; absent where that is the `_dmarc` name. */
  at?: string;
  /** Seconds for which caches may still show this record: the longest that any answer with this text told. */
  ttl?: number;
  /**
   * Why DNS did not tell how the name is pointed. Kind `unknown` is then all that is known (with the record, where
   * that was read); any other kind is what was known last, at `seen`.
   */
  noAnswer?: NoAnswer;
  /** Since when DNS gives SERVFAIL, also in place of what was known; Unix seconds. */
  brokenSince?: number;
  /** What is odd about the name's answers: near-misses, a wildcard alias, an alias beside a record. */
  problems?: DmarcProblem[];
}

/** Policies in force as kept: null where DNS says that no record applies. `unknown`: DNS did not tell. */
export interface InForce {
  /** Null: this kind of receiver finds no record that applies. */
  current: Policy | 'unknown' | null;
  old: Policy | 'unknown' | null;
  pct: number;
  testing: boolean;
  /** Why DNS gave no newer answer; the policies are then those of `at` (Unix seconds), null where never known. */
  noAnswer?: { why: NoAnswer; at: number | null };
}

/** Which policy host serves the pointing. */
export type HostMatch =
  | { kind: 'ours'; hostId: string }
  | { kind: 'foreign'; names: string[] }
  | { kind: 'mixed'; names: string[] }
  | { kind: 'not-applicable' };

export type DomainStatus = 'active' | 'reporting-only' | 'blocked' | 'blocked-not-in-force' | 'none';
export type SendingState = 'sends' | 'no-passing-mail' | 'unknown';

/** How a receiver finds the Organizational Domain: RFC 9989 section 4.10 or RFC 7489 section 3.2. */
export type DiscoveryMethod = 'treewalk' | 'psl';

/** Where the applied record was found, in order of preference (RFC 9989 section 4.10.1). */
export type RecordSource = 'author' | 'organizational' | 'public-suffix';

/** What one method of discovery finds for a domain. */
export interface DiscoveryOutcome {
  /** Null where DNS failed before it was known. */
  organizationalDomain: string | null;
  /** The record that applies; null where none does. */
  record: DmarcRecord | null;
  /** Name the record was found at, without `_dmarc.`. */
  recordDomain: string | null;
  source: RecordSource | null;
  /** Names asked, in order, without `_dmarc.`. */
  queried: string[];
  /** Names whose records were discarded, because there were several or the tag list is invalid. */
  discarded: string[];
  /** Why DNS gave no answer at a name, which ended the search early; null where it came to its end. */
  failure: NoAnswer | null;
}

/** Both discoveries of a domain, side by side. */
export interface Discovery {
  domain: string;
  treewalk: DiscoveryOutcome;
  psl: DiscoveryOutcome;
  /** True where both came to an end and differ in organizational domain or in the record's place. */
  differ: boolean;
}

/** What receivers do with failing mail of a domain. `null`: no DMARC processing at all. */
export interface PolicyInForce {
  /** Receivers of RFC 9989: `np` and `t` count, `pct` does not. */
  current: Policy | null;
  /** Receivers of RFC 7489: `pct` counts, `np` and `t` do not. */
  old: Policy | null;
  /** Share of failing mail to which older receivers apply `old`; the rest gets one step less. */
  pct: number;
  testing: boolean;
  /** The tag that decided: `p`, `sp`, `np`, or `rua` where p is unusable and rua makes it none. */
  by: { current: PolicyTag; old: PolicyTag };
}

export type PolicyTag = 'p' | 'sp' | 'np' | 'rua' | 'nothing';

/** State of a DKIM selector's key, RFC 6376 section 3.6.1. */
export interface DkimKeyState {
  domain: string;
  selector: string;
  state: 'present' | 'revoked' | 'missing' | 'invalid' | 'several' | 'unknown';
  /** `rsa`, `ed25519`, or what k= says. */
  keyType: string;
  /** Length of the RSA modulus, or 256 for ed25519; null where unknown. */
  bits: number | null;
  /** RSA under 1024 bits: RFC 8301 section 3.2 has verifiers refuse it. */
  weak: boolean;
  /** t=y: the domain is testing DKIM. */
  testing: boolean;
  /** t=s: i= must equal d=. */
  strict: boolean;
  /** CNAME target of the selector; null where the key is in the domain's own zone. */
  alias: string | null;
  text: string;
  problems: DkimProblem[];
  /** Where the state is `unknown`: why. */
  noAnswer?: NoAnswer;
  /** Where the state is `unknown`: the key that was read last, and when (Unix seconds). */
  last?: { state: Exclude<DkimKeyState['state'], 'unknown'>; text: string; at: number };
}

/** One address a record asks reports to be sent to. */
export interface ReportDestination {
  kind: 'rua' | 'ruf';
  uri: string;
  /** Mail domain of a mailto address, lower case; empty for other schemes. */
  domain: string;
  address: string;
  /** An old `!size` limit, ignored since RFC 9989; empty where none. */
  size: string;
  /** Whether the other side agreed, RFC 9990 section 4; `not-needed` inside one organisation. */
  authorization: 'not-needed' | 'given' | 'missing' | 'unknown';
  /** Whether this address is one the user said they receive; null where no address was set. */
  reachesUser: boolean | null;
  problem: '' | 'not-a-uri' | 'not-mailto' | 'no-domain' | 'slashes';
}

/** Why a domain has its status; screens translate the code. */
export type StatusReason =
  | 'locked-and-rejecting'
  | 'locked-not-rejecting'
  | 'delegated-by-ns'
  | 'aliased-by-cname'
  | 'locked-but-shared-target'
  | 'locked-but-not-ours'
  | 'declared-non-sending'
  | 'txt-in-own-zone'
  | 'locked-but-txt'
  | 'inherits'
  | 'no-record'
  /** It has none of its own, and DNS did not tell whether one above applies. */
  | 'parent-unknown'
  | 'empty-delegation'
  | 'several-records'
  | 'broken-servfail'
  | 'broken-lame'
  | 'broken-bogus'
  | 'not-looked-up'
  /** It was asked, and DNS gave no answer; nothing is known from before either. */
  | 'no-answer';
