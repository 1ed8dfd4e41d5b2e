import { activeImports, isPresent } from '../../merge/presence.ts';
import type { PresenceRegister } from '../../model/stored.ts';
import { nextSeq, nextStamp, type StoreContext } from '../context.ts';
import { withReserve } from '../reserve.ts';
import type { RegisterRow, ReportRow } from '../rows.ts';
import { withoutReports } from './packs.ts';
import { changeCount } from './report-count.ts';
import { changeDays, dropSums } from './summary-writes.ts';

/** Reports removed in one transaction. */
export const REMOVED_AT_ONCE = 500;

/** Tables of a transaction in which reports go or come back. */
export function tables(context: StoreContext) {
  const { db } = context;
  return [
    ...[db.meta, db.reports, db.bodies, db.packs, db.packBytes, db.raws, db.trash, db.work],
    ...[db.registers, db.spans, db.totals, db.sums, db.imports],
  ];
}

export function told(context: StoreContext, rows: readonly ReportRow[]): void {
  if (rows.length === 0) return;
  const domains = [...new Set(rows.map((row) => row.domain))];
  for (const topic of ['reports', 'senders', 'domains'] as const) context.emit({ topic, domains });
}

/** Takes reports out of lists and sums; their bytes stay. Inside a transaction. */
export async function unlist(context: StoreContext, rows: readonly ReportRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { db } = context;
  await db.reports.bulkDelete(rows.map((row) => row.n));
  await db.registers.bulkPut(
    rows.map((row) => registerRow(registerOf(row), row.seq, row.kind === 'failure')),
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
  if (rows.length === 0) return;
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
export async function erase(context: StoreContext, rows: readonly ReportRow[]): Promise<void> {
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
  return { id: row.id, secondKey: row.secondKey, holds: row.holds, deleted: row.deleted ?? null };
}

/** The row of a register whose report is not here. */
export function registerRow(register: PresenceRegister, seq: number, local = false): RegisterRow {
  const { id, secondKey, holds, deleted } = register;
  return {
    id,
    ...(secondKey === undefined ? {} : { secondKey }),
    holds,
    deleted,
    seq,
    ...(local ? { local } : isPresent(register) ? { wanted: 1 as const } : {}),
  };
}

/** Gives a row the state of a merged register. */
export function applyRegister(row: ReportRow, register: PresenceRegister, seq: number): void {
  row.holds = register.holds;
  if (register.deleted !== null) row.deleted = register.deleted;
  row.imports = activeImports(register);
  row.seq = seq;
}

/** Takes an import's hold off its reports and deletes those that no other import holds. */
export async function undoImport(context: StoreContext, importId: string): Promise<number> {
  const { db } = context;
  // Noted first: it takes no more reports from now on, and cut off here, it goes on when the store is opened again.
  await withReserve(context, () => db.imports.update(importId, { undone: true, undoing: true }));
  const numbers = await db.reports.where('imports').equals(importId).primaryKeys();
  let removed = 0;
  for (let at = 0; at < numbers.length; at += REMOVED_AT_ONCE) {
    const part = numbers.slice(at, at + REMOVED_AT_ONCE);
    const gone = await withReserve(context, () =>
      db.transaction('rw', tables(context), async () => {
        const found = (await db.reports.bulkGet(part)).filter((row) => row !== undefined);
        const rows = found.filter((row) => row.imports.includes(importId));
        const seq = await nextSeq(context);
        const undone = await nextStamp(context);
        for (const row of rows) {
          row.holds[importId] = { at: row.holds[importId]!.at, undone };
          row.imports = activeImports(registerOf(row));
          row.seq = seq;
        }
        const absent = rows.filter((row) => row.imports.length === 0);
        await db.reports.bulkPut(rows.filter((row) => row.imports.length > 0));
        await unlist(context, absent);
        await erase(context, absent);
        return absent;
      }),
    );
    removed += gone.length;
    told(context, gone);
  }
  await withReserve(context, () =>
    db.transaction('rw', [db.meta, db.imports, db.registers], async () => {
      await undoUnlisted(context, importId);
      await db.imports.update(importId, { undoing: false });
    }),
  );
  context.emit({ topic: 'imports', domains: [] });
  return removed;
}

/**
 * Reports that are not listed lose the hold too: those in the trash, where bringing them back renews it, and those
 * that another store may bring back.
 */
async function undoUnlisted(context: StoreContext, importId: string): Promise<void> {
  const { db } = context;
  const registers = await db.registers.filter((it) => Object.hasOwn(it.holds, importId)).toArray();
  if (registers.length === 0) return;
  const seq = await nextSeq(context);
  const undone = await nextStamp(context);
  await db.registers.bulkPut(
    registers.map((it) => {
      const holds = { ...it.holds, [importId]: { at: it.holds[importId]!.at, undone } };
      return registerRow({ ...it, holds }, seq, it.local);
    }),
  );
}

/** Goes on with undoing that was cut off. Called when the store opens. */
export async function finishUndoing(context: StoreContext): Promise<void> {
  const cutOff = await context.db.imports.filter((row) => row.undoing === true).primaryKeys();
  for (const importId of cutOff) await undoImport(context, importId);
}

/** Deletes rows at once, whatever holds them: used for failure reports past their time. */
export async function deleteRows(context: StoreContext, numbers: readonly number[]): Promise<void> {
  const { db } = context;
  for (let at = 0; at < numbers.length; at += REMOVED_AT_ONCE) {
    const rows = await withReserve(context, () =>
      db.transaction('rw', tables(context), async () => {
        const found = (await db.reports.bulkGet(numbers.slice(at, at + REMOVED_AT_ONCE))).filter(
          (row) => row !== undefined,
        );
        const seq = await nextSeq(context);
        const deleted = await nextStamp(context);
        for (const row of found) Object.assign(row, { deleted, imports: [], seq });
        await unlist(context, found);
        await erase(context, found);
        return found;
      }),
    );
    told(context, rows);
  }
}
