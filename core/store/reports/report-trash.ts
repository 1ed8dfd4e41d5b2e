import { activeImports, mergeRegisters } from '../../merge/presence.ts';
import { nextSeq, nextStamp, type StoreContext } from '../context.ts';
import { withReserve } from '../reserve.ts';
import { rowsWith } from '../rows-with.ts';
import { erase, REMOVED_AT_ONCE, registerOf, relist, tables, told, unlist } from './report-remove.ts';

/** Deletes reports so that they can be brought back while this page is open. Cut off, it goes on at the next opening. */
export async function trashReports(context: StoreContext, ids: readonly string[]): Promise<string> {
  const { db, instance } = context;
  const token = await withReserve(context, () =>
    db.transaction('rw', [db.meta, db.work], async () => {
      const id = await nextStamp(context);
      if (ids.length > REMOVED_AT_ONCE) {
        await db.work.put({ id, kind: 'delete', at: context.clock(), instance, ids: [...ids] });
      }
      return id;
    }),
  );
  await trashAll(context, token, ids, instance);
  return token;
}

async function trashAll(
  context: StoreContext,
  token: string,
  ids: readonly string[],
  instance: string,
): Promise<void> {
  const { db } = context;
  for (let at = 0; at < ids.length; at += REMOVED_AT_ONCE) {
    const part = ids.slice(at, at + REMOVED_AT_ONCE);
    const isLast = at + REMOVED_AT_ONCE >= ids.length;
    const rows = await withReserve(context, () =>
      db.transaction('rw', tables(context), async () => {
        const found = await rowsWith(db.reports, 'id', part);
        const seq = await nextSeq(context);
        const deleted = await nextStamp(context);
        const trashed = found.map((row) => {
          const held = row.imports;
          Object.assign(row, { deleted, imports: [], seq });
          return { n: row.n, token, id: row.id, second: row.second, instance, row, held };
        });
        await db.trash.bulkPut(trashed);
        await unlist(context, found);
        if (isLast) await db.work.delete(token);
        return found;
      }),
    );
    told(context, rows);
  }
}

/**
 * Brings back what `trashReports` took: the imports that held a report then hold it again, whatever was undone
 * meanwhile, for this is the later word. The deletion stays known, older than the holds renewed now.
 */
export async function restoreReports(context: StoreContext, token: string): Promise<number> {
  const { db } = context;
  const rows = await withReserve(context, () =>
    db.transaction('rw', tables(context), async () => {
      const found = await db.trash.where('token').equals(token).toArray();
      const registers = await db.registers.bulkGet(found.map((it) => it.id));
      const seq = await nextSeq(context);
      const at = await nextStamp(context);
      found.forEach(({ row, held }, i) => {
        const known = registers[i];
        const merged = known === undefined ? registerOf(row) : mergeRegisters(registerOf(row), known);
        const holds = { ...merged.holds };
        for (const importId of held ?? Object.keys(holds)) {
          holds[importId] = { at, undone: holds[importId]?.undone ?? null };
        }
        row.holds = holds;
        if (merged.deleted !== null) row.deleted = merged.deleted;
        row.imports = activeImports(registerOf(row));
        row.seq = seq;
      });
      const back = found.map((it) => it.row);
      await relist(context, back);
      return back;
    }),
  );
  told(context, rows);
  return rows.length;
}

/** Goes on with deletions that were cut off. Called when the store opens. */
export async function finishDeleting(context: StoreContext): Promise<void> {
  const alive = await context.alive();
  for (const work of await context.db.work.toArray()) {
    if (work.kind !== 'delete' || isOpen(context, work.instance, alive)) continue;
    await trashAll(context, work.id, work.ids, work.instance);
  }
}

/** Deletes for good what was trashed by pages that are gone. Called when the store opens. */
export async function purgeTrash(context: StoreContext): Promise<void> {
  const { db } = context;
  const alive = await context.alive();
  for (;;) {
    const rows = await withReserve(context, () =>
      db.transaction('rw', tables(context), async () => {
        const found = await db.trash
          .filter((it) => !isOpen(context, it.instance, alive))
          .limit(REMOVED_AT_ONCE)
          .toArray();
        await erase(
          context,
          found.map((it) => it.row),
        );
        await db.trash.bulkDelete(found.map((it) => it.n));
        return found;
      }),
    );
    if (rows.length === 0) return;
  }
}

function isOpen(context: StoreContext, instance: string, alive: ReadonlySet<string> | null): boolean {
  return instance === context.instance || (alive?.has(instance) ?? false);
}
