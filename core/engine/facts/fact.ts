import type { FactStore, Store } from '../../store/store.ts';

/** What a kind of fact is, so that forgetting and losing it need no list elsewhere. */
interface FactTraits {
  /** The room that writes it. */
  owner: 'facts' | 'assess' | 'judge' | 'domains';
  /** What its key is. `record`: name, type and purpose with a blank between. */
  key: 'domain' | 'name' | 'address' | 'record';
  /**
   * What losing it costs: DNS is asked again, reports are judged again, or it is gone for good. Only the last kind
   * stands in the table that is never cleared.
   */
  losing: 'questions' | 'time' | 'memory';
  /** What forgets it: its domain leaves the user's list, the sample is removed. */
  forgottenWith: readonly ('domain' | 'sample')[];
  /** Counted up where older values cannot be read any more; those are then forgotten. */
  version: number;
}

const BOTH = ['domain', 'sample'] as const;

/** Every kind there is. The names stand in stores of users and are never given another meaning. */
export const FACTS = {
  /** How a domain's `_dmarc` is pointed, and which policy is in force. */
  pointing: { owner: 'facts', key: 'domain', losing: 'questions', forgottenWith: BOTH, version: 1 },
  /** Verdicts of every address in a domain's reports. */
  'spf-verdicts': { owner: 'assess', key: 'domain', losing: 'questions', forgottenWith: BOTH, version: 1 },
  /** Organizational domains of names in reports, by tree walk. */
  'tree-walks': { owner: 'facts', key: 'domain', losing: 'questions', forgottenWith: BOTH, version: 1 },
  'reverse-names': {
    owner: 'facts',
    key: 'address',
    losing: 'questions',
    forgottenWith: ['sample'],
    version: 1,
  },
  /** MX, MTA-STS, TLSA, TLS-RPT and BIMI of a domain, as DNS told last. */
  transport: { owner: 'domains', key: 'domain', losing: 'questions', forgottenWith: BOTH, version: 1 },
  /** Whether a name below a domain has a DMARC record of its own. */
  'subdomain-record': { owner: 'domains', key: 'name', losing: 'questions', forgottenWith: BOTH, version: 1 },
  /** Status of each address over all reports. Reports of a domain off the list are still judged. */
  senders: { owner: 'judge', key: 'domain', losing: 'time', forgottenWith: ['sample'], version: 2 },
  /** What a domain's needs rest on, and the mark under which it holds. */
  'need-facts': { owner: 'domains', key: 'domain', losing: 'time', forgottenWith: BOTH, version: 1 },
  'need-mark': { owner: 'facts', key: 'domain', losing: 'time', forgottenWith: BOTH, version: 1 },
  /** What DNS said of the wanted `_dmarc` record, and since when. */
  'wanted-state': { owner: 'domains', key: 'domain', losing: 'memory', forgottenWith: BOTH, version: 1 },
  /** The same of wanted records in a domain's own zone. */
  'wanted-zone-record-state': {
    owner: 'domains',
    key: 'record',
    losing: 'memory',
    forgottenWith: BOTH,
    version: 1,
  },
  /** Domains that are still to be assessed. */
  'assess-owed': { owner: 'assess', key: 'domain', losing: 'memory', forgottenWith: BOTH, version: 1 },
  /** Since when DNS has not answered for some part of an SPF record. */
  'spf-fault-since': { owner: 'facts', key: 'name', losing: 'memory', forgottenWith: BOTH, version: 1 },
  /** Day in which a domain was first seen locked. */
  'blocked-since': { owner: 'facts', key: 'domain', losing: 'memory', forgottenWith: BOTH, version: 1 },
  /** What reports caused to be asked on the last day; the empty domain counts for all. */
  'reported-questions': { owner: 'facts', key: 'domain', losing: 'memory', forgottenWith: BOTH, version: 1 },
  /** Selectors whose keys are watched. They stay with the history of those keys, as SPF's history does. */
  'dkim-keys': { owner: 'facts', key: 'domain', losing: 'memory', forgottenWith: ['sample'], version: 1 },
} as const satisfies Record<string, FactTraits>;

export type FactKind = keyof typeof FACTS;

/** The values of one kind, by key. */
export interface Fact<T> {
  get(store: Store, key: string): Promise<T | null>;
  many(store: Store, keys: string[]): Promise<Map<string, T>>;
  all(store: Store): Promise<Map<string, T>>;
  set(store: Store, key: string, value: T): Promise<void>;
  put(store: Store, entries: readonly { key: string; value: T }[]): Promise<void>;
  remove(store: Store, keys: string[]): Promise<void>;
}

/** The table in which a kind stands. */
export function tableOf(store: Store, kind: FactKind): FactStore {
  return FACTS[kind].losing === 'memory' ? store.lasting : store.derived;
}

/** Access to a kind; each is named here once, by the file that knows its values. */
export function fact<T>(kind: FactKind): Fact<T> {
  return {
    get: (store, key) => tableOf(store, kind).get<T>(kind, key),
    many: (store, keys) => tableOf(store, kind).many<T>(kind, keys),
    all: (store) => tableOf(store, kind).all<T>(kind),
    set: (store, key, value) => tableOf(store, kind).put(kind, [{ key, value }]),
    put: (store, entries) => tableOf(store, kind).put(kind, [...entries]),
    remove: (store, keys) => tableOf(store, kind).remove(kind, keys),
  };
}
