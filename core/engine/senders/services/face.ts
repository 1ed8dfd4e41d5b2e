import type { ServiceProblem } from '../../../model/own-services.ts';
import type { UnixSeconds } from '../../../model/report.ts';
import type { Service, ServiceKind } from '../../../model/sender.ts';

/** A service to choose from. */
export interface ServiceChoice {
  id: string;
  name: string;
  kind: ServiceKind;
  own: boolean;
}

/** What is said of an address, or of an IPv6 /64; `said` null: nothing. */
export interface GroupingWord {
  address: string;
  said: { serviceId: string | null; note: string; by: string; at: UnixSeconds } | null;
}

/** A correction as listed: addresses of which the same was said at once. */
export interface GroupingRow {
  addresses: string[];
  /** Null: they belong to no service. */
  serviceId: string | null;
  /** Empty where there is none, or where the service is gone. */
  serviceName: string;
  note: string;
  by: string;
  at: UnixSeconds;
}

/** Services that the user adds, and corrected groupings. Arguments and results are structured-clonable. */
export interface ServicesRoom {
  /** The catalogue and the user's own, by name. */
  list(): Promise<ServiceChoice[]>;
  /** The user's own, by name. */
  own(): Promise<Service[]>;
  /** Own services that came from outside and group nothing, with what is wrong with them. */
  bad(): Promise<{ id: string; problems: ServiceProblem[] }[]>;
  /** What is wrong with a service as typed, and what of the catalogue it contradicts. */
  check(service: Service): Promise<ServiceProblem[]>;
  /** Saves a service, new where its id is empty. Nothing is saved where a problem blocks; `id` is then empty. */
  save(service: Service): Promise<{ id: string; problems: ServiceProblem[] }>;
  /** Its senders are grouped by facts again. `saveService` with the same id brings it back. */
  delete(id: string): Promise<void>;
  /** Newest first. */
  listGroupings(): Promise<GroupingRow[]>;
  /**
   * Says of addresses that they are a service, or none, or takes back what was said; for all domains. Returns
   * what was said before: said again, that undoes it.
   */
  sayGrouping(words: { address: string; serviceId: string | null; note: string }[]): Promise<GroupingWord[]>;
  restoreGrouping(words: GroupingWord[]): Promise<GroupingWord[]>;
}
