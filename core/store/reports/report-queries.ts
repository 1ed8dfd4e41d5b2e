import { utcDay } from '../../lib/days.ts';
import type { Period } from '../../model/period.ts';
import type { RecordBlock } from '../../model/records.ts';
import type { ReportKind } from '../../model/report.ts';
import type { ReportBody, ScannedBlock, StoredReport } from '../../model/stored.ts';
import { fromHeaderTuple } from '../codec/header-tuple.ts';
import type { StoreContext } from '../context.ts';
import type { PackRow, ReportRow } from '../rows.ts';
import { packedBlocks, spanOf } from './packs.ts';
import type { ReportFilter } from './report-store.ts';

/** Bytes of packs read at once by a scan. */
const SCAN_BYTES = 4 * 1024 * 1024;
/** A report longer than this may be missed at the edge of a list's period: RFC 7489 has one day. */
const LONGEST_REPORT_SECONDS = 62 * 86_400;
const EVER = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/** A row as the rest of the program sees it. */
export function toStoredReport(row: ReportRow): StoredReport {
  return {
    id: row.id,
    secondKey: row.secondKey,
    kind: row.kind,
    domain: row.domain,
    reporter: row.reporter,
    begin: row.begin,
    end: row.end,
    records: row.records,
    messages: row.messages,
    passed: row.passed,
    header: row.head === null ? null : fromHeaderTuple(row.head, row),
    notes: row.notes ?? [],
    fileName: row.file,
    mail: row.mail ?? null,
    imported: row.at,
    imports: row.imports,
    conflict: row.conflict === true,
    keep: row.keep === true,
    rawSize: row.raw[2],
  };
}

export async function rowOf(context: StoreContext, id: string): Promise<ReportRow | null> {
  return (await context.db.reports.where('id').equals(id).first()) ?? null;
}

/** Whether a report's middle lies in a period. */
function inPeriod(row: { begin: number; end: number }, period: Period): boolean {
  const middle = row.begin + (row.end - row.begin) / 2;
  return middle >= period.begin && middle < period.end;
}

/** Rows that fit a filter, newest begin first. */
export async function listRows(context: StoreContext, filter: ReportFilter): Promise<ReportRow[]> {
  const { reports } = context.db;
  const { period, domain, kind } = filter;
  const from = period ? period.begin - LONGEST_REPORT_SECONDS : EVER[0];
  const to = period ? period.end : EVER[1];
  const between = (index: string, first: string) =>
    reports.where(index).between([first, from], [first, to], true, true).toArray();
  let rows: ReportRow[];
  if (domain !== undefined) {
    rows = await between('[domain+begin]', domain);
    // TLS reports are few, so those that name the domain behind another one are found by going through all
    const tls = kind === undefined || kind === 'tls' ? await between('[kind+begin]', 'tls') : [];
    rows.push(...tls.filter((row) => row.others?.includes(domain)));
  } else {
    const kinds: ReportKind[] = kind === undefined ? ['aggregate', 'tls', 'failure'] : [kind];
    rows = (await Promise.all(kinds.map((it) => between('[kind+begin]', it)))).flat();
  }
  return rows
    .filter((row) => (kind === undefined || row.kind === kind) && (!period || inPeriod(row, period)))
    .sort((a, b) => b.begin - a.begin || b.n - a.n);
}

/** Every block of a domain's aggregate reports in a period (see ReportStore.scan). */
export async function* scanBlocks(
  context: StoreContext,
  domain: string,
  period?: Period,
): AsyncGenerator<ScannedBlock> {
  const { db } = context;
  const from = period ? spanOf(utcDay(period.begin)) : EVER[0];
  const to = period ? spanOf(utcDay(period.end)) : EVER[1];
  const hidden = new Set((await db.trash.toArray()).map((row) => row.id));
  const packs = await db.packs
    .where('[domain+span]')
    .between([domain, from], [domain, to], true, true)
    .toArray();
  for (const group of groupsBySize(packs)) {
    const contents = await db.packBytes.bulkGet(group.map((pack) => pack.n));
    for (let i = 0; i < group.length; i++) {
      const bytes = contents[i]?.bytes;
      if (bytes === undefined) continue;
      for (const packed of packedBlocks(group[i]!, bytes)) {
        const { report } = packed;
        if ((period && !inPeriod(report, period)) || hidden.has(report.id)) continue;
        yield { report, block: packed.block() };
      }
    }
  }
}

function* groupsBySize(packs: PackRow[]): Generator<PackRow[]> {
  let group: PackRow[] = [];
  let size = 0;
  for (const pack of packs) {
    group.push(pack);
    size += pack.size;
    if (size < SCAN_BYTES) continue;
    yield group;
    group = [];
    size = 0;
  }
  if (group.length > 0) yield group;
}

/** Blocks of one report, in the order of its records. */
export async function* reportBlocks(context: StoreContext, id: string): AsyncGenerator<RecordBlock> {
  const { db } = context;
  const row = await rowOf(context, id);
  for (const n of row?.packs ?? []) {
    const [pack, bytes] = await Promise.all([db.packs.get(n), db.packBytes.get(n)]);
    if (pack === undefined || bytes === undefined) continue;
    for (const packed of packedBlocks(pack, bytes.bytes)) {
      if (packed.report.id === id) yield packed.block();
    }
  }
}

export async function readBody(context: StoreContext, id: string): Promise<ReportBody | null> {
  const row = await rowOf(context, id);
  return row === null ? null : ((await context.db.bodies.get(row.n))?.body ?? null);
}

export async function readRaw(
  context: StoreContext,
  id: string,
): Promise<{ gzip: Uint8Array; range: [number, number] | null } | null> {
  const row = await rowOf(context, id);
  if (row === null) return null;
  const [n, offset, length] = row.raw;
  const raw = await context.db.raws.get(n);
  if (raw === undefined) return null;
  return { gzip: raw.bytes.slice(offset, offset + length), range: row.range ?? null };
}
