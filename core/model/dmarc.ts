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
  code: string;
  detail: string;
}

/** How `_dmarc.D` is pointed, from live DNS (DESIGN: "Pointing"). */
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
}

/** Which policy host serves the pointing. */
export type HostMatch =
  | { kind: 'ours'; hostId: string }
  | { kind: 'foreign'; names: string[] }
  | { kind: 'mixed'; names: string[] }
  | { kind: 'not-applicable' };

export type DomainStatus = 'active' | 'reporting-only' | 'blocked' | 'blocked-not-in-force' | 'none';
export type SendingState = 'sends' | 'no-passing-mail' | 'unknown';
