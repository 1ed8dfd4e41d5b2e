import type { DelegationStep } from '../../../model/domain-configuration.ts';
import type {
  ChangeEntry,
  HostCall,
  HostKind,
  HostPlace,
  HostProblem,
  HostSettings,
  HostState,
} from '../../../model/host.ts';

/** The guided way to a host. */
export interface DelegationView {
  domain: string;
  hostId: string;
  automatic: boolean;
  place: HostPlace;
  steps: DelegationStep[];
  /** What the host holds, read from it; null where it could not be read. */
  host: HostState | null;
  problem: HostProblem | null;
  /** The host may be asked to serve the name as a zone of its own, reached by NS. */
  mayTryChildZone: boolean;
  /** The exact calls that filling it takes; null where nothing is to be filled, or by hand. */
  calls: HostCall[] | null;
  /** The record that the host has to hold first. */
  record: string;
  zoneText: string;
}

/** A policy host as Settings shows it; never with its key. */
export interface HostView {
  settings: HostSettings;
  key: 'none' | 'passphrase' | 'obscured';
  /** The key is open in memory, or needs no passphrase. */
  open: boolean;
  /** False: this kind works in the extension only. */
  worksHere: boolean;
  automatic: boolean;
  /** Confirmed domains that lead to it. */
  domains: number;
}

export interface HostOffer {
  kind: HostKind;
  worksHere: boolean;
  needs: ('url' | 'key' | 'server' | 'nameServers' | 'zone')[];
}

/** A key as typed; an empty passphrase only obscures it. */
export interface TypedKey {
  key: string;
  passphrase: string;
}

/** A fault of a host's settings, by field. */
export interface HostFieldProblem {
  field: 'name' | 'url' | 'key' | 'nameServers' | 'zone' | 'limitedTo' | 'ttl';
  code: 'missing' | 'not-a-url' | 'not-a-name' | 'insecure' | 'out-of-range';
  detail: string;
}

export type HostTest = { ok: true; words: string } | { ok: false; problem: HostProblem };

/** Policy hosts and the way to them. Arguments and results are structured-clonable. */
export interface HostsRoom {
  delegation(domain: string, hostId: string): Promise<DelegationView | null>;
  /** Puts the record in force into the host, before anything points there. */
  fill(domain: string, hostId: string): Promise<ChangeEntry | null>;
  /** Tries whether the host's account serves the name as a zone of its own; what it says is logged. */
  tryChildZone(domain: string, hostId: string): Promise<ChangeEntry | null>;
  offers(): Promise<HostOffer[]>;
  list(): Promise<HostView[]>;
  /** Stores a host; `key` null keeps the key it has. Nothing is stored where a problem is returned. */
  save(settings: HostSettings, key: TypedKey | null): Promise<HostFieldProblem[]>;
  test(settings: HostSettings, key: TypedKey | null): Promise<HostTest>;
  /** Opens a key for as long as the app is open; false where the passphrase is wrong. */
  unlock(id: string, passphrase: string): Promise<boolean>;
  remove(id: string): Promise<void>;
}
