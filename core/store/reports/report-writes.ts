import { reportDay } from '../../lib/days.ts';
import { decodeBlock, encodeBlock } from '../codec/block-codec.ts';
import { DomainSums } from '../codec/domain-sums.ts';
import { toPolicyTuple } from '../codec/header-tuple.ts';
import type { StoreContext } from '../context.ts';
import type { ReportRow } from '../rows.ts';
import { PACK_BYTES, PackBuilder, type PackedReport, type PackMeta, spanOf } from './packs.ts';
import type { NewReport, StagedBlock } from './report-store.ts';
import { addSums } from './summary-writes.ts';

/** A report on its way and its row. */
export interface Fresh {
  report: NewReport;
  row: ReportRow;
}

/** One row for the documents of the batch. Reports of one document share its bytes. */
export async function writeRaws(context: StoreContext, fresh: readonly Fresh[]): Promise<void> {
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

export async function writePacks(context: StoreContext, fresh: readonly Fresh[]): Promise<void> {
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

export async function writeSums(context: StoreContext, fresh: readonly Fresh[]): Promise<void> {
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

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
