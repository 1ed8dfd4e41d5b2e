import { reportDay } from '../../lib/days.ts';
import type { RecordBlock } from '../../model/records.ts';
import type { ScannedReport } from '../../model/stored.ts';
import { decodeBlock, encodeBlock } from '../codec/block-codec.ts';
import { fromPolicyTuple, type PolicyTuple } from '../codec/header-tuple.ts';
import { SharedStrings } from '../codec/strings.ts';
import type { PackRow } from '../rows.ts';

/** Days in a span: rows of sums and packs of blocks cover one each. A power of two, nothing else. */
const SPAN_DAYS = 32;
/** Small reports share a pack up to this size, so that a scan reads few rows. */
export const PACK_BYTES = 64 * 1024;

export function spanOf(day: number): number {
  return Math.floor(day / SPAN_DAYS);
}

/** Where each block of a pack lies and which report it belongs to. */
export interface PackMeta {
  reporters: string[];
  policies: PolicyTuple[];
  /** Text that the blocks share. */
  strings: string[];
  entries: PackEntry[];
}

type PackEntry = [
  id: string,
  reporter: number,
  policy: number,
  begin: number,
  seconds: number,
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
  readonly #shared: SharedStrings;
  #parts: Uint8Array[];
  #size: number;

  constructor(
    meta: PackMeta = { reporters: [], policies: [], strings: [], entries: [] },
    bytes?: Uint8Array,
  ) {
    this.meta = meta;
    this.#shared = new SharedStrings(meta.strings);
    this.#parts = bytes === undefined ? [] : [bytes];
    this.#size = bytes?.length ?? 0;
  }

  get size(): number {
    return this.#size;
  }

  add(report: PackedReport, block: RecordBlock): void {
    const bytes = encodeBlock(block, this.#shared);
    this.#parts.push(bytes);
    this.note(report, bytes.length);
  }

  /** The same for bytes that already lie in their row. */
  note(report: PackedReport, length: number): void {
    const { reporters, policies, entries } = this.meta;
    const reporter = placeOf(reporters, report.reporter, (it) => it === report.reporter);
    const text = JSON.stringify(report.policy);
    const policy = placeOf(policies, report.policy, (it) => JSON.stringify(it) === text);
    entries.push([report.id, reporter, policy, report.begin, report.end - report.begin, this.#size, length]);
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
  for (const [id, reporter, policy, begin, seconds, offset, length] of meta.entries) {
    if (ids.has(id)) continue;
    const report = { id, reporter: meta.reporters[reporter]!, policy: meta.policies[policy]! };
    // Encoded anew, so that no text of the others stays behind in the shared list.
    const block = decodeBlock(bytes.subarray(offset, offset + length), meta.strings);
    rest.add({ ...report, begin, end: begin + seconds }, block);
  }
  return rest.meta.entries.length === 0 ? null : rest;
}

/** The blocks of a pack with their reports, in order. */
export function* packedBlocks(
  pack: PackRow,
  bytes: Uint8Array,
): Generator<{ report: ScannedReport; block: () => RecordBlock }> {
  const meta = JSON.parse(pack.meta) as PackMeta;
  const policies = meta.policies.map(fromPolicyTuple);
  for (const [id, reporter, policy, begin, seconds, offset, length] of meta.entries) {
    const end = begin + seconds;
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
      block: () => decodeBlock(bytes.subarray(offset, offset + length), meta.strings),
    };
  }
}
