/** What a shell can ask about services that the user adds, and about corrected groupings. Structured-clonable. */
import type { UnixSeconds } from './report.ts';
import type { Service, ServiceKind } from './sender.ts';

/** A service to choose from. */
export interface ServiceChoice {
  id: string;
  name: string;
  kind: ServiceKind;
  own: boolean;
}

export type ServiceField = 'name' | 'url' | 'ptr' | 'spf' | 'envelope' | 'dkim' | 'ranges';

/** Something about a service that the user enters. */
export interface ServiceProblem {
  field: ServiceField;
  code:
    | 'name-missing'
    | 'name-taken'
    | 'url-invalid'
    | 'not-a-name'
    | 'public-suffix'
    | 'not-a-range'
    | 'range-too-wide'
    | 'too-many'
    | 'claimed'
    | 'nothing-groups';
  detail: Record<string, string | number>;
  /** False: told, and saved all the same. */
  blocks: boolean;
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

export interface OwnServicesEngine {
  /** The catalogue and the user's own, by name. */
  listServices(): Promise<ServiceChoice[]>;
  /** The user's own, by name. */
  ownServices(): Promise<Service[]>;
  /** What is wrong with a service as typed, and what of the catalogue it contradicts. */
  checkService(service: Service): Promise<ServiceProblem[]>;
  /** Saves a service, new where its id is empty. Nothing is saved where a problem blocks; `id` is then empty. */
  saveService(service: Service): Promise<{ id: string; problems: ServiceProblem[] }>;
  /** Its senders are grouped by facts again. `saveService` with the same id brings it back. */
  deleteService(id: string): Promise<void>;
  /** Newest first. */
  listGroupings(): Promise<GroupingRow[]>;
  /**
   * Says of addresses that they are a service, or none, or takes back what was said; for all domains. Returns
   * what was said before: said again, that undoes it.
   */
  sayGrouping(words: { address: string; serviceId: string | null; note: string }[]): Promise<GroupingWord[]>;
  restoreGrouping(words: GroupingWord[]): Promise<GroupingWord[]>;
}
