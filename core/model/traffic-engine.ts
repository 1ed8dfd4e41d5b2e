/**
 * What the Reports page asks beside the lists of Engine: narrower details, addresses within a range, single
 * records in the words of their document, exports. Structured-clonable, as all of Engine.
 */
import type { IgnoredDecision, Period, RecordRow, SenderDetails } from './views.ts';

/** Columns are those of parsedmarc where it has them. */
export type ExportFormat = 'csv' | 'json';

/** How looking up host names for an opened view ended. */
export interface NamedAddresses {
  /** Why nothing was asked; empty where something was. */
  refused: '' | 'not-confirmed' | 'no-resolver';
  /** Addresses for which DNS has no name, and those about which it gave no answer. */
  nameless: string[];
  failed: string[];
  /** Addresses beyond the cap, not asked about. */
  leftOut: number;
}

export interface TrafficEngine {
  /**
   * Looks up the host names of addresses for an opened view, whether or not senders are named in the background;
   * `onChange` tells of names as they come. Only addresses in reports of a confirmed domain are asked about. A
   * second call for the same view ends the first.
   * @param view a name of the caller's choice
   */
  nameAddresses(view: string, domain: string, addresses: string[]): Promise<NamedAddresses>;
  /** The view was closed: nothing more is asked for it. */
  stopNaming(view: string): Promise<void>;
  /**
   * Details of one sender, narrowed to one of its addresses where `address` is given. Null where the period
   * has no such sender or address.
   * @param brief what is known without reading the records, see SenderDetails
   */
  senderDetails(
    domain: string,
    period: Period,
    key: string,
    address?: string | null,
    brief?: boolean,
  ): Promise<SenderDetails | null>;
  /**
   * Keys of the senders with an address within a range, written as an address or as CIDR; null where the text
   * is neither.
   */
  sendersWithin(domain: string, period: Period, range: string): Promise<string[] | null>;
  /** Records of a report from these addresses, in the report's order, at most `max`. */
  reportRecords(id: string, addresses: string[], max: number): Promise<RecordRow[]>;
  /** The text of one record in its document, counted from 0; null where it is not there. */
  recordXml(id: string, index: number): Promise<string | null>;
  /** Every record of these senders (all of the domain where null) in the period. */
  exportRecords(domain: string, period: Period, keys: string[] | null, format: ExportFormat): Promise<Blob>;
  /** Takes running decisions back and returns them, for the undo. */
  endIgnored(decisions: IgnoredDecision[]): Promise<void>;
}
