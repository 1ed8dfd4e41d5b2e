import { reportDay } from '../lib/days.ts';
import type { ScannedReport } from '../model/stored.ts';
import { fromPolicyTuple, type PolicyTuple } from './codec/header-tuple.ts';
import type { PackRow } from './rows.ts';

/** Days in a span: rows of sums and packs of blocks cover one each. A power of two, nothing else. */
export const SPAN_DAYS = 32;
/** Small reports share a pack up to this size, so that a scan reads few rows. */
export const PACK_BYTES = 64 * 1024;
/** A report with more bytes of blocks gets packs of its own. */
export const LARGE_REPORT_BYTES = 32 * 1024;

export function spanOf(day: number): number {
  return Math.floor(day / SPAN_DAYS);
}

/** Where each block of a pack lies and which report it belongs to. */
export interface PackMeta {
  reporters: string[];
  policies: PolicyTuple[];
  entries: PackEntry[];
}

export type PackEntry = [
  id: string,
  reporter: number,
  policy: number,
  begin: number,
  end: number,
  offset: number,
  length: number,
];

/** What a pack says of the report that a block belongs to. */
export interface PackedReport {
  id: string;
  reporter: string;
  policy: PolicyTuple;
  begin: number;
  end: number;
}

/** A pack being filled. */
export class PackBuilder {
  readonly meta: PackMeta;
  #parts: Uint8Array[];
  #size: number;

  constructor(meta: PackMeta = { reporters: [], policies: [], entries: [] }, bytes?: Uint8Array) {
    this.meta = meta;
    this.#parts = bytes === undefined ? [] : [bytes];
    this.#size = bytes?.length ?? 0;
  }

  get size(): number {
    return this.#size;
  }

  add(report: PackedReport, bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.note(report, bytes.length);
  }

  /** The same for bytes that already lie in their row. */
  note(report: PackedReport, length: number): void {
    const { reporters, policies, entries } = this.meta;
    const reporter = placeOf(reporters, report.reporter, (it) => it === report.reporter);
    const text = JSON.stringify(report.policy);
    const policy = placeOf(policies, report.policy, (it) => JSON.stringify(it) === text);
    entries.push([report.id, reporter, policy, report.begin, report.end, this.#size, length]);
    this.#size += length;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.#size);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}

function placeOf<T>(list: T[], value: T, equals: (it: T) => boolean): number {
  const known = list.findIndex(equals);
  return known >= 0 ? known : list.push(value) - 1;
}

/** A pack without some reports; null where nothing is left. */
export function withoutReports(
  pack: PackRow,
  bytes: Uint8Array,
  ids: ReadonlySet<string>,
): PackBuilder | null {
  const meta = JSON.parse(pack.meta) as PackMeta;
  const rest = new PackBuilder();
  for (const [id, reporter, policy, begin, end, offset, length] of meta.entries) {
    if (ids.has(id)) continue;
    rest.add(
      { id, reporter: meta.reporters[reporter]!, policy: meta.policies[policy]!, begin, end },
      bytes.subarray(offset, offset + length),
    );
  }
  return rest.meta.entries.length === 0 ? null : rest;
}

/** The blocks of a pack with their reports, in order. */
export function* packedBlocks(
  pack: PackRow,
  bytes: Uint8Array,
): Generator<{ report: ScannedReport; bytes: Uint8Array }> {
  const meta = JSON.parse(pack.meta) as PackMeta;
  const policies = meta.policies.map(fromPolicyTuple);
  for (const [id, reporter, policy, begin, end, offset, length] of meta.entries) {
    yield {
      report: {
        id,
        domain: pack.domain,
        reporter: meta.reporters[reporter]!,
        begin,
        end,
        day: reportDay(begin, end),
        policy: policies[policy]!,
      },
      bytes: bytes.subarray(offset, offset + length),
    };
  }
}
