/** What a search over the whole store finds. */
import type { ReportKind } from './report.ts';

export type SearchKind = 'domain' | 'name' | 'address' | 'service' | 'selector' | 'report' | 'note';

/** In the order in which they are shown. */
export const SEARCH_KINDS: readonly SearchKind[] = [
  'domain',
  'name',
  'address',
  'service',
  'selector',
  'report',
  'note',
];

export interface SearchHit {
  kind: SearchKind;
  /** The policy domain that it belongs to; empty for a report without one. */
  domain: string;
  /**
   * What was found: the domain, a header-from name, an address, a service's name, `SELECTOR._domainkey.SIGNER`, the
   * reporter's id of a report, the text of a note.
   */
  text: string;
  /** Where it is opened: a sender's key, the id of a report; empty where the text says it. */
  key: string;
  /** Messages of it in all reports; null where they are not counted. */
  messages: number | null;
  /** Beside it: the tag that fitted, the reporter of a report, the name of a note's sender. */
  detail: string;
  /** Of reports. */
  report: ReportKind | null;
}

export interface SearchGroup {
  kind: SearchKind;
  /** The best of them. */
  hits: SearchHit[];
  /** How many there are in all. */
  total: number;
  /** Not all could be looked through in the time there is: `total` is the least. */
  atLeast: boolean;
}
