/** Verdicts of SPF evaluation. RFC 7208; the three-valued extension is for what a report does not carry. */

import type { SpfCheckProblem } from './codes.ts';
import type { NoAnswer } from './dns.ts';

export type SpfResult =
  | 'none'
  | 'neutral'
  | 'pass'
  | 'fail'
  | 'softfail'
  | 'temperror'
  | 'permerror'
  /** A term that needs the local part or HELO was reached and a pass is possible. */
  | 'undecided';

/** check_host() for one domain and address, with the evidence. */
export interface SpfVerdict {
  domain: string;
  result: SpfResult;
  /** The term that decided, as written, e.g. `ip4:192.0.2.0/24`; empty where none matched. */
  term: string;
  /** Domains from the first record to the one holding the term, by include or redirect. */
  path: string[];
  /** Terms that caused a DNS look-up so far; at most 10 (section 4.6.4). */
  lookups: number;
  /** Void look-ups so far; at most 2. */
  voids: number;
  /** Why the result is permerror, temperror or undecided; empty otherwise. Machine code, e.g. `too-many-lookups`. */
  problem: SpfCheckProblem;
  /** True where the match came from `+all` or a range so wide that it authorises strangers. */
  overBroad: boolean;
  /** Where DNS gave no newer answer: why, and when (Unix seconds) this verdict was true. */
  kept?: { why: NoAnswer; at: number };
}
