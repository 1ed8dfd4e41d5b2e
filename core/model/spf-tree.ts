/** The tree of an SPF record and what is said of it, as the SPF page shows it. RFC 7208. */

import type { DnsProblem, SpfTreeCode, SpfTreeProblem } from './codes.ts';

/** A fault of the syntax. One is enough to make the whole record a permerror (section 4.6). */
export interface SpfSyntaxError {
  code: SpfTreeCode;
  /** The term at fault, as written. */
  text: string;
  /** Offset of the fault in the record's text. */
  at: number;
}

export type BranchState =
  | 'record'
  | 'none'
  | 'several-records'
  | 'syntax-error'
  | 'temperror'
  /** The domain stands above itself: evaluation can only end at the limit. */
  | 'loop'
  /** The name depends on the address or the sender, or the tree is too large. */
  | 'not-asked';

export interface SpfBranch {
  domain: string;
  /** Domains from the first to this one. */
  path: string[];
  state: BranchState;
  /** The record's text; empty where there is none. */
  text: string;
  errors: SpfSyntaxError[];
  /** What was wrong with DNS. */
  problem: '' | DnsProblem;
  terms: SpfTreeTerm[];
}

export interface SpfTreeTerm {
  text: string;
  /** Offset in the record's text. */
  at: number;
  kind: 'all' | 'include' | 'exists' | 'ptr' | 'a' | 'mx' | 'ip4' | 'ip6' | 'redirect' | 'exp' | 'unknown';
  /** Look-ups this term costs, with everything under it. */
  lookups: number;
  /** Void look-ups of this term and everything under it, for an IPv4 and an IPv6 address. */
  voids4: number;
  voids6: number;
  /** Networks that this term itself names, canonical, e.g. `192.0.2.0/24`. */
  ranges: string[];
  /** The record it leads to. */
  branch: SpfBranch | null;
  /** Depends on the address, or on what a report does not carry: its networks cannot be listed. */
  perAddress: boolean;
  /** Stands behind `all`, or is a `redirect` beside one: never evaluated. */
  dead: boolean;
  /** What DNS said where it failed or found too much. */
  problem: '' | SpfTreeProblem;
}

export interface BranchFigures {
  path: string[];
  /** Look-ups of the branch and everything under it, the term that leads to it included. */
  lookups: number;
  voids4: number;
  voids6: number;
  /** Distinct networks named in the branch and under it. */
  ranges: number;
  /** Distinct IPv4 addresses. */
  addresses4: number;
  /** Distinct IPv6 addresses, as a count of /64 networks; parts of one count as a part. */
  networks6: number;
}

export interface SpfProblem {
  code: SpfTreeProblem;
  path: string[];
  /** The term it is about, as written; empty for the record. */
  term: string;
  /** Offset in that record's text; -1 where it has none. */
  at: number;
  /** A figure for the sentence: look-ups, voids, records. */
  figure: number;
}

export interface TermUse {
  path: string[];
  term: string;
  at: number;
  /** Addresses whose evaluation ended at this term. */
  matched: number;
  /** Whether the evaluation of any address got as far as this term. */
  reached: boolean;
}

export interface SnapshotDifference {
  /** Networks that came and went, each with where it is or was named. */
  came: NamedRange[];
  went: NamedRange[];
  /** Records whose text changed; empty text: there was none. */
  records: { path: string[]; before: string; after: string }[];
}

export interface NamedRange {
  range: string;
  path: string[];
  term: string;
}
