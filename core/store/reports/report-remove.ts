import type { PresenceRegister } from '../../model/stored.ts';
import { nextSeq, nextStamp, type StoreContext } from '../context.ts';
import type { ReportRow } from '../rows.ts';
import { guarded } from '../with-quota-errors.ts';
import { withoutReports } from './packs.ts';
import { activeImports } from './presence.ts';
import { changeCount } from './report-count.ts';
import { changeDays, dropSums } from './summary-writes.ts';

/** Reports removed in one transaction. */
const REMOVED_AT_ONCE = 500;

function tables(context: StoreContext) {
  const { db } = context;
  return [
    ...[db.meta, db.reports, db.bodies, db.packs, db.packBytes, db.raws, db.trash],
    ...[db.registers, db.spans, db.totals, db.sums, db.imports],
  ];
}

function told(context: StoreContext, rows: readonly ReportRow[]): void {
  const domains = [...new Set(rows.map((row) => row.domain))];
  for (const topic of ['reports', 'senders', 'domains'] as const) context.emit({ topic, domains });
}

/** Takes reports out of lists and sums; their bytes stay. Inside a transaction. */
async function unlist(context: StoreContext, rows: readonly ReportRow[]): Promise<void> {
  const { db } = context;
  await db.reports.bulkDelete(rows.map((row) => row.n));
  await db.registers.bulkPut(
    rows.map((row) => ({
      ...registerOf(row),
      seq: row.seq,
      ...(row.kind === 'failure' ? { local: true } : {}),
    })),
  );
  await changeDays(context, rows, -1);
  await changeCount(context, rows, -1);
  await dropSums(
    context,
    rows.filter((row) => row.head !== null).map((row) => row.domain),
  );
}

/** The way back from `unlist`. Inside a transaction. */
export async function relist(context: StoreContext, rows: readonly ReportRow[]): Promise<void> {
  const { db } = context;
  await db.trash.bulkDelete(rows.map((row) => row.n));
  await db.registers.bulkDelete(rows.map((row) => row.id));
  await db.reports.bulkPut([...rows]);
  await changeDays(context, rows, 1);
  await changeCount(context, rows, 1);
  await dropSums(
    context,
    rows.filter((row) => row.head !== null).map((row) => row.domain),
  );
}

/** Removes the bytes of unlisted reports. Inside a transaction. */
async function erase(context: StoreContext, rows: readonly ReportRow[]): Promise<void> {
  const { db } = context;
  await db.bodies.bulkDelete(rows.map((row) => row.n));
  const ids = new Set(rows.map((row) => row.id));
  for (const n of new Set(rows.flatMap((row) => row.packs))) {
    const [pack, bytes] = await Promise.all([db.packs.get(n), db.packBytes.get(n)]);
    const rest = pack && bytes ? withoutReports(pack, bytes.bytes, ids) : null;
    if (rest === null) {
      await Promise.all([db.packs.delete(n), db.packBytes.delete(n)]);
    } else {
      await db.packBytes.put({ n, bytes: rest.bytes() });
      await db.packs.put({ ...pack!, size: rest.size, meta: JSON.stringify(rest.meta) });
    }
  }
  const byRaw = new Map<number, ReportRow[]>();
  for (const row of rows) byRaw.set(row.raw[0], [...(byRaw.get(row.raw[0]) ?? []), row]);
  for (const [n, gone] of byRaw) {
    const raw = await db.raws.get(n);
    if (raw === undefined) continue;
    raw.live -= gone.length;
    if (raw.live <= 0) {
      await db.raws.delete(n);
      continue;
    }
    // Reports of one document share its bytes, so those with a range stay until the whole row goes.
    for (const { raw: place, range } of gone) {
      if (range === undefined) raw.bytes.fill(0, place[1], place[1] + place[2]);
    }
    await db.raws.put(raw);
  }
}

/** A report's presence as a register. */
export function registerOf(row: ReportRow): PresenceRegister {
  return { id: row.id, holds: row.holds, deleted: row.deleted ?? null };
}

/** Deletes reports so that they can be brought back while this page is open. */
export async function trashReports(context: StoreContext, ids: readonly string[]): Promise<string> {
  const token = context.hybrid.now();
  for (let at = 0; at < ids.length; at += REMOVED_AT_ONCE) {
    const part = ids.slice(at, at + REMOVED_AT_ONCE);
    const rows = await guarded(context, () =>
      context.db.transaction('rw', tables(context), async () => {
        const found = await context.db.reports.where('id').anyOf(part).toArray();
        const seq = await nextSeq(context);
        const deleted = await nextStamp(context);
        for (const row of found) Object.assign(row, { deleted, imports: [], seq });
        await context.db.trash.bulkPut(
          found.map((row) => ({ n: row.n, token, id: row.id, instance: context.instance, row })),
        );
        await unlist(context, found);
        return found;
      }),
    );
    told(context, rows);
  }
  return token;
}

/** Brings back what `trashReports` took. The deletion stays known, older than the holds renewed now. */
export async function restoreReports(context: StoreContext, token: string): Promise<number> {
  const { db } = context;
  const rows = await guarded(context, () =>
    db.transaction('rw', tables(context), async () => {
      const found = (await db.trash.where('token').equals(token).toArray()).map((it) => it.row);
      const seq = await nextSeq(context);
      const at = await nextStamp(context);
      for (const row of found) {
        for (const [importId, hold] of Object.entries(row.holds)) {
          if (hold.undone === null || hold.at > hold.undone) row.holds[importId] = { ...hold, at };
        }
        row.imports = activeImports(registerOf(row));
        row.seq = seq;
      }
      await relist(context, found);
      return found;
    }),
  );
  told(context, rows);
  return rows.length;
}

/** Deletes for good what was trashed by pages that are gone. Called when the store opens. */
export async function purgeTrash(context: StoreContext): Promise<void> {
  const { db } = context;
  const alive = await context.alive();
  for (;;) {
    const rows = await db.transaction('rw', tables(context), async () => {
      const found = await db.trash
        .filter((it) => it.instance !== context.instance && !(alive?.has(it.instance) ?? false))
        .limit(REMOVED_AT_ONCE)
        .toArray();
      await erase(
        context,
        found.map((it) => it.row),
      );
      await db.trash.bulkDelete(found.map((it) => it.n));
      return found;
    });
    if (rows.length === 0) return;
  }
}

/** Takes an import's hold off its reports and deletes those that no other import holds. */
export async function undoImport(context: StoreContext, importId: string): Promise<number> {
  const { db } = context;
  // Noted first: cut off here, it goes on when the store is opened again.
  await db.imports.update(importId, { undone: true });
  let removed = 0;
  for (;;) {
    const part = await guarded(context, () =>
      db.transaction('rw', tables(context), async () => {
        const rows = await db.reports.where('imports').equals(importId).limit(REMOVED_AT_ONCE).toArray();
        if (rows.length === 0) return { rows, gone: [] };
        const seq = await nextSeq(context);
        const undone = await nextStamp(context);
        for (const row of rows) {
          row.holds[importId] = { at: row.holds[importId]!.at, undone };
          row.imports = activeImports(registerOf(row));
          row.seq = seq;
        }
        const gone = rows.filter((row) => row.imports.length === 0);
        const kept = rows.filter((row) => row.imports.length > 0);
        if (kept.length > 0) await db.reports.bulkPut(kept);
        await unlist(context, gone);
        await erase(context, gone);
        return { rows, gone };
      }),
    );
    if (part.rows.length === 0) break;
    removed += part.gone.length;
    told(context, part.gone);
  }
  context.emit({ topic: 'imports', domains: [] });
  return removed;
}

/** Goes on with undoing that was cut off. Called when the store opens. */
export async function finishUndoing(context: StoreContext): Promise<void> {
  const undone = await context.db.imports.filter((row) => row.undone).primaryKeys();
  for (const importId of undone) {
    const left = await context.db.reports.where('imports').equals(importId).count();
    if (left > 0) await undoImport(context, importId);
  }
}

/** Deletes rows at once, whatever holds them: used for failure reports past their time. */
export async function deleteRows(context: StoreContext, numbers: readonly number[]): Promise<void> {
  const { db } = context;
  for (let at = 0; at < numbers.length; at += REMOVED_AT_ONCE) {
    const rows = await db.transaction('rw', tables(context), async () => {
      const found = (await db.reports.bulkGet(numbers.slice(at, at + REMOVED_AT_ONCE))).filter(
        (row) => row !== undefined,
      );
      const seq = await nextSeq(context);
      const deleted = await nextStamp(context);
      for (const row of found) Object.assign(row, { deleted, imports: [], seq });
      await unlist(context, found);
      await erase(context, found);
      return found;
    });
    told(context, rows);
  }
}

/** Applies a peer's registers to rows: renews holds, deletes what is no longer present. Inside no transaction. */
export async function applyRegisters(
  context: StoreContext,
  merged: ReadonlyMap<string, PresenceRegister>,
): Promise<number> {
  const { db } = context;
  const ids = [...merged.keys()];
  let removed = 0;
  for (let at = 0; at < ids.length; at += REMOVED_AT_ONCE) {
    const gone = await guarded(context, () =>
      db.transaction('rw', tables(context), async () => {
        const rows = await db.reports
          .where('id')
          .anyOf(ids.slice(at, at + REMOVED_AT_ONCE))
          .toArray();
        if (rows.length === 0) return [];
        const seq = await nextSeq(context);
        for (const row of rows) {
          const register = merged.get(row.id)!;
          row.holds = register.holds;
          if (register.deleted !== null) row.deleted = register.deleted;
          row.imports = activeImports(register);
          row.seq = seq;
        }
        const kept = rows.filter((row) => row.imports.length > 0);
        const absent = rows.filter((row) => row.imports.length === 0);
        if (kept.length > 0) await db.reports.bulkPut(kept);
        await unlist(context, absent);
        await erase(context, absent);
        return absent;
      }),
    );
    removed += gone.length;
    if (gone.length > 0) told(context, gone);
  }
  return removed;
}
