import type { UnixSeconds } from './report.ts';

/** What a parked row came with: the exchange with another store, or a backup that was read in. */
export type ParkedSource = 'exchange' | 'backup';

/** A row from another store or a backup that could not be taken in yet. */
export interface ParkedView {
  /** Names it among the parked rows. */
  name: string;
  /** `ahead`: its writer's clock was too far ahead. `malformed`: this version cannot read it. */
  why: 'ahead' | 'malformed';
  /** Kind of decision, or `report`. */
  kind: string;
  /** What it is about: a domain, an address, a rule's id, a report's digest. */
  key: string;
  /** Null where an earlier version did not note it. */
  from: ParkedSource | null;
  /** When it came. */
  since: UnixSeconds;
  /** What its writer's clock said; null where that cannot be read. */
  written: UnixSeconds | null;
  /** When it is taken in by itself; null where that is not known. */
  due: UnixSeconds | null;
}
