import Dexie, { type Table } from 'dexie';
import type { ChangeEntry, HostSettings, SealedKey } from '../model/host.ts';
import type { ShelfEntry, StoredAlert } from '../model/stored.ts';
import type {
  BodyRow,
  DecisionRow,
  FactRow,
  ImportNotesRow,
  ImportRow,
  InputRow,
  KeptAnswerRow,
  MailboxReadRow,
  MailboxRow,
  MetaRow,
  PackBytesRow,
  PackRow,
  ParkedRow,
  PeerRow,
  QueryRow,
  RawRow,
  RegisterRow,
  ReportRow,
  ReserveRow,
  SnapshotRow,
  SourceItemRow,
  SourceRow,
  SpanRow,
  StagingRow,
  SumsRow,
  TotalsRow,
  TrashRow,
  WorkRow,
} from './rows.ts';
import { upgradeToFour } from './upgrade-to-four.ts';
import { upgradeToThree } from './upgrade-to-three.ts';

/** The newest version below. */
export const SCHEMA_VERSION = 5;

/** Where the app and the extension each keep their own. */
export const STORE_NAME = 'rualens';

/**
 * Tables of the first version. A version that was ever released is never changed: a later one lists the
 * tables it adds or changes and brings the data over.
 */
export const VERSION_1 = {
  meta: 'key',
  /** `second` and `ref` are 53-bit numbers made of longer keys; a hit is checked against the row. */
  reports: '++n, &id, second, ref, [domain+begin], [kind+begin], *imports, seq',
  bodies: 'n',
  packs: 'n, [domain+span]',
  packBytes: '++n',
  raws: '++n',
  staging: 'n',
  trash: 'n, token, id',
  registers: 'id, seq',
  spans: '[span+domain], [domain+span]',
  totals: 'domain',
  imports: 'id, started',
  importNotes: '++n, importId',
  inputs: '[importId+key]',
  shelf: 'id, at',
  decisions: '[kind+key], seq',
  dns: 'key, used',
  queries: '++n',
  kept: '[kind+key]',
  hosts: 'id',
  hostKeys: 'hostId',
  changes: 'id, time, domain',
};

/** Sums by address and header-from, SPF history, and alerts. */
export const VERSION_2 = {
  sums: '++n, domain',
  snapshots: '++n, [domain+at]',
  alerts: 'id, at',
};

/** Registers found by second key and by whether they are wanted; parked rows, unfinished work, kept room. */
export const VERSION_3 = {
  registers: 'id, seq, secondKey, wanted',
  trash: 'n, token, id, second',
  parked: 'key, due',
  work: 'id',
  reserve: '++n',
};

/** What cannot be computed again, apart from `kept`, which holds what can. */
export const VERSION_4 = {
  lasting: '[kind+key]',
  mailboxes: 'id',
  mailboxReads: '[mailbox+importId+piece], importId',
  peers: 'name',
};

/** Accounts that reports come from by themselves, their keys, and which of their items were dealt with. */
export const VERSION_5 = {
  sources: 'id',
  sourceKeys: 'hostId',
  sourceItems: '[source+mark]',
};

export class StoreDatabase extends Dexie {
  declare meta: Table<MetaRow, string>;
  declare reports: Table<ReportRow, number>;
  declare bodies: Table<BodyRow, number>;
  declare packs: Table<PackRow, number>;
  declare packBytes: Table<PackBytesRow, number>;
  declare raws: Table<RawRow, number>;
  declare staging: Table<StagingRow, number>;
  declare trash: Table<TrashRow, number>;
  declare registers: Table<RegisterRow, string>;
  declare spans: Table<SpanRow, [number, string]>;
  declare totals: Table<TotalsRow, string>;
  declare sums: Table<SumsRow, number>;
  declare imports: Table<ImportRow, string>;
  declare importNotes: Table<ImportNotesRow, number>;
  declare inputs: Table<InputRow, [string, string]>;
  declare shelf: Table<ShelfEntry, string>;
  declare decisions: Table<DecisionRow, [string, string]>;
  declare dns: Table<KeptAnswerRow, string>;
  declare queries: Table<QueryRow, number>;
  declare kept: Table<FactRow, [string, string]>;
  declare hosts: Table<HostSettings, string>;
  declare hostKeys: Table<SealedKey, string>;
  declare changes: Table<ChangeEntry, string>;
  declare snapshots: Table<SnapshotRow, number>;
  declare alerts: Table<StoredAlert, string>;
  declare parked: Table<ParkedRow, string>;
  declare work: Table<WorkRow, string>;
  declare lasting: Table<FactRow, [string, string]>;
  declare mailboxes: Table<MailboxRow, string>;
  declare mailboxReads: Table<MailboxReadRow, [string, string, number]>;
  declare peers: Table<PeerRow, string>;
  declare sources: Table<SourceRow, string>;
  declare sourceKeys: Table<SealedKey, string>;
  declare sourceItems: Table<SourceItemRow, [string, string]>;
  declare reserve: Table<ReserveRow, number>;

  constructor(name: string, options: { indexedDB?: IDBFactory; IDBKeyRange?: typeof IDBKeyRange } = {}) {
    super(name, { ...options, cache: 'disabled', chromeTransactionDurability: 'relaxed' });
    this.version(1).stores(VERSION_1);
    this.version(2)
      .stores(VERSION_2)
      .upgrade(async (tx) => {
        // The sums are counted from the blocks when first asked for.
        const domains = await tx.table<TotalsRow, string>('totals').toCollection().primaryKeys();
        await tx.table('sums').bulkAdd(domains.map((domain) => ({ domain, size: 0, bytes: null })));
      });
    this.version(3).stores(VERSION_3).upgrade(upgradeToThree);
    this.version(4).stores(VERSION_4).upgrade(upgradeToFour);
    // nothing to bring over: there were no such accounts
    this.version(5).stores(VERSION_5);
  }
}
