import { mergeRegisters } from '../../merge/presence.ts';
import type { Hold, PresenceRegister, ReportBody } from '../../model/stored.ts';
import { nextSeq, nextStamp, type StoreContext } from '../context.ts';
import type { RegisterRow, ReportRow } from '../rows.ts';
import { hasRows, rowsWith } from '../rows-with.ts';
import { guarded } from '../with-quota-errors.ts';
import { type ImportChange, noteImport } from './import-notes.ts';
import { findAbsent } from './register-holders.ts';
import { changeCount } from './report-count.ts';
import { draftRow } from './report-draft.ts';
import { refNumber, secondNumber } from './report-keys.ts';
import { applyRegister, registerOf, relist } from './report-remove.ts';
import type { ImportNotes, NewReport, PutResult } from './report-store.ts';
import { type Fresh, writePacks, writeRaws, writeSums } from './report-writes.ts';
import { changeDays } from './summary-writes.ts';

/** Stores reports whole, in one transaction (see ReportStore.put). */
export async function putReports(
  context: StoreContext,
  importId: string | null,
  reports: readonly NewReport[],
  notes: ImportNotes,
): Promise<PutResult[]> {
  const { db } = context;
  const tables = [
    ...[db.meta, db.reports, db.bodies, db.packs, db.packBytes, db.raws, db.staging, db.trash],
    ...[db.registers, db.spans, db.totals, db.sums, db.imports, db.importNotes, db.inputs],
    ...[db.sources, db.sourceItems],
  ];
  const touched: Touched = { domains: new Set(), seq: 0 };
  const results = await guarded(context, () =>
    // The function must be written as async: by that Dexie knows to keep its transaction through awaits.
    db.transaction('rw', tables, async () => store(context, importId, reports, notes, touched)),
  );
  if (reports.length > 0) {
    for (const topic of ['reports', 'senders', 'domains'] as const) {
      context.emit({ topic, domains: [...touched.domains] });
    }
  }
  context.known.committed(touched.seq);
  if (importId !== null) context.emit({ topic: 'imports', domains: [] });
  if (notes.source !== undefined) context.emit({ topic: 'sources', domains: [] });
  return results;
}

/** What a transaction changed: domains, and the change number it took; 0 for none. */
interface Touched {
  domains: Set<string>;
  seq: number;
}

async function store(
  context: StoreContext,
  importId: string | null,
  reports: readonly NewReport[],
  notes: ImportNotes,
  touched: Touched,
): Promise<PutResult[]> {
  const { db } = context;
  const seq = reports.length > 0 ? await nextSeq(context) : 0;
  touched.seq = seq;
  const known = await findKnown(context, reports, seq);
  const told = await findRegisters(context, reports);
  const hold: Hold = { at: await nextStamp(context), undone: null };
  const results: PutResult[] = [];
  const fresh: Fresh[] = [];
  const held = new Map<string, ReportRow>();
  const change: ImportChange = { duplicates: [], added: [] };
  const running = importId === null ? undefined : await db.imports.get(importId);

  for (const report of reports) {
    const draft = draftRow(context, report, seq);
    const registers = told.of(report);
    const unwanted = { id: report.id, outcome: 'unwanted', conflict: false } as const;
    if (running?.undone === true) {
      // It was undone while it ran: what it still brings is not taken.
      results.push(unwanted);
      continue;
    }
    const twin =
      known.byId.get(report.id) ??
      known.bySecond.get(draft.second)?.find((it) => it.secondKey === draft.secondKey);
    if (twin !== undefined) {
      if (
        running?.resumed === true &&
        twin.imports.includes(running.id) &&
        twin.file === report.fileName &&
        twin.n > 0
      ) {
        // Stored by this import before it was cut off, out of this same file.
        results.push({ id: twin.id, outcome: 'stored', conflict: twin.conflict === true });
        continue;
      }
      // What is known of other wrappings is of the same report.
      const joined = registers.reduce((all, row) => mergeRegisters(all, row), registerOf(twin));
      const merged = importId === null ? joined : heldBy(joined, importId, hold);
      told.settle(registers);
      applyRegister(twin, merged, seq);
      if (known.trashed.has(twin.n) && twin.imports.length === 0) {
        results.push(unwanted);
        continue;
      }
      held.set(twin.id, twin);
      const isBack = importId === null && known.trashed.has(twin.n);
      if (!isBack) change.duplicates.push({ report, row: { ...draft, id: twin.id } });
      results.push({ id: twin.id, outcome: isBack ? 'stored' : 'duplicate', conflict: false });
      continue;
    }
    const nothing: PresenceRegister = { id: report.id, holds: {}, deleted: null };
    const joined = registers.reduce((all, row) => mergeRegisters(all, row), nothing);
    applyRegister(draft, importId === null ? joined : heldBy(joined, importId, hold), seq);
    if (draft.imports.length === 0) {
      results.push(unwanted);
      continue;
    }
    told.settle(registers);
    const others = known.byRef.get(draft.ref) ?? [];
    const conflict = others.some((other) => sameReference(other, draft));
    if (conflict) draft.conflict = true;
    fresh.push({ report, row: draft });
    change.added.push({ report, row: draft });
    results.push({ id: report.id, outcome: 'stored', conflict });
    known.byId.set(draft.id, draft);
    append(known.bySecond, draft.second, draft);
    append(known.byRef, draft.ref, draft);
  }
  await db.registers.bulkDelete(told.settled());

  const inTrash = [...held.values()].filter((row) => known.trashed.has(row.n));
  const listed = [...held.values()].filter((row) => !known.trashed.has(row.n) && row.n > 0);
  if (listed.length > 0) await db.reports.bulkPut(listed);
  if (inTrash.length > 0) {
    await relist(context, inTrash);
    context.known.add(inTrash);
  }
  if (fresh.length > 0) {
    await writeRaws(context, fresh);
    await writePacks(context, fresh);
    // Rows without a number get one. Only those with a body need to hear of it, in order.
    const withoutNumber = (list: Fresh[]) => list.map(({ row: { n: _, ...row } }) => row as ReportRow);
    const aggregate = fresh.filter(({ row }) => row.head !== null);
    const others = fresh.filter(({ row }) => row.head === null);
    if (aggregate.length > 0) await db.reports.bulkAdd(withoutNumber(aggregate));
    if (others.length > 0) {
      const numbers = await db.reports.bulkAdd(withoutNumber(others), { allKeys: true });
      await db.bodies.bulkAdd(
        others.map(({ report }, i) => ({ n: numbers[i]!, body: report.report as ReportBody })),
      );
    }
    context.known.add(fresh.map((it) => it.row));
    const freshRows = fresh.map((it) => it.row);
    await changeDays(context, freshRows, 1);
    await changeCount(context, freshRows, 1);
    await writeSums(context, fresh);
    for (const row of freshRows) touched.domains.add(row.domain);
  }
  if (importId !== null) await noteImport(context, importId, notes, change);
  return results;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

/** Registers of reports that are not here, and which of them the reports of a transaction took over. */
interface ToldOf {
  of(report: NewReport): RegisterRow[];
  settle(rows: readonly RegisterRow[]): void;
  settled(): string[];
}

async function findRegisters(context: StoreContext, reports: readonly NewReport[]): Promise<ToldOf> {
  const settled = new Set<string>();
  const absentOf = await findAbsent(context, reports);
  return {
    of: (report) => absentOf(report).filter((row) => !settled.has(row.id)),
    settle(rows) {
      for (const row of rows) settled.add(row.id);
    },
    settled: () => [...settled],
  };
}

function heldBy(register: PresenceRegister, importId: string, hold: Hold): PresenceRegister {
  const undone = register.holds[importId]?.undone ?? null;
  return { ...register, holds: { ...register.holds, [importId]: { at: hold.at, undone } } };
}

interface Known {
  byId: Map<string, ReportRow>;
  bySecond: Map<number, ReportRow[]>;
  byRef: Map<number, ReportRow[]>;
  /** Numbers of rows that lie in the trash. */
  trashed: Set<number>;
}

async function findKnown(context: StoreContext, reports: readonly NewReport[], seq: number): Promise<Known> {
  const { db } = context;
  const known: Known = { byId: new Map(), bySecond: new Map(), byRef: new Map(), trashed: new Set() };
  if (reports.length === 0) return known;
  const keys = reports.map((it) => ({
    id: it.id,
    second: secondNumber(it.secondKey),
    ref: refNumber(it.report),
  }));
  const { ids, seconds, refs } = await context.known.among(context.db, keys, seq);
  const same = await rowsWith(db.reports, 'id', ids);
  const twins = await rowsWith(db.reports, 'second', seconds);
  const siblings = await rowsWith(db.reports, 'ref', refs);
  const trash = (await hasRows(db.trash))
    ? [
        ...(await rowsWith(
          db.trash,
          'id',
          keys.map((it) => it.id),
        )),
        ...(await rowsWith(
          db.trash,
          'second',
          keys.map((it) => it.second),
        )),
      ]
    : [];
  for (const row of same) known.byId.set(row.id, row);
  for (const row of twins) append(known.bySecond, row.second, known.byId.get(row.id) ?? row);
  for (const row of siblings) append(known.byRef, row.ref, row);
  for (const { row } of trash) {
    if (known.trashed.has(row.n)) continue;
    known.byId.set(row.id, row);
    append(known.bySecond, row.second, row);
    known.trashed.add(row.n);
  }
  return known;
}

function sameReference(a: ReportRow, b: ReportRow): boolean {
  if (a.kind !== b.kind || a.domain !== b.domain || a.reporter !== b.reporter) return false;
  // A failure report has no id of its own; that of a TLS report is in `ref` only.
  return a.kind === 'aggregate' ? a.head?.[3] === b.head?.[3] : a.kind === 'tls';
}
