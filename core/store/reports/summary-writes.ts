import { reportDay } from '../../lib/days.ts';
import { DomainSums } from '../codec/domain-sums.ts';
import type { StoreContext } from '../context.ts';
import type { DayTuple, ReportRow, SpanRow, SumsRow, TotalsRow } from '../rows.ts';
import { StoreFull } from '../store-full.ts';
import { guarded } from '../with-quota-errors.ts';
import { packedBlocks, spanOf } from './packs.ts';

/** Parts of a domain's sums that lie side by side before any are joined: joining costs more than another row. */
const PARTS = 8;
/** Then a part is joined with an older one that is at most this many times its size. */
const MERGE_RATIO = 2;
/** Reports looked at, newest first, to find the end of the newest after a deletion. */
const NEWEST_LOOKED_AT = 1_000;

/** Adds reports to (sign 1) or takes them from (sign -1) the sums by day and domain. Inside a transaction. */
export async function changeDays(
  context: StoreContext,
  rows: readonly ReportRow[],
  sign: 1 | -1,
): Promise<void> {
  const { spans, totals } = context.db;
  const counted = rows.filter((row) => row.head !== null);
  const bySpan = new Map<string, ReportRow[]>();
  const byDomain = new Map<string, ReportRow[]>();
  for (const row of counted) {
    push(bySpan, spanKey(row).join(' '), row);
    push(byDomain, row.domain, row);
  }
  // In bulk, not in parallel functions: Dexie loses its transaction in those.
  const groups = [...bySpan.values()];
  const keys = groups.map(([first]) => spanKey(first!));
  const knownSpans = await spans.bulkGet(keys);
  const changed = groups.map((group, i) => {
    const [span, domain] = keys[i]!;
    const known = knownSpans[i] ?? { span, domain, days: [] };
    for (const row of group) changeDay(known, row, sign);
    known.days = known.days.filter((day) => day[1] > 0).sort((a, b) => a[0] - b[0]);
    return known;
  });
  await spans.bulkPut(changed.filter((row) => row.days.length > 0));
  await spans.bulkDelete(
    changed.filter((row) => row.days.length === 0).map((row) => [row.span, row.domain] as [number, string]),
  );
  const domains = [...byDomain.keys()];
  const knownTotals = await totals.bulkGet(domains);
  const sums = domains.map((domain, i) => {
    const known = knownTotals[i] ?? emptyTotals(domain);
    for (const row of byDomain.get(domain)!) changeTotals(known, row, sign);
    return known;
  });
  const left = sums.filter((row) => row.reports > 0);
  if (sign === -1) for (let i = 0; i < left.length; i++) left[i] = await withEdges(context, left[i]!);
  await totals.bulkPut(left);
  await totals.bulkDelete(sums.filter((row) => row.reports <= 0).map((row) => row.domain));
}

function spanKey(row: ReportRow): [span: number, domain: string] {
  return [spanOf(reportDay(row.begin, row.end)), row.domain];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function emptyTotals(domain: string): TotalsRow {
  return {
    domain,
    reports: 0,
    records: 0,
    messages: 0,
    passed: 0,
    firstBegin: Number.POSITIVE_INFINITY,
    lastEnd: Number.NEGATIVE_INFINITY,
    lastPassedDay: Number.NEGATIVE_INFINITY,
  };
}

function changeTotals(totals: TotalsRow, row: ReportRow, sign: 1 | -1): void {
  totals.reports += sign;
  totals.records += sign * row.records;
  totals.messages += sign * row.messages;
  totals.passed += sign * row.passed;
  if (sign === -1) return;
  totals.firstBegin = Math.min(totals.firstBegin, row.begin);
  totals.lastEnd = Math.max(totals.lastEnd, row.end);
  if (row.passed > strayOf(row))
    totals.lastPassedDay = Math.max(totals.lastPassedDay, reportDay(row.begin, row.end));
}

/** Passing messages under names outside the domain: they do not show that it sends. */
function strayOf({ head }: ReportRow): number {
  return head?.[9][5] ?? 0;
}

/** First, last and last passing day found again, after reports went. */
async function withEdges(context: StoreContext, totals: TotalsRow): Promise<TotalsRow> {
  const { reports, spans } = context.db;
  const { domain } = totals;
  const ofDomain = () =>
    reports
      .where('[domain+begin]')
      .between([domain, Number.NEGATIVE_INFINITY], [domain, Number.POSITIVE_INFINITY]);
  // Reports of other kinds are in no sum, so no edge rests on them either.
  const isCounted = (row: ReportRow) => row.head !== null;
  const first = await ofDomain().filter(isCounted).first();
  const newest = await ofDomain().reverse().filter(isCounted).limit(NEWEST_LOOKED_AT).toArray();
  const days = await spans
    .where('[domain+span]')
    .between([domain, Number.NEGATIVE_INFINITY], [domain, Number.POSITIVE_INFINITY])
    .toArray();
  const passing = days.flatMap((span) => span.days).filter((day) => day[3] > (day[10] ?? 0));
  return {
    ...totals,
    firstBegin: first?.begin ?? totals.firstBegin,
    lastEnd: newest.reduce((last, row) => Math.max(last, row.end), Number.NEGATIVE_INFINITY),
    lastPassedDay: passing.reduce((last, day) => Math.max(last, day[0]), Number.NEGATIVE_INFINITY),
  };
}

function changeDay(span: SpanRow, row: ReportRow, sign: 1 | -1): void {
  const number = reportDay(row.begin, row.end);
  let day = span.days.find((it) => it[0] === number);
  if (day === undefined) {
    day = [number, 0, 0, 0, 0, 0, 0, 0, 0, {}];
    span.days.push(day);
  }
  const [dkim, spf, none, quarantine, reject] = row.head![9];
  const changes = [1, row.messages, row.passed, dkim, spf, none, quarantine, reject];
  for (let i = 0; i < changes.length; i++) (day as unknown as number[])[i + 1]! += sign * changes[i]!;
  const stray = (day[10] ?? 0) + sign * strayOf(row);
  if (stray > 0) day[10] = stray;
  else day.length = 10;
  const reporters = day[9];
  const reporter = Object.hasOwn(reporters, row.reporter) ? reporters[row.reporter]! : [0, 0];
  const reports = reporter[0]! + sign;
  if (reports > 0) define(reporters, row.reporter, [reports, reporter[1]! + sign * row.messages]);
  else delete reporters[row.reporter];
}

/** Sets an own property whatever its name is: reporters choose their names, also `__proto__`. */
function define(target: DayTuple[9], name: string, value: [number, number]): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Adds a part to a domain's sums. Once there are many, those of like size are joined. Inside a transaction. */
export async function addSums(context: StoreContext, domain: string, sums: DomainSums): Promise<void> {
  const { sums: table } = context.db;
  const rows = (await table.where('domain').equals(domain).toArray()).sort((a, b) => a.size - b.size);
  // Marked for counting again: the blocks of these reports will be in that count.
  if (rows.some((row) => row.bytes === null)) return;
  let part = sums;
  let bytes = part.encode();
  let size = bytes.length;
  const joined: number[] = [];
  for (const row of rows) {
    if (rows.length < PARTS || row.size > size * MERGE_RATIO) break;
    const older = DomainSums.decode(row.bytes!);
    older.merge(part);
    part = older;
    size += row.size;
    joined.push(row.n);
  }
  if (joined.length > 0) bytes = part.encode();
  const place = joined.pop();
  if (joined.length > 0) await table.bulkDelete(joined);
  await table.put({
    ...(place === undefined ? {} : { n: place }),
    domain,
    size: bytes.length,
    bytes,
  } as never);
}

/** Sums cannot be taken back, so they are dropped and counted again when next asked for. */
export async function dropSums(context: StoreContext, domains: Iterable<string>): Promise<void> {
  const { sums: table } = context.db;
  for (const domain of new Set(domains)) {
    await table.where('domain').equals(domain).delete();
    await table.add({ domain, size: 0, bytes: null } as never);
  }
}

/** A domain's sums; counted from the blocks where they were dropped. Reading writes nothing that it must. */
export async function readSums(context: StoreContext, domain: string): Promise<DomainSums> {
  const { db } = context;
  const { all, rows } = await db.transaction('r', [db.packs, db.packBytes, db.trash, db.sums], async () => {
    const found = await db.sums.where('domain').equals(domain).toArray();
    const sums = new DomainSums();
    if (found.every((row) => row.bytes !== null)) {
      for (const row of found) sums.merge(DomainSums.decode(row.bytes!));
      return { all: sums, rows: null };
    }
    await countBlocks(context, domain, sums);
    return { all: sums, rows: found };
  });
  if (rows !== null) await keepSums(context, domain, all, rows).catch(ignoreFull);
  return all;
}

async function countBlocks(context: StoreContext, domain: string, sums: DomainSums): Promise<void> {
  const { db } = context;
  const hidden = new Set((await db.trash.toArray()).map((row) => row.id));
  const packs = await db.packs
    .where('[domain+span]')
    .between([domain, Number.NEGATIVE_INFINITY], [domain, Number.POSITIVE_INFINITY])
    .toArray();
  for (const pack of packs) {
    const bytes = (await db.packBytes.get(pack.n))?.bytes;
    if (bytes === undefined) continue;
    for (const packed of packedBlocks(pack, bytes)) {
      if (!hidden.has(packed.report.id)) sums.add(packed.report.day, packed.block());
    }
  }
}

/** Keeps sums that were counted, unless the rows they were counted for were changed meanwhile. */
async function keepSums(
  context: StoreContext,
  domain: string,
  sums: DomainSums,
  counted: readonly SumsRow[],
): Promise<void> {
  const { sums: table } = context.db;
  const bytes = sums.encode();
  await guarded(context, () =>
    context.db.transaction('rw', table, async () => {
      const rows = await table.where('domain').equals(domain).toArray();
      if (rows.map((row) => row.n).join() !== counted.map((row) => row.n).join()) return;
      await table.bulkDelete(rows.map((row) => row.n));
      if (sums.addresses.size > 0) await table.add({ domain, size: bytes.length, bytes } as never);
    }),
  );
}

function ignoreFull(error: unknown): void {
  // Without room they are counted again next time.
  if (!(error instanceof StoreFull)) throw error;
}
