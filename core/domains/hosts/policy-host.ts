import type { Gateway } from '../../lib/gateway.ts';
import type { HostCall, HostPlace, HostResult, HostSettings, HostState } from '../../model/host.ts';
import type { RecordEditor } from '../record-editor.ts';

/**
 * A server that can hold the DMARC records of domains. Each kind is one file with a factory and a line in
 * the registry; all run the same contract test. Nothing throws: trouble is a `HostProblem`.
 *
 * `plan` says the exact calls, `write` makes exactly these: both come from the same function.
 */
export interface PolicyHost {
  readonly settings: HostSettings;
  /** False: a person does what `plan` shows, and `write` refuses with `by-hand`. */
  readonly automatic: boolean;
  /** Where the record of a domain lives here, and how DNS must lead to it. */
  place(domain: string): HostPlace;
  /** Whether server and key answer. */
  test(): Promise<HostResult<string>>;
  /** What the host holds for a domain now. */
  read(domain: string): Promise<HostResult<HostState>>;
  /** The calls that would bring the wanted text in, or take the record out where it is null. Reads only. */
  plan(domain: string, text: string | null): Promise<HostResult<HostCall[]>>;
  /** Makes these calls in order, then reads back; ends at the first that fails. */
  write(domain: string, text: string | null): Promise<HostResult<HostState>>;
  /** What to load by hand: a zone file, or single lines for a zone that exists. */
  zoneText(domain: string, text: string): string;
  /** Edits other records in zones it serves as well; null where it cannot. */
  readonly records: RecordEditor | null;
  /**
   * Asks the host to serve `_dmarc.DOMAIN` as a zone of its own: the name servers to delegate to, or why it does
   * not. Null where zones are no question.
   */
  readonly tryChildZone: ((domain: string) => Promise<HostResult<string[]>>) | null;
}

/** What a host is built with. The key is unsealed by the caller and lives in memory only. */
export interface HostTools {
  gateway: Gateway;
  key: string;
  /**
   * Manual hosts read through DNS: what stands at a name, or null while DNS does not lead to this host yet
   * (the TXT in the domain's own zone has the same name) or does not answer.
   */
  lookUp?: (name: string) => Promise<HostState | null>;
  /** Zone serial for zone files; whole seconds. */
  now?: () => number;
}
