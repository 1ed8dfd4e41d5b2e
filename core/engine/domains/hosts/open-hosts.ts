import type { PolicyHost } from '../../../domains/hosts/policy-host.ts';
import type { HostProblem, HostSettings } from '../../../model/host.ts';

export type OpenedHost = { ok: true; host: PolicyHost } | { ok: false; problem: HostProblem };

/** Builds policy hosts with their keys. Open keys live here, in memory, and nowhere else. */
export interface HostAccess {
  /** `domain` is the one on whose behalf a manual host reads through DNS. */
  open(settings: HostSettings, domain: string): Promise<OpenedHost>;
  /** The same with a key that is not stored yet. */
  openWith(settings: HostSettings, key: string, domain: string): OpenedHost;
  isOpen(hostId: string): Promise<boolean>;
  unlock(hostId: string, passphrase: string): Promise<boolean>;
  remember(hostId: string, key: string): void;
  forget(hostId: string): void;
}
