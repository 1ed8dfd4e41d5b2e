import type { Clock } from '../lib/clock.ts';
import { createDnsStore } from './asked/dns-cache.ts';
import { createQueryRecordStore } from './asked/query-record.ts';
import { createBackupStore } from './backup-rows.ts';
import { type Channel, createChangeBus } from './change-bus.ts';
import { createChangeStore } from './changes.ts';
import { createAlertStore } from './computed/alerts.ts';
import { createDerivedStore, createLastingStore } from './computed/facts.ts';
import { createSnapshotStore } from './computed/snapshots.ts';
import type { StoreContext } from './context.ts';
import { createExchange, readMalformedAgain } from './exchange.ts';
import { createMailboxStore } from './mailboxes.ts';
import { type LockManagerLike, openPages } from './open-pages.ts';
import { createPeerStore } from './peers.ts';
import { createImportStore } from './reports/imports.ts';
import { KnownReports } from './reports/known-reports.ts';
import { finishUndoing } from './reports/report-remove.ts';
import { finishDeleting, purgeTrash } from './reports/report-trash.ts';
import { createReportStore } from './reports/reports.ts';
import { createShelfStore, type ShelfLimits } from './reports/shelf.ts';
import { clearLeftovers } from './reports/staging.ts';
import { createSummaryStore } from './reports/summaries.ts';
import { fillReserve, giveReserveUp, RESERVE_BYTES } from './reserve.ts';
import { createDecisionStore } from './said/decisions.ts';
import { createDomainStore } from './said/domains.ts';
import { createHostStore } from './said/hosts.ts';
import { createIgnoredStore } from './said/ignored.ts';
import { createSettingsStore } from './said/settings.ts';
import { SCHEMA_VERSION, STORE_NAME, StoreDatabase } from './schema.ts';
import { createSourceStore } from './sources.ts';
import type { Store } from './store.ts';
import { StoreFull } from './store-full.ts';
import { StoreTooNew } from './store-too-new.ts';
import { createTurns } from './turns.ts';
import { guarded } from './with-quota-errors.ts';
import { createWorkStore } from './work.ts';

/** Dexie keeps its versions times ten. */
const DEXIE_FACTOR = 10;

export interface StoreOptions {
  name?: string;
  clock?: Clock;
  /** Eight characters of 0-9 and a-z that no other page has; random by default. */
  instance?: string;
  indexedDB?: IDBFactory;
  IDBKeyRange?: typeof IDBKeyRange;
  /** Tells which pages are open, and whose turn it is; `navigator.locks` where the platform has it. */
  locks?: LockManagerLike | null;
  /** Carries changes to other pages; a BroadcastChannel where the platform has it. */
  channel?: Channel | null;
  estimate?: () => Promise<{ usage?: number; quota?: number }>;
  /** Bytes kept free for deletions on a full disk; by default 4 MB where the platform has a quota. */
  reserveBytes?: number;
  shelf?: ShelfLimits;
  /** Kept at most: DNS answers, entries of the query record, snapshots of one domain. */
  limits?: { dnsAnswers?: number; queryEntries?: number; snapshots?: number };
  /** A newer version of the program is open elsewhere and needs this page's connection closed. */
  onOutdated?: () => void;
  /** Another page holds an older version open; the store opens once that is closed. */
  onBlocked?: () => void;
}

/**
 * Opens the store, brings older data over, and clears what pages that are gone left half done. Throws
 * StoreTooNew where a newer version of the program has been at it, StoreFull where what is older finds no room to be
 * brought over; it then stays as it was.
 */
export async function openStore(options: StoreOptions = {}): Promise<Store> {
  const name = options.name ?? STORE_NAME;
  const clock = options.clock ?? Date.now;
  const instance = options.instance ?? randomName();
  const db = new StoreDatabase(name, {
    ...(options.indexedDB ? { indexedDB: options.indexedDB } : {}),
    ...(options.IDBKeyRange ? { IDBKeyRange: options.IDBKeyRange } : {}),
  });
  db.on('blocked', () => options.onBlocked?.());
  let leave = () => {};
  db.on('versionchange', () => {
    // To the newer version this page is gone: it resumes or clears what was under way here.
    leave();
    // Closing lets the newer version go on; this page must be loaded again.
    db.close();
    options.onOutdated?.();
    // Else Dexie's own handler closes as well, and then opens anew what it no longer understands.
    return false;
  });
  await refuseNewer(name, options.indexedDB ?? globalThis.indexedDB);
  const estimate = estimateOf(options.estimate ?? platformEstimate);
  await openDatabase(db, estimate, options.indexedDB ?? globalThis.indexedDB);
  const bus = createChangeBus(options.channel === undefined ? platformChannel(name) : options.channel);
  const locks = options.locks === undefined ? platformLocks() : options.locks;
  const pages = await openPages(locks, name, instance);
  leave = pages.leave;
  const context: StoreContext = {
    db,
    clock,
    instance,
    known: new KnownReports(),
    alive: pages.alive,
    emit: bus.emit,
    estimate,
    reserveBytes: options.reserveBytes ?? (hasQuota() ? RESERVE_BYTES : 0),
    reserveSpent: false,
  };
  for (const tidy of [clearLeftovers, finishDeleting, purgeTrash, finishUndoing, readMalformedAgain]) {
    await unlessFull(() => tidy(context));
  }
  void fillReserve(context).catch(() => {
    // There is no room, or the store was closed meanwhile: the next opening tries again.
  });
  return {
    reports: createReportStore(context),
    imports: createImportStore(context),
    shelf: createShelfStore(context, options.shelf),
    summaries: createSummaryStore(context),
    decisions: createDecisionStore(context),
    domains: createDomainStore(context),
    ignored: createIgnoredStore(context),
    dns: createDnsStore(context, options.limits?.dnsAnswers),
    queries: createQueryRecordStore(context, options.limits?.queryEntries),
    settings: createSettingsStore(context),
    snapshots: createSnapshotStore(context, options.limits?.snapshots),
    derived: createDerivedStore(context),
    lasting: createLastingStore(context),
    mailboxes: createMailboxStore(context),
    alerts: createAlertStore(context),
    hosts: createHostStore(context),
    sources: createSourceStore(context),
    changes: createChangeStore(context),
    exchange: createExchange(context),
    peers: createPeerStore(context),
    backup: createBackupStore(context),
    work: createWorkStore(context),
    inTurn: createTurns(locks, name),
    estimate,
    tell: bus.emit,
    subscribe: bus.subscribe,
    close() {
      pages.leave();
      bus.close();
      db.close();
    },
  };
}

/** Opens it, and brings over what an older version wrote, in one transaction: if need be in the room kept back. */
async function openDatabase(
  db: StoreDatabase,
  estimate: StoreContext['estimate'],
  factory: IDBFactory,
): Promise<void> {
  try {
    await guarded({ estimate }, () => db.open());
  } catch (error) {
    if (!(error instanceof StoreFull)) throw error;
    db.close();
    await giveReserveUp(db.name, factory);
    await guarded({ estimate }, () => db.open());
  }
}

/** What finds no room on a full disk is left for the next opening: nothing of it must keep the store closed. */
async function unlessFull(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof StoreFull)) throw error;
  }
}

/** A program older than the store would not know what it reads. */
async function refuseNewer(name: string, factory: IDBFactory): Promise<void> {
  // Not every browser tells versions; there Dexie's own check remains.
  const known = (await factory.databases?.()) ?? [];
  const version = known.find((it) => it.name === name)?.version ?? 0;
  if (version / DEXIE_FACTOR > SCHEMA_VERSION) throw new StoreTooNew(version / DEXIE_FACTOR);
}

function randomName(): string {
  const digits = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(digits, (digit) => (digit % 36).toString(36)).join('');
}

function platformChannel(name: string): Channel | null {
  // In Node a channel keeps the process alive, and there are no other pages.
  if (typeof BroadcastChannel === 'undefined' || typeof navigator === 'undefined') return null;
  return new BroadcastChannel(`${name}-changes`) as unknown as Channel;
}

function platformLocks(): LockManagerLike | null {
  return typeof navigator === 'undefined' ? null : ((navigator.locks as LockManagerLike | undefined) ?? null);
}

function hasQuota(): boolean {
  return typeof navigator !== 'undefined' && navigator.storage !== undefined;
}

function estimateOf(asked: NonNullable<StoreOptions['estimate']>): StoreContext['estimate'] {
  return async () => {
    const { usage = 0, quota = 0 } = await asked().catch(() => ({}) as Awaited<ReturnType<typeof asked>>);
    return quota > 0 ? { usage, quota } : null;
  };
}

async function platformEstimate(): Promise<{ usage?: number; quota?: number }> {
  return hasQuota() ? navigator.storage.estimate() : {};
}
