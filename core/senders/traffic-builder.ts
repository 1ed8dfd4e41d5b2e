import type { RecordBlock } from '../model/records.ts';
import { DISPOSITIONS, DKIM_RESULTS } from '../model/records.ts';
import type { AggregateHeader } from '../model/report.ts';
import { SUM, SUMS, type Traffic } from '../model/traffic.ts';
import { type AlignedUnder, envelopeDomain, envelopeOfRow } from './spf-domains.ts';
import { TupleTable } from './tuple-table.ts';

/** What the builder needs of a report; headers and scanned reports both have it. */
export type TrafficReport = Pick<AggregateHeader, 'reporter' | 'begin' | 'end' | 'policy'>;

export interface TrafficOptions {
  aligned: AlignedUnder;
  /** Time bins of the trend: the first begins at `begin`, each is `seconds` long. */
  bins: { begin: number; seconds: number; count: number };
  /** Keep flows apart by UTC day, as alerts need it. */
  byDay?: boolean;
}

const PASS = DKIM_RESULTS.indexOf('pass');
const QUARANTINE = DISPOSITIONS.indexOf('quarantine');
const REJECT = DISPOSITIONS.indexOf('reject');
const DAY = 86_400;

/** Column growth of the flow table: the tuple is (address, header-from, envelope*2+aligned, reporter, day). */
const ADDRESS = 0;
const HEADER_FROM = 1;
const ENVELOPE = 2;
const REPORTER = 3;
const FLOW_DAY = 4;
const FLOW_WIDTH = 5;

/**
 * Merges reports into Traffic, block by block. The loop runs over columns and dictionary indexes only; a
 * million records take tens of milliseconds.
 */
export class TrafficBuilder {
  readonly #options: TrafficOptions;
  readonly #addresses = new Dictionary();
  readonly #names = new Dictionary(['']);
  readonly #reporters = new Dictionary();
  readonly #flows = new TupleTable(FLOW_WIDTH);
  readonly #dkim = new TupleTable(2);
  readonly #envelopeIds = new Map<string, number>();
  readonly #alignedCache = new Map<number, boolean>();
  #sums = new Float64Array(SUMS * 64);
  #seen = new Float64Array(2 * 64);
  #dkimMessages = new Float64Array(64);
  #trend = new Float64Array(0);
  #records = 0;

  constructor(options: TrafficOptions) {
    this.#options = options;
  }

  /** Adds one block of a report. `period` cuts are the caller's: every record given is counted. */
  add(header: TrafficReport, block: RecordBlock): void {
    const { bins, byDay } = this.#options;
    const middle = (header.begin + header.end) / 2;
    const bin = Math.min(bins.count - 1, Math.max(0, Math.floor((middle - bins.begin) / bins.seconds)));
    const day = byDay ? Math.floor(middle / DAY) : 0;
    const reporter = this.#reporters.id(header.reporter);
    const policyDomain = this.#names.id(header.policy.domain.toLowerCase());
    const strict = header.policy.aspf === 's';
    const method = header.policy.discoveryMethod;
    const variant = (strict ? 1 : 0) + (method === 'treewalk' ? 2 : 0);
    const strings = block.strings;
    const addressIds = new Int32Array(strings.length).fill(-1);
    const nameIds = new Int32Array(strings.length).fill(-1);
    const envelopeIds = new Int32Array(strings.length).fill(-1);
    const reasonKinds = new Int8Array(strings.length).fill(-1);
    const arcComments = new Int8Array(strings.length).fill(-1);
    const addressOf = (s: number): number => {
      const known = addressIds[s]!;
      if (known >= 0) return known;
      const id = this.#addresses.id(strings[s]!);
      addressIds[s] = id;
      return id;
    };
    const nameOf = (s: number): number => {
      const known = nameIds[s]!;
      if (known >= 0) return known;
      const id = this.#names.id(strings[s]!.toLowerCase());
      nameIds[s] = id;
      return id;
    };
    const envelopeOf = (s: number): number => {
      const known = envelopeIds[s]!;
      if (known >= 0) return known;
      const id = this.#envelopeId(strings[s]!);
      envelopeIds[s] = id;
      return id;
    };
    const { sourceIp, messages, disposition, dkimAligned, spfAligned, headerFrom } = block;
    const { dkimStart, dkimDomain, dkimResult, reasonStart, reasonType, reasonComment } = block;
    const tuple = this.#flows.probe;
    const pair = this.#dkim.probe;
    for (let i = 0; i < block.count; i++) {
      const n = messages[i]!;
      const address = addressOf(sourceIp[i]!);
      const from = headerFrom[i] === 0 ? policyDomain : nameOf(headerFrom[i]!);

      const found = envelopeOfRow(block, i, (s) =>
        this.#rowAligned(from, envelopeOf(s), strict, method, variant),
      );
      const spfPassed = (found & 1) === 1;
      const envelope = found > 1 ? envelopeOf(found >>> 1) : 0;
      const aligned = envelope !== 0 && this.#rowAligned(from, envelope, strict, method, variant) ? 1 : 0;

      tuple[ADDRESS] = address;
      tuple[HEADER_FROM] = from;
      tuple[ENVELOPE] = envelope * 2 + aligned;
      tuple[REPORTER] = reporter;
      tuple[FLOW_DAY] = day;
      const flow = this.#flows.find();
      if ((flow + 1) * SUMS > this.#sums.length) this.#growFlows();
      const seen = flow * 2;
      const sums = this.#sums;
      if (this.#seen[seen] === 0 || header.begin < this.#seen[seen]!) this.#seen[seen] = header.begin;
      if (header.end > this.#seen[seen + 1]!) this.#seen[seen + 1] = header.end;

      const at = flow * SUMS;
      const dkim = dkimAligned[i] === 1;
      const spf = spfAligned[i] === 1;
      sums[at + SUM.messages]! += n;
      if (dkim || spf) sums[at + SUM.passed]! += n;
      if (dkim) sums[at + SUM.dkimAligned]! += n;
      if (spf) sums[at + SUM.spfAligned]! += n;
      if (dkim && spf) sums[at + SUM.bothAligned]! += n;
      const code = disposition[i]!;
      if (code === QUARANTINE) sums[at + SUM.quarantine]! += n;
      else if (code === REJECT) sums[at + SUM.reject]! += n;
      else {
        sums[at + SUM.none]! += n;
        if (!dkim && !spf) sums[at + SUM.failedDelivered]! += n;
      }
      if (spfPassed) sums[at + SUM.spfPass]! += n;

      let arc = false;
      let forwarded = false;
      for (let j = reasonStart[i]!; j < reasonStart[i + 1]!; j++) {
        const kind = reasonKind(reasonKinds, strings, reasonType[j]!);
        if (kind === FORWARDED) forwarded = true;
        else if (kind === LOCAL_POLICY) arc ||= saysArcPass(arcComments, strings, reasonComment[j]!);
      }
      if (arc) sums[at + SUM.arcPass]! += n;
      if (forwarded) sums[at + SUM.forwarded]! += n;

      for (let j = dkimStart[i]!; j < dkimStart[i + 1]!; j++) {
        if (dkimResult[j] !== PASS || dkimDomain[j] === 0) continue;
        pair[0] = address;
        pair[1] = nameOf(dkimDomain[j]!);
        const entry = this.#dkim.find();
        if (entry >= this.#dkimMessages.length) this.#dkimMessages = doubled(this.#dkimMessages);
        this.#dkimMessages[entry]! += n;
      }

      const place = address * bins.count + bin;
      if (place >= this.#trend.length) this.#growTrend(address);
      this.#trend[place]! += n;
    }
    this.#records += block.count;
  }

  finish(): Traffic {
    const count = this.#flows.count;
    const packed = this.#flows.column(ENVELOPE);
    const envelope = new Uint32Array(count);
    const aligned = new Uint8Array(count);
    const firstSeen = new Float64Array(count);
    const lastSeen = new Float64Array(count);
    for (let f = 0; f < count; f++) {
      // Ids stay far below 2^31, so the shift is safe.
      envelope[f] = packed[f]! >>> 1;
      aligned[f] = packed[f]! & 1;
      firstSeen[f] = this.#seen[f * 2]!;
      lastSeen[f] = this.#seen[f * 2 + 1]!;
    }
    const addresses = this.#addresses.values;
    const trend = new Float64Array(addresses.length * this.#options.bins.count);
    trend.set(this.#trend.subarray(0, trend.length));
    return {
      addresses,
      names: this.#names.values,
      reporters: this.#reporters.values,
      flows: {
        count,
        address: this.#flows.column(ADDRESS),
        headerFrom: this.#flows.column(HEADER_FROM),
        envelope,
        aligned,
        reporter: Uint16Array.from(this.#flows.column(REPORTER)),
        day: this.#flows.column(FLOW_DAY),
        sums: this.#sums.slice(0, count * SUMS),
        firstSeen,
        lastSeen,
      },
      dkimPass: {
        count: this.#dkim.count,
        address: this.#dkim.column(0),
        domain: this.#dkim.column(1),
        messages: this.#dkimMessages.slice(0, this.#dkim.count),
      },
      trend,
      bins: this.#options.bins.count,
      records: this.#records,
    };
  }

  /** Interns the domain of an envelope address; `<>` and the empty address give 0. */
  #envelopeId(text: string): number {
    const known = this.#envelopeIds.get(text);
    if (known !== undefined) return known;
    const id = this.#names.id(envelopeDomain(text));
    this.#envelopeIds.set(text, id);
    return id;
  }

  #rowAligned(
    from: number,
    envelope: number,
    strict: boolean,
    method: 'psl' | 'treewalk' | null,
    variant: number,
  ): boolean {
    if (from === envelope) return envelope !== 0;
    // Three small integers in one number: names stay below 2^24 in any store that fits a browser.
    const key = (from * 16_777_216 + envelope) * 4 + variant;
    const known = this.#alignedCache.get(key);
    if (known !== undefined) return known;
    const names = this.#names.values;
    const value = this.#options.aligned(names[from]!, names[envelope]!, strict, method);
    this.#alignedCache.set(key, value);
    return value;
  }

  #growFlows(): void {
    this.#sums = doubled(this.#sums);
    this.#seen = doubled(this.#seen);
  }

  #growTrend(address: number): void {
    const next = new Float64Array(
      Math.max(this.#trend.length * 2, (address + 64) * this.#options.bins.count),
    );
    next.set(this.#trend);
    this.#trend = next;
  }
}

const OTHER = 0;
const FORWARDED = 1;
const LOCAL_POLICY = 2;

function reasonKind(cache: Int8Array, strings: string[], s: number): number {
  const known = cache[s]!;
  if (known >= 0) return known;
  const type = strings[s]!;
  let kind = OTHER;
  if (type === 'forwarded' || type === 'trusted_forwarder' || type === 'mailing_list') kind = FORWARDED;
  else if (type === 'local_policy') kind = LOCAL_POLICY;
  cache[s] = kind;
  return kind;
}

function saysArcPass(cache: Int8Array, strings: string[], s: number): boolean {
  const known = cache[s]!;
  if (known >= 0) return known === 1;
  const says = /\barc\s*=\s*pass\b/i.test(strings[s]!);
  cache[s] = says ? 1 : 0;
  return says;
}

function doubled(column: Float64Array): Float64Array<ArrayBuffer> {
  const next = new Float64Array(column.length * 2);
  next.set(column);
  return next;
}

/** Strings to small integers in the order of first sight. */
class Dictionary {
  readonly values: string[] = [];
  readonly #ids = new Map<string, number>();

  constructor(initial: string[] = []) {
    for (const value of initial) this.id(value);
  }

  id(value: string): number {
    const known = this.#ids.get(value);
    if (known !== undefined) return known;
    const id = this.values.length;
    this.values.push(value);
    this.#ids.set(value, id);
    return id;
  }
}
