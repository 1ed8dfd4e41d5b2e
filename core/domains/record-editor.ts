import type { HostCall, HostResult, RecordTarget, ServedZone, TxtSet } from '../model/host.ts';

/**
 * The part of a policy host that edits other records in zones it serves: SPF at the domain, and what a domain
 * that sends nothing should publish. As with the DMARC record, `plan` says the exact calls and `write` makes
 * exactly these; nothing throws.
 *
 * Whether DNS really leads to the zone is not asked here (`zoneProblem`).
 */
export interface RecordEditor {
  /** The closest zone here that holds a name; null where there is none. */
  zoneOf(name: string): Promise<HostResult<ServedZone | null>>;
  /** The target's records as they stand in the zone; null where there are none. */
  read(zone: ServedZone, target: RecordTarget): Promise<HostResult<TxtSet | null>>;
  /** The calls that put `value` in the target's place, or take it out where it is null. Reads only. */
  plan(zone: ServedZone, target: RecordTarget, value: string | null): Promise<HostResult<HostCall[]>>;
  /** Makes these calls in order, then reads back; ends at the first that fails. */
  write(zone: ServedZone, target: RecordTarget, value: string | null): Promise<HostResult<TxtSet | null>>;
}

/** Names upwards from which a host's zones are looked for; more labels than that are not walked. */
export const MAX_ZONE_LABELS = 10;

/** The name itself and the names above it that may be zones: two labels at least, closest first. */
export function zoneCandidates(name: string, limit = MAX_ZONE_LABELS): string[] {
  const labels = name.split('.').filter((label) => label !== '*');
  const first = Math.max(0, labels.length - limit);
  const count = Math.max(0, labels.length - 1 - first);
  return Array.from({ length: count }, (_, at) => labels.slice(first + at).join('.'));
}
