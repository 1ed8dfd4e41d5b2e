/** The DKIM keys of a domain: what reports and DNS say of each. Codes and figures, no sentences. */
import type { DkimKeyState, DkimProblem } from './dmarc.ts';
import type { NoAnswer } from './dns.ts';
import type { UnixSeconds } from './report.ts';

/** What to do about a key; `keep`: nothing, `ask`: DNS has not told what stands there. */
export type DkimKeyStep =
  | 'publish'
  | 'repair'
  | 'replace-weak'
  | 'replace-short'
  | 'replace-old'
  | 'retire'
  | 'ask'
  | 'keep';

/** A key as DNS was last seen to show it. */
export interface DkimKeySeen {
  state: Exclude<DkimKeyState['state'], 'unknown'>;
  keyType: string;
  /** Length of the RSA modulus, or 256 for Ed25519; null where there is none to read. */
  bits: number | null;
  weak: boolean;
  testing: boolean;
  problems: DkimProblem[];
  text: string;
  /** First and last time it was seen so. */
  since: UnixSeconds;
  until: UnixSeconds;
  /** Another key, or none, was seen there before `since`; false: it is at least as old. */
  replaced: boolean;
}

export interface DkimKeyRow {
  /** `SELECTOR._domainkey.SIGNER`. */
  name: string;
  selector: string;
  /** `d=` of the signatures. */
  signer: string;
  /** Null where DNS never told. */
  key: DkimKeySeen | null;
  /** Why DNS did not tell when it was asked last; `not-asked`: it has not been; null where it told. */
  unanswered: NoAnswer | 'not-asked' | null;
  /** Where the name leads by an alias; null where the key stands there itself, or that is not known. */
  alias: string | null;
  /** Messages in the days that were read. */
  passed: number;
  failed: number;
  /** The same of the last week of reports. */
  passedLately: number;
  failedLately: number;
  /** UTC days of passing signatures; null where none passed in the days that were read. */
  firstDay: number | null;
  lastDay: number | null;
  /** Mail is signed with it now; null where no reports are recent enough to say so. */
  inUse: boolean | null;
  step: DkimKeyStep;
}

export interface DkimInventory {
  rows: DkimKeyRow[];
  /** Keys that are known and not listed, because there are so many. */
  more: number;
  /** Selectors that stand in failing signatures only; anybody can write those, and nothing is asked about them. */
  onlyFailing: number;
  /** Days that were read, and the UTC day from which on *lately* counts; null where no report is recent. */
  days: number;
  since: number | null;
  /** A selector that no row has, for a new key. */
  newSelector: string;
}
