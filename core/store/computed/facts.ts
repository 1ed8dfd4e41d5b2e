import type { Table } from 'dexie';
import type { StoreContext } from '../context.ts';
import { withReserve } from '../reserve.ts';
import type { FactRow } from '../rows.ts';
import type { DerivedStore, FactStore } from '../store.ts';
import { guarded } from '../with-quota-errors.ts';

/** Keys that are looked up one by one in any case. */
const LOOKED_UP = 200;
/** Rows read in a row in about the time of one look-up. */
const READ_FOR_ONE_LOOK_UP = 4;
/** Meta: the versions of the derived kinds. */
const VERSIONS = 'derived-versions';

/** What the program found out and cannot find out again: obligations, dates. */
export function createLastingStore(context: StoreContext): FactStore {
  return createFactStore(context, context.db.lasting);
}

/** What can be asked or computed again; it is in no backup. */
export function createDerivedStore(context: StoreContext): DerivedStore {
  const { kept: rows, meta } = context.db;
  const { get, many, all, put, remove } = createFactStore(context, rows);
  return {
    get,
    many,
    all,
    put,
    remove,
    async keepVersions(versions) {
      const known = ((await meta.get(VERSIONS))?.value ?? {}) as Record<string, number>;
      const kinds = new Set([...Object.keys(known), ...Object.keys(versions)]);
      if ([...kinds].every((kind) => known[kind] === versions[kind])) return;
      const old = [...kinds].filter((kind) => (known[kind] ?? 1) !== versions[kind]);
      await guarded(context, () =>
        context.db.transaction('rw', rows, meta, async () => {
          for (const kind of old) await ofKind(rows, kind).delete();
          await meta.put({ key: VERSIONS, value: versions });
        }),
      );
    },
  };
}

type FactTable = Table<FactRow, [string, string]>;

const ofKind = (rows: FactTable, kind: string) =>
  rows.where('[kind+key]').between([kind, ''], [kind, '\uffff']);

function createFactStore(context: StoreContext, rows: FactTable): FactStore {
  return {
    async get<T>(kind: string, key: string) {
      return ((await rows.get([kind, key]))?.value ?? null) as T | null;
    },
    async many<T>(kind: string, keys: string[]) {
      // Thousands of single look-ups cost many times what reading all of a kind does
      if (
        keys.length > LOOKED_UP &&
        (await ofKind(rows, kind).count()) < keys.length * READ_FOR_ONE_LOOK_UP
      ) {
        const wanted = new Set(keys);
        const found = (await ofKind(rows, kind).toArray()).filter((row) => wanted.has(row.key));
        return new Map(found.map((row) => [row.key, row.value as T] as const));
      }
      const found = await rows.bulkGet(keys.map((key) => [kind, key] as [string, string]));
      return new Map(found.flatMap((row) => (row ? [[row.key, row.value as T] as const] : [])));
    },
    async all<T>(kind: string) {
      return new Map((await ofKind(rows, kind).toArray()).map((row) => [row.key, row.value as T]));
    },
    async put(kind, entries) {
      await guarded(context, () => rows.bulkPut(entries.map(({ key, value }) => ({ kind, key, value }))));
    },
    async remove(kind, keys) {
      await withReserve(context, async () => {
        if (keys === undefined) await ofKind(rows, kind).delete();
        else await rows.bulkDelete(keys.map((key) => [kind, key] as [string, string]));
      });
    },
  };
}
