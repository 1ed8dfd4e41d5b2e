import type { UnixSeconds } from './report.ts';

/** A row from another store or a backup that could not be taken in yet. */
export interface ParkedView {
  /** `ahead`: its writer's clock was too far ahead. `malformed`: this version cannot read it. */
  why: 'ahead' | 'malformed';
  /** Kind of decision, or `report`. */
  kind: string;
  /** What it is about: a domain, an address, a rule's id, a report's digest. */
  key: string;
  /** When it came. */
  since: UnixSeconds;
  /** When it is taken in by itself; null where that is not known. */
  due: UnixSeconds | null;
}
