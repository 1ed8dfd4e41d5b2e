import { reportDay } from '../lib/days.ts';
import type { Hold, PresenceRegister, ReportBody } from '../model/stored.ts';
import { decodeBlock, encodeBlock } from './codec/block-codec.ts';
import { DomainSums } from './codec/domain-sums.ts';
import { toHeaderTuple, toPolicyTuple } from './codec/header-tuple.ts';
import { nextSeq, nextStamp, type StoreContext } from './context.ts';
import { guarded } from './guarded.ts';
import { type ImportChange, noteImport } from './import-notes.ts';
import { PACK_BYTES, PackBuilder, type PackedReport, type PackMeta, spanOf } from './packs.ts';
import { activeImports } from './presence.ts';
import { changeCount } from './report-count.ts';
import { refNumber, secondNumber } from './report-keys.ts';
import { relist } from './report-remove.ts';
import type { ReportRow } from './rows.ts';
import type { ImportNotes, NewReport, PutResult, StagedBlock } from './store.ts';
import { addSums, changeDays } from './summary-writes.ts';

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
  ];
  const touched = new Set<string>();
  const results = await guarded(context, () =>
    // The function must be written as async: by that Dexie knows to keep its transaction through awaits.
    db.transaction('rw', tables, async () => store(context, importId, reports, notes, touched)),
  );
  if (reports.length > 0) {
    for (const topic of ['reports', 'senders', 'domains'] as const) {
      context.emit({ topic, domains: [...touched] });
    }
  }
  if (importId !== null) context.emit({ topic: 'imports', domains: [] });
  return results;
}

async function store(
  context: StoreContext,
  importId: string | null,
  reports: readonly NewReport[],
  notes: ImportNotes,
  touched: Set<string>,
): Promise<PutResult[]> {
  const { db } = context;
  const known = await findKnown(context, reports);
  const registers = new Map(
    (await db.registers.bulkGet(reports.map((it) => it.id))).flatMap((row) => (row ? [[row.id, row]] : [])),
  );
  const seq = reports.length > 0 ? await nextSeq(context) : 0;
  const hold: Hold = { at: await nextStamp(context), undone: null };
  const results: PutResult[] = [];
  const fresh: { report: NewReport; row: ReportRow }[] = [];
  const held = new Map<string, ReportRow>();
  const change: ImportChange = { duplicates: [], added: [] };
  const resumed = importId !== null && (await db.imports.get(importId))?.resumed === true;

  for (const report of reports) {
    const draft = draftRow(context, report, seq);
    const twin =
      known.byId.get(report.id) ??
      known.bySecond.get(draft.second)?.find((it) => it.secondKey === draft.secondKey);
    if (twin !== undefined) {
      if (resumed && twin.imports.includes(importId) && twin.file === report.fileName && twin.n > 0) {
        // Stored by this import before it was cut off, out of this same file.
        results.push({ id: twin.id, outcome: 'stored', conflict: twin.conflict === true });
        continue;
      }
      const fetched = registers.get(report.id);
      if (importId === null && known.trashed.has(twin.n) && fetched !== undefined) {
        // Wanted by the other store while it lay in the trash here.
        twin.holds = { ...fetched.holds };
        twin.imports = activeImports(fetched);
        twin.seq = seq;
        if (twin.imports.length > 0) held.set(twin.id, twin);
        results.push({ id: twin.id, outcome: held.has(twin.id) ? 'stored' : 'unwanted', conflict: false });
        continue;
      }
      if (importId !== null) {
        twin.holds = {
          ...twin.holds,
          [importId]: { at: hold.at, undone: twin.holds[importId]?.undone ?? null },
        };
        twin.imports = activeImports({ holds: twin.holds, deleted: twin.deleted ?? null });
        twin.seq = seq;
        held.set(twin.id, twin);
      } else await db.registers.update(report.id, { covered: true });
      change.duplicates.push({ report, row: draft });
      results.push({ id: twin.id, outcome: 'duplicate', conflict: false });
      continue;
    }
    const register: PresenceRegister = registers.get(report.id) ?? {
      id: report.id,
      holds: {},
      deleted: null,
    };
    draft.holds = { ...register.holds };
    if (importId !== null)
      draft.holds[importId] = { at: hold.at, undone: register.holds[importId]?.undone ?? null };
    if (register.deleted !== null) draft.deleted = register.deleted;
    draft.imports = activeImports({ holds: draft.holds, deleted: register.deleted });
    if (draft.imports.length === 0) {
      results.push({ id: report.id, outcome: 'unwanted', conflict: false });
      continue;
    }
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

  const inTrash = [...held.values()].filter((row) => known.trashed.has(row.n));
  const listed = [...held.values()].filter((row) => !known.trashed.has(row.n) && row.n > 0);
  if (listed.length > 0) await db.reports.bulkPut(listed);
  if (inTrash.length > 0) await relist(context, inTrash);
  if (fresh.length > 0) {
    await writeRaws(context, fresh);
    await writePacks(context, fresh);
    await db.registers.bulkDelete(fresh.map((it) => it.row.id));
    // Rows without a number get one; bulkAdd gives the numbers back in order.
    const rows = fresh.map(({ row: { n: _, ...row } }) => row);
    const numbers = await db.reports.bulkAdd(rows as ReportRow[], { allKeys: true });
    const bodies = fresh.flatMap(({ report, row }, i) =>
      row.head === null ? [{ n: numbers[i]!, body: report.report as ReportBody }] : [],
    );
    if (bodies.length > 0) await db.bodies.bulkAdd(bodies);
    const freshRows = fresh.map((it) => it.row);
    await changeDays(context, freshRows, 1);
    await changeCount(context, freshRows, 1);
    await writeSums(context, fresh);
    for (const row of freshRows) touched.add(row.domain);
  }
  if (importId !== null) await noteImport(context, importId, notes, change);
  return results;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

interface Known {
  byId: Map<string, ReportRow>;
  bySecond: Map<number, ReportRow[]>;
  byRef: Map<number, ReportRow[]>;
  /** Numbers of rows that lie in the trash. */
  trashed: Set<number>;
}

async function findKnown(context: StoreContext, reports: readonly NewReport[]): Promise<Known> {
  const { db } = context;
  const ids = reports.map((it) => it.id);
  const [same, twins, siblings, trash] = await Promise.all([
    db.reports.where('id').anyOf(ids).toArray(),
    db.reports
      .where('second')
      .anyOf(reports.map((it) => secondNumber(it.secondKey)))
      .toArray(),
    db.reports
      .where('ref')
      .anyOf(reports.map((it) => refNumber(it.report)))
      .toArray(),
    db.trash.where('id').anyOf(ids).toArray(),
  ]);
  const known: Known = { byId: new Map(), bySecond: new Map(), byRef: new Map(), trashed: new Set() };
  for (const row of same) known.byId.set(row.id, row);
  for (const row of twins) append(known.bySecond, row.second, known.byId.get(row.id) ?? row);
  for (const row of siblings) append(known.byRef, row.ref, row);
  for (const { row } of trash) {
    known.byId.set(row.id, row);
    known.trashed.add(row.n);
  }
  return known;
}

function sameReference(a: ReportRow, b: ReportRow): boolean {
  if (a.kind !== b.kind || a.domain !== b.domain || a.reporter !== b.reporter) return false;
  // A failure report has no id of its own; that of a TLS report is in `ref` only.
  return a.kind === 'aggregate' ? a.head?.[3] === b.head?.[3] : a.kind === 'tls';
}

function draftRow(context: StoreContext, report: NewReport, seq: number): ReportRow {
  const { report: it } = report;
  const shared = {
    n: 0,
    id: report.id,
    second: secondNumber(report.secondKey),
    secondKey: report.secondKey,
    ref: refNumber(it),
    kind: it.kind,
    reporter: it.reporter,
    ...(report.notes.length > 0 ? { notes: report.notes } : {}),
    file: report.fileName,
    ...(report.mail === null ? {} : { mail: report.mail }),
    at: Math.floor(context.clock() / 1000),
    imports: [],
    holds: {},
    raw: [0, 0, 0] as [number, number, number],
    ...(report.range === null ? {} : { range: [report.range[0], report.range[1]] as [number, number] }),
    packs: [],
    seq,
  };
  if (it.kind === 'aggregate') {
    const { records, messages, passed } = it.totals;
    const head = toHeaderTuple(it);
    const { begin, end } = it;
    return { ...shared, domain: it.policy.domain.toLowerCase(), begin, end, records, messages, passed, head };
  }
  if (it.kind === 'tls') {
    const successful = it.policies.reduce((sum, policy) => sum + policy.successful, 0);
    const failed = it.policies.reduce((sum, policy) => sum + policy.failed, 0);
    const domain = (it.policies[0]?.domain ?? '').toLowerCase();
    const { begin, end } = it;
    const records = it.policies.length;
    return {
      ...shared,
      domain,
      begin,
      end,
      records,
      messages: successful + failed,
      passed: successful,
      head: null,
    };
  }
  const time = it.arrival ?? shared.at;
  const domain = it.reportedDomain.toLowerCase();
  return {
    ...shared,
    domain,
    begin: time,
    end: time,
    records: 1,
    messages: it.incidents,
    passed: 0,
    head: null,
  };
}

interface Fresh {
  report: NewReport;
  row: ReportRow;
}

/** One row for the documents of the batch. Reports of one document share its bytes. */
async function writeRaws(context: StoreContext, fresh: readonly Fresh[]): Promise<void> {
  const places = new Map<Uint8Array, number>();
  let size = 0;
  for (const { report } of fresh) {
    if (places.has(report.raw)) continue;
    places.set(report.raw, size);
    size += report.raw.length;
  }
  const bytes = new Uint8Array(size);
  for (const [raw, at] of places) bytes.set(raw, at);
  const n = await context.db.raws.add({ live: fresh.length, bytes } as never);
  for (const { report, row } of fresh) row.raw = [n, places.get(report.raw)!, report.raw.length];
}

async function writePacks(context: StoreContext, fresh: readonly Fresh[]): Promise<void> {
  const { db } = context;
  const small = new Map<string, Fresh[]>();
  for (const it of fresh) {
    const { blocks } = it.report;
    if (blocks.length === 0) continue;
    const isSmall = blocks.length === 1 && blocks[0]!.bytes === null && blocks[0]!.staged === null;
    const span = spanOf(reportDay(it.row.begin, it.row.end));
    if (isSmall) {
      append(small, `${span} ${it.row.domain}`, it);
      continue;
    }
    for (const block of blocks) {
      const pack = new PackBuilder();
      const bytes = await bytesOf(context, block);
      pack.note(packed(it), bytes.length);
      const n = block.staged ?? (await db.packBytes.add({ bytes } as never));
      const meta = JSON.stringify(pack.meta);
      await db.packs.put({ n, domain: it.row.domain, span, size: bytes.length, meta });
      it.row.packs.push(n);
    }
    await db.staging.bulkDelete(blocks.flatMap((block) => (block.staged === null ? [] : [block.staged])));
  }
  await writeSmall(context, [...small.values()]);
}

async function bytesOf(context: StoreContext, block: StagedBlock): Promise<Uint8Array> {
  if (block.bytes !== null) return block.bytes;
  if (block.block !== null) return encodeBlock(block.block);
  return (await context.db.packBytes.get(block.staged!))!.bytes;
}

function packed({ report, row }: Fresh): PackedReport {
  const policy = report.report.kind === 'aggregate' ? toPolicyTuple(report.report.policy) : null;
  return { id: row.id, reporter: row.reporter, policy: policy!, begin: row.begin, end: row.end };
}

/**
 * Small reports, in groups of one domain and span: each into the newest pack of its group while there is
 * room, then into new ones. In bulk, not in parallel functions: Dexie loses its transaction in those.
 */
async function writeSmall(context: StoreContext, groups: readonly Fresh[][]): Promise<void> {
  const { db } = context;
  const newest = await Promise.all(
    groups.map((group) => {
      const { domain, begin, end } = group[0]!.row;
      return db.packs
        .where('[domain+span]')
        .equals([domain, spanOf(reportDay(begin, end))])
        .last();
    }),
  );
  const roomy = newest.map((pack) => (pack !== undefined && pack.size < PACK_BYTES / 2 ? pack : undefined));
  const contents = await db.packBytes.bulkGet(roomy.map((pack) => pack?.n ?? -1));
  const filled: FilledPack[] = [];
  groups.forEach((group, i) => {
    const pack = roomy[i];
    const bytes = contents[i]?.bytes;
    let current: FilledPack =
      pack && bytes
        ? { n: pack.n, pack: new PackBuilder(JSON.parse(pack.meta) as PackMeta, bytes), reports: [] }
        : { n: null, pack: new PackBuilder(), reports: [] };
    for (const it of group) {
      if (current.pack.size >= PACK_BYTES) {
        filled.push(current);
        current = { n: null, pack: new PackBuilder(), reports: [] };
      }
      for (const block of it.report.blocks) current.pack.add(packed(it), block.block!);
      current.reports.push(it);
    }
    if (current.reports.length > 0) filled.push(current);
  });
  await db.packBytes.bulkPut(
    filled.flatMap(({ n, pack }) => (n === null ? [] : [{ n, bytes: pack.bytes() }])),
  );
  const fresh = filled.filter((it) => it.n === null);
  const numbers = await db.packBytes.bulkAdd(fresh.map((it) => ({ bytes: it.pack.bytes() })) as never[], {
    allKeys: true,
  });
  fresh.forEach((it, i) => {
    it.n = numbers[i]!;
  });
  await db.packs.bulkPut(
    filled.map(({ n, pack, reports }) => {
      const { domain, begin, end } = reports[0]!.row;
      for (const { row } of reports) row.packs = [n!];
      const span = spanOf(reportDay(begin, end));
      return { n: n!, domain, span, size: pack.size, meta: JSON.stringify(pack.meta) };
    }),
  );
}

interface FilledPack {
  /** Row that is rewritten; null for a new one. */
  n: number | null;
  pack: PackBuilder;
  reports: Fresh[];
}

async function writeSums(context: StoreContext, fresh: readonly Fresh[]): Promise<void> {
  const byDomain = new Map<string, DomainSums>();
  for (const { report, row } of fresh) {
    if (row.head === null) continue;
    const sums = byDomain.get(row.domain) ?? new DomainSums();
    byDomain.set(row.domain, sums);
    const day = reportDay(row.begin, row.end);
    for (const block of report.blocks) {
      sums.add(day, block.block ?? decodeBlock(await bytesOf(context, block)));
    }
  }
  for (const [domain, sums] of byDomain) await addSums(context, domain, sums);
}
