import * as v from 'valibot';
import { isAtOrBelow } from '../lib/domain-name.ts';
import { isPresent } from '../merge/presence.ts';
import type { PresenceRegister, StoredAlert } from '../model/stored.ts';
import { ROW_SHAPES } from './backup-row-shapes.ts';
import { backupState, noteBackup } from './backup-state.ts';
import type { BackedDocument, BackupStore } from './backup-store.ts';
import type { StoreContext } from './context.ts';
import { sampleDomains, travels } from './exchange-changes.ts';
import { registerOf } from './reports/report-remove.ts';
import type { FactRow, ImportNotesRow, ImportRow, RawRow, RegisterRow, ReportRow } from './rows.ts';
import { isSampleOnly, SAMPLE_IMPORT_PREFIX } from './said/stays-here.ts';
import { guarded } from './with-quota-errors.ts';

/** Rows read at once. */
const PAGE = 500;

export function createBackupStore(context: StoreContext): BackupStore {
  return {
    rows: (kind) => pages(context, kind),
    documents: () => documents(context),
    async deletedSince(mark) {
      const rows = await context.db.registers.where('seq').above(mark).toArray();
      return rows.filter((row) => leavesAbsent(row) && !isPresent(row)).map(plainRegister);
    },
    addRows: (kind, rows) => addRows(context, kind, rows),
    state: () => backupState(context),
    noteMade: (mark) => noteBackup(context, mark),
  };
}

const isSample = (importId: string) => importId.startsWith(SAMPLE_IMPORT_PREFIX);
const leaves = (row: ReportRow) => !isSampleOnly(row.holds) && (row.kind !== 'failure' || row.keep === true);

const leavesAbsent = (row: RegisterRow) => row.local !== true && !isSampleOnly(row.holds);
const plainRegister = ({ seq: _s, wanted: _w, local: _l, ...row }: RegisterRow): PresenceRegister => row;

async function* pages(
  context: StoreContext,
  kind: Parameters<BackupStore['rows']>[0],
): AsyncGenerator<unknown[]> {
  const { db } = context;
  const samples = await sampleDomains(context);
  switch (kind) {
    case 'decisions':
      for await (const page of byKey(db.decisions)) {
        yield page.filter((row) => travels(row, samples)).map(({ seq: _, ...row }) => row);
      }
      return;
    case 'registers':
      for await (const page of byKey(db.reports)) yield page.filter(leaves).map(registerOf);
      for await (const page of byKey(db.registers)) {
        yield page.filter(leavesAbsent).map(plainRegister);
      }
      return;
    case 'imports':
      for await (const page of byKey(db.imports)) {
        yield page
          .filter((row) => !isSample(row.id))
          .map(({ instance: _, resumed: _r, resumedWith: _w, undoing: _u, ...row }) => row);
      }
      return;
    case 'import-notes':
      for await (const page of byKey(db.importNotes)) {
        yield page.filter((row) => !isSample(row.importId)).map(({ n: _, ...row }) => row);
      }
      return;
    case 'lasting':
      for await (const page of byKey<FactRow, [string, string]>(db.lasting)) {
        yield page.filter(({ key }) => ![...samples].some((it) => isAtOrBelow(key.split(' ')[0]!, it)));
      }
      return;
    case 'alerts':
      for await (const page of byKey(db.alerts)) yield page.filter((row) => !samples.has(row.domain));
      return;
    default:
      yield* byKey<unknown, string>(db[kind] as never);
  }
}

/** All rows of a table in pages by their primary key, so that time grows with their number alone. */
async function* byKey<T, K>(table: import('dexie').Table<T, K>): AsyncGenerator<T[]> {
  let after: K | null = null;
  for (;;) {
    const from = after === null ? table.orderBy(':id') : table.where(':id').above(after);
    const keys = (await from.limit(PAGE).primaryKeys()) as K[];
    if (keys.length === 0) return;
    after = keys.at(-1)!;
    yield (await table.bulkGet(keys)).filter((row) => row !== undefined);
  }
}

async function* documents(context: StoreContext): AsyncGenerator<BackedDocument> {
  const { db } = context;
  const written = new Set<string>();
  let raw: RawRow | undefined;
  for await (const page of byKey<ReportRow, number>(db.reports)) {
    const keep = new Map<string, string[]>();
    for (const row of page) {
      if (row.keep === true) keep.set(row.raw.join(), [...(keep.get(row.raw.join()) ?? []), row.id]);
    }
    for (const row of page) {
      if (!leaves(row)) continue;
      // Reports of one document share its bytes: it is written once.
      const place = row.raw.join();
      if (written.has(place)) continue;
      if (row.range !== undefined) written.add(place);
      const [n, offset, length] = row.raw;
      // Reports of one batch lie in one row, and mostly follow each other.
      if (raw?.n !== n) raw = await db.raws.get(n);
      if (raw === undefined) continue;
      yield {
        id: row.id,
        fileName: row.file,
        mail: row.mail ?? null,
        keep: keep.get(place) ?? [],
        gzip: raw.bytes.slice(offset, offset + length),
      };
    }
  }
}

async function addRows(
  context: StoreContext,
  kind: Parameters<BackupStore['addRows']>[0],
  rows: readonly unknown[],
): Promise<{ added: number; refused: number }> {
  const { db } = context;
  const shape = ROW_SHAPES[kind];
  const read = rows
    .map((row) => v.safeParse(shape as v.GenericSchema, row))
    .filter((it) => it.success)
    .map((it) => it.output as { id: string });
  const refused = rows.length - read.length;
  if (read.length === 0) return { added: 0, refused };
  const added = await guarded(context, () =>
    db.transaction('rw', [db.hosts, db.changes, db.alerts, db.imports, db.importNotes], async () => {
      if (kind === 'import-notes') return addNotes(context, read as never);
      const table = db[kind] as unknown as import('dexie').Table<{ id: string }, string>;
      const known = await table.bulkGet(read.map((row) => row.id));
      const fresh = read.filter((_, i) => known[i] === undefined);
      await table.bulkPut(
        kind === 'imports'
          ? fresh.map((row) => importFrom(context, row as never))
          : kind === 'alerts'
            ? fresh.map((row) => told(row as never))
            : fresh,
      );
      return fresh.length;
    }),
  );
  context.emit({ topic: TOPICS[kind], domains: [] });
  return { added, refused };
}

const TOPICS = {
  hosts: 'hosts',
  changes: 'hosts',
  alerts: 'alerts',
  imports: 'imports',
  'import-notes': 'imports',
} as const;

/** An import of another device cannot go on here: its files are not at hand. */
function importFrom(context: StoreContext, row: ImportRow): ImportRow {
  const isOpen = row.state === 'running' || row.state === 'paused';
  return { ...row, instance: context.instance, state: isOpen ? 'cancelled' : row.state };
}

/** What was told on one device is not told again by a notice on the other. */
function told(alert: StoredAlert): StoredAlert {
  return { ...alert, notified: true };
}

/** Lines of imports that have none yet. */
async function addNotes(context: StoreContext, rows: readonly ImportNotesRow[]): Promise<number> {
  const { importNotes } = context.db;
  const ids = [...new Set(rows.map((row) => row.importId))];
  const known = new Set((await importNotes.where('importId').anyOf(ids).toArray()).map((it) => it.importId));
  const fresh = rows.filter((row) => !known.has(row.importId));
  await importNotes.bulkAdd(fresh.map(({ importId, files, done }) => ({ importId, files, done })) as never[]);
  return fresh.length;
}
