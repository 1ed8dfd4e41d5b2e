import type { TransportView } from '../../../model/transport.ts';

/** How mail comes to a domain: a part of DomainsRoom. */
export interface TransportPart {
  /** How mail comes to the domain and how it is encrypted, out of the store; no DNS is asked. */
  transport(domain: string): Promise<TransportView>;
  /** Asks DNS for it; `again`: past our own cache. False where nobody may be asked. */
  askTransport(domain: string, again: boolean): Promise<boolean>;
  /** Reads the MTA-STS policy file. False where it cannot be read from here: a web page may not. */
  fetchStsPolicy(domain: string): Promise<boolean>;
}
