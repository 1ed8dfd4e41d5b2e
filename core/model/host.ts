/** Policy hosts: servers to which the user's `_dmarc` names are delegated and that this app can fill. */

import type { HostProblemCode } from './codes.ts';
import type { UnixSeconds } from './report.ts';

export type HostKind = 'powerdns' | 'cloudflare' | 'manual';

/** What the user set for one policy host. The key is kept apart (see SealedKey) and never exported. */
export interface HostSettings {
  id: string;
  kind: HostKind;
  /** The user's name for it. */
  name: string;
  /** API base, e.g. `http://127.0.0.1:8081/api/v1`; empty for manual. */
  url: string;
  /** PowerDNS server id, usually `localhost`. */
  server: string;
  /** Names of the servers that a delegated zone has, lower case, no trailing dot. */
  nameServers: string[];
  /** Cloudflare: the user's zone there, under which one name per domain is kept. */
  zone: string;
  /** Domains this host may be used for; empty: all. */
  limitedTo: string[];
  /** TTL of records it publishes, seconds. */
  ttl: number;
  /** Cloudflare: domains whose `_dmarc` name the account serves as a zone of its own, with its name servers. */
  childZones?: Record<string, string[]>;
}

/** A key as it lies in the store: encrypted with a passphrase, or only obscured. */
export interface SealedKey {
  hostId: string;
  protection: 'passphrase' | 'obscured';
  /** Base64. */
  salt: string;
  iv: string;
  data: string;
  iterations: number;
}

/**
 * A record set as wanted or as found: one string a record, TXT unquoted. Of a set that holds other things as
 * well (SPF among other TXT), only those that are meant.
 */
export interface TxtSet {
  /** Owner, lower case, no trailing dot. */
  name: string;
  texts: string[];
  /** Seconds. */
  ttl: number;
}

/** A record beside `_dmarc`, in a zone of the domain's own that a host may serve as well. */
export interface RecordTarget {
  /** Owner, lower case, no trailing dot; may begin with `*.`. */
  name: string;
  type: 'TXT' | 'MX';
  /** `spf`: the SPF record alone, whatever other TXT stand at the name; `whole`: the whole set. */
  kind: 'spf' | 'whole';
}

/** A zone at a host that holds a name, and the name servers that DNS must show for it. */
export interface ServedZone {
  zone: string;
  nameServers: string[];
}

/** How a domain's `_dmarc` name leads to a host. */
export type HostPlace =
  | { by: 'ns'; owner: string; nameServers: string[] }
  | { by: 'cname'; owner: string; target: string };

/** What a host holds for a domain. */
export interface HostState {
  /** False: zone or name is missing there. */
  exists: boolean;
  txt: TxtSet | null;
  /** SOA serial, where the host tells. */
  serial: number | null;
}

/** One exact call, for the dry run; the key is left out. `shown` calls are steps a person does. */
export interface HostCall {
  method: string;
  url: string;
  body: string;
  purpose: string;
}

export interface HostProblem {
  code: HostProblemCode;
  /** The server's own words, never the key. */
  detail: string;
  status: number | null;
}

export type HostResult<T> = { ok: true; value: T } | { ok: false; problem: HostProblem };

/** A line of the change log. */
export interface ChangeEntry {
  id: string;
  time: UnixSeconds;
  hostId: string;
  domain: string;
  /** What the user asked for, e.g. `policy`, `block`, `unblock`, `fill`, `spf`, `revert`. */
  action: string;
  /** The record that was changed; absent: the DMARC record. */
  record?: RecordTarget;
  before: TxtSet | null;
  after: TxtSet | null;
  /** `rolled-back`: failed half way and the old state was restored; `half-done`: and could not be. */
  result: 'done' | 'failed' | 'rolled-back' | 'half-done' | 'by-hand';
  problem: HostProblem | null;
  calls: HostCall[];
  /** Id of the entry that this one reverted. */
  reverts: string | null;
}

/** State of a wanted record in DNS. */
export type PlanState =
  | { state: 'published' }
  | { state: 'pending' /** Seconds until caches must have it. */; wait: number; found: string[] }
  | { state: 'drifted'; found: string[]; difference: { tag: string; wanted: string; found: string }[] }
  | { state: 'unknown'; reason: string };
