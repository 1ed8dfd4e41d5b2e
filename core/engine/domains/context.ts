import type { Gateway } from '../../lib/gateway.ts';
import type { Resolve } from '../../model/dns.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { Store } from '../../store/store.ts';
import type { WatchedRecord } from '../alerts/face.ts';
import type { RecheckLimits } from '../assess/recheck.ts';
import type { HostAccess } from './hosts/open-hosts.ts';

export interface ConfigurationDeps {
  store: Store;
  gateway: Gateway;
  /** DNS on behalf of one confirmed domain; null while no resolver is chosen or the network is off. */
  resolverFor(domain: string): Promise<Resolve | null>;
  now(): UnixSeconds;
  /** Called after each change that screens show; an empty domain means any. */
  onChange(topic: 'domains' | 'settings', domain: string): void;
  /** Assesses these domains in the background. */
  assessSoon(domains: readonly string[]): void;
  /** Judges these domains in the background by what is known, without DNS. */
  rejudgeSoon?(domains: readonly string[]): void;
  /** Assesses a domain with reports wholly, with this DNS; absent: only its pointing is read again. */
  assess?(domain: string, resolve: Resolve): Promise<unknown>;
  /** Alerts about wanted records: what DNS said of one, and that nobody wants it any more. */
  drift: {
    tell(domain: string, record: WatchedRecord): Promise<void>;
    forget(domain: string, record: Pick<WatchedRecord, 'what' | 'name'>): Promise<void>;
  };
  /** APIs without CORS can be called: true in the extension. */
  inExtension: boolean;
  /** Ids of change-log lines; random by default. */
  newId?(): string;
  /** Runs later, for watching a change until DNS shows it; absent: nothing is watched. */
  later?(milliseconds: number, run: () => void): () => void;
  /** Takes work that nobody waits for, and its failure; by default a failure is dropped. */
  inBackground?(work: Promise<unknown>): void;
  recheckLimits?: RecheckLimits;
}

/** What the parts of the configuration share. */
export interface Context extends ConfigurationDeps {
  hosts: HostAccess;
  newId(): string;
  inBackground(work: Promise<unknown>): void;
}

/** The user's decisions about a domain that only this stage reads; the key is the domain. */
export const CHOSEN_ACTIVE_KIND = 'domain-chosen-active';
export const LAST_ACTIVE_KIND = 'domain-last-active';
export const RECEIVES_KIND = 'domain-receives';
/** Where the user receives reports; one key, `mine`. */
export const REPORT_ADDRESSES_KIND = 'report-addresses';

/**
 * DNS that is not answered out of our own cache. The resolver's own cache still counts: what it says is what
 * receivers see.
 */
export function fresh(resolve: Resolve): Resolve {
  return (name, type) => resolve(name, type, 'host-readback');
}
