import { DISPOSITIONS, DKIM_RESULTS, type RecordBlock } from '../model/records.ts';
import type { AggregateHeader } from '../model/report.ts';
import { SUM, type Traffic } from '../model/traffic.ts';
import { AddressDictionary, Dictionary } from './dictionary.ts';
import { FlowSums, SEEN_FIRST, SEEN_LAST, STRIDE } from './flow-sums.ts';
import { ReasonKinds } from './reason-kinds.ts';
import { ReporterSets } from './reporter-sets.ts';
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

/** The tuple of a flow: address, header-from, envelope * 2 + aligned, day. */
const ADDRESS = 0;
const HEADER_FROM = 1;
const ENVELOPE = 2;
const FLOW_DAY = 3;
const FLOW_WIDTH = 4;

// Local copies: a property of an object costs a load in each of a million rounds.
const { messages: MESSAGES, passed: PASSED, dkimAligned: DKIM, spfAligned: SPF, bothAligned: BOTH } = SUM;
const { none: NONE, quarantine: QUARANTINED, reject: REJECTED, failedDelivered: DELIVERED } = SUM;
const { spfPass: SPF_PASS, arcPass: ARC, forwarded: FORWARDED } = SUM;

/**
 * Merges reports into Traffic, block by block. The loop runs over columns and dictionary indexes only: no
 * object or string is made for a record.
 */
export class TrafficBuilder {
  readonly #options: TrafficOptions;
  readonly #addresses = new AddressDictionary();
  readonly #names = new Dictionary(['']);
  readonly #reporters = new ReporterSets();
  readonly #flows = new TupleTable(FLOW_WIDTH);
  readonly #sums = new FlowSums();
  readonly #dkim = new TupleTable(2);
  readonly #alignments = new TupleTable(3);
  /** 1 and 2 for not aligned and aligned, by id of `#alignments`; 0 where not asked yet. */
  #aligned = new Uint8Array(64);
  #dkimMessages = new Float64Array(64);
  /** Messages by address, one column a bin: a report stays within one, which the processor's cache then holds. */
  readonly #trend: Float64Array[] = [];
  #records = 0;

  constructor(options: TrafficOptions) {
    this.#options = options;
  }

  /** Adds one block of a report. Every record given is counted: cutting by period is the caller's work. */
  add(report: TrafficReport, block: RecordBlock): void {
    const { bins, byDay } = this.#options;
    const binCount = bins.count;
    const middle = report.begin + (report.end - report.begin) / 2;
    const bin = Math.min(binCount - 1, Math.max(0, Math.floor((middle - bins.begin) / bins.seconds)));
    const dayNumber = Math.floor(middle / DAY);
    const reporter = this.#reporters.reporter(report.reporter, dayNumber);
    const policyDomain = this.#names.id(report.policy.domain.toLowerCase());
    const { strings } = block;
    let trend = this.#trendOf(bin, 0);
    const reasons = new ReasonKinds(strings);
    const addressIds = new Int32Array(strings.length).fill(-1);
    const nameIds = new Int32Array(strings.length).fill(-1);
    const envelopeIds = new Int32Array(strings.length).fill(-1);
    const nameOf = (s: number): number => {
      if (nameIds[s]! < 0) nameIds[s] = this.#names.id(strings[s]!.toLowerCase());
      return nameIds[s]!;
    };
    const envelopeOf = (s: number): number => {
      if (envelopeIds[s]! < 0) envelopeIds[s] = this.#names.id(envelopeDomain(strings[s]!));
      return envelopeIds[s]!;
    };
    let from = 0;
    const fits = (s: number): boolean => this.#isAligned(from, envelopeOf(s), report.policy);
    // One record after the other often has the same pair of names.
    let lastFrom = -1;
    let lastEnvelope = -1;
    let lastAligned = 0;

    const { sourceIp, messages, disposition, dkimAligned, spfAligned, headerFrom } = block;
    const { dkimStart, dkimDomain, dkimResult, reasonStart, count } = block;
    const tuple = this.#flows.probe;
    tuple[FLOW_DAY] = byDay ? dayNumber : 0;
    for (let i = 0; i < count; i++) {
      const n = messages[i]!;
      const ip = sourceIp[i]!;
      let address = addressIds[ip]!;
      if (address < 0) {
        address = this.#addresses.id(strings[ip]!);
        addressIds[ip] = address;
        // Within a block an address has one reporter, so its set is touched once.
        this.#reporters.add(address, reporter);
      }
      from = headerFrom[i] === 0 ? policyDomain : nameOf(headerFrom[i]!);
      const found = envelopeOfRow(block, i, fits);
      const envelope = found > 1 ? envelopeOf(found >>> 1) : 0;
      if (from !== lastFrom || envelope !== lastEnvelope) {
        lastFrom = from;
        lastEnvelope = envelope;
        lastAligned = envelope !== 0 && this.#isAligned(from, envelope, report.policy) ? 1 : 0;
      }

      tuple[ADDRESS] = address;
      tuple[HEADER_FROM] = from;
      tuple[ENVELOPE] = envelope * 2 + lastAligned;
      const flow = this.#flows.find();
      const sums = this.#sums.ensure(flow);
      const at = flow * STRIDE;
      if (sums[at + SEEN_LAST] === 0 || report.begin < sums[at + SEEN_FIRST]!) {
        sums[at + SEEN_FIRST] = report.begin;
      }
      if (report.end > sums[at + SEEN_LAST]!) sums[at + SEEN_LAST] = report.end;

      const dkim = dkimAligned[i] === 1;
      const spf = spfAligned[i] === 1;
      sums[at + MESSAGES]! += n;
      if (dkim || spf) sums[at + PASSED]! += n;
      if (dkim) sums[at + DKIM]! += n;
      if (spf) sums[at + SPF]! += n;
      if (dkim && spf) sums[at + BOTH]! += n;
      const code = disposition[i]!;
      if (code === QUARANTINE) sums[at + QUARANTINED]! += n;
      else if (code === REJECT) sums[at + REJECTED]! += n;
      else {
        sums[at + NONE]! += n;
        if (!dkim && !spf) sums[at + DELIVERED]! += n;
      }
      if ((found & 1) === 1) sums[at + SPF_PASS]! += n;

      const reasonEnd = reasonStart[i + 1]!;
      if (reasonStart[i]! < reasonEnd) {
        if (reasons.saysArcPass(block, i)) sums[at + ARC]! += n;
        if (reasons.saysForwarded(block, i)) sums[at + FORWARDED]! += n;
      }
      const dkimEnd = dkimStart[i + 1]!;
      for (let j = dkimStart[i]!; j < dkimEnd; j++) {
        if (dkimResult[j] === PASS && dkimDomain[j] !== 0) this.#addDkim(address, nameOf(dkimDomain[j]!), n);
      }
      if (address >= trend.length) trend = this.#trendOf(bin, address);
      trend[address]! += n;
    }
    this.#records += count;
  }

  finish(): Traffic {
    const { count } = this.#flows;
    const packed = this.#flows.column(ENVELOPE);
    const envelope = new Uint32Array(count);
    const aligned = new Uint8Array(count);
    for (let f = 0; f < count; f++) {
      // Ids stay far below 2^31, so the shift is safe.
      envelope[f] = packed[f]! >>> 1;
      aligned[f] = packed[f]! & 1;
    }
    const addresses = this.#addresses.values;
    const { count: bins } = this.#options.bins;
    const trend = new Float64Array(addresses.length * bins);
    for (let bin = 0; bin < bins; bin++) {
      const column = this.#trend[bin];
      const length = Math.min(addresses.length, column?.length ?? 0);
      for (let a = 0; a < length; a++) trend[a * bins + bin] = column![a]!;
    }
    return {
      addresses,
      names: this.#names.values,
      reporters: this.#reporters.names,
      reportersOf: this.#reporters.sets(addresses.length),
      reporterDays: this.#reporters.days(),
      flows: {
        count,
        address: this.#flows.column(ADDRESS),
        headerFrom: this.#flows.column(HEADER_FROM),
        envelope,
        aligned,
        day: this.#flows.column(FLOW_DAY),
        ...this.#sums.finish(count),
      },
      dkimPass: {
        count: this.#dkim.count,
        address: this.#dkim.column(0),
        domain: this.#dkim.column(1),
        messages: this.#dkimMessages.slice(0, this.#dkim.count),
      },
      trend,
      bins,
      records: this.#records,
    };
  }

  #addDkim(address: number, domain: number, n: number): void {
    const pair = this.#dkim.probe;
    pair[0] = address;
    pair[1] = domain;
    const entry = this.#dkim.find();
    if (entry >= this.#dkimMessages.length) {
      const next = new Float64Array(this.#dkimMessages.length * 2);
      next.set(this.#dkimMessages);
      this.#dkimMessages = next;
    }
    this.#dkimMessages[entry]! += n;
  }

  #isAligned(from: number, envelope: number, policy: TrafficReport['policy']): boolean {
    if (from === envelope) return envelope !== 0;
    const strict = policy.aspf === 's';
    const method = policy.discoveryMethod;
    const { probe } = this.#alignments;
    probe[0] = from;
    probe[1] = envelope;
    probe[2] = (strict ? 1 : 0) + (method === 'treewalk' ? 2 : 0);
    const id = this.#alignments.find();
    if (id >= this.#aligned.length) {
      const next = new Uint8Array(this.#aligned.length * 2);
      next.set(this.#aligned);
      this.#aligned = next;
    }
    if (this.#aligned[id] === 0) {
      const names = this.#names.values;
      this.#aligned[id] = this.#options.aligned(names[from]!, names[envelope]!, strict, method) ? 2 : 1;
    }
    return this.#aligned[id] === 2;
  }

  /** The column of a bin, long enough for this address. */
  #trendOf(bin: number, address: number): Float64Array {
    const known = this.#trend[bin];
    if (known !== undefined && address < known.length) return known;
    const next = new Float64Array(Math.max(256, (address + 1) * 2));
    if (known !== undefined) next.set(known);
    this.#trend[bin] = next;
    return next;
  }
}
