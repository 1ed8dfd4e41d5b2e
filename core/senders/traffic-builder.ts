import { normalName } from '../lib/domain-name.ts';
import { DISPOSITIONS, DKIM_RESULTS, type RecordBlock } from '../model/records.ts';
import type { AggregateHeader } from '../model/report.ts';
import { SUM, type Traffic } from '../model/traffic.ts';
import { AddressDictionary, Dictionary } from './dictionary.ts';
import { FlowContexts } from './flow-contexts.ts';
import { FlowSums, SEEN_FIRST, SEEN_LAST, STRIDE } from './flow-sums.ts';
import { PairTable } from './pair-table.ts';
import { ReasonKinds } from './reason-kinds.ts';
import { ReporterSets } from './reporter-sets.ts';
import { type AlignedUnder, envelopeDomain, envelopeOfRow } from './spf-domains.ts';

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
const UNHINDERED = DISPOSITIONS.indexOf('none');
/** RFC 9990: the message passed; a reporter may write it beside failing results all the same. */
const DISPOSITION_PASS = DISPOSITIONS.indexOf('pass');
const DAY = 86_400;

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
  readonly #contexts: FlowContexts;
  /** Pairs of address and context. */
  readonly #flows = new PairTable();
  readonly #sums = new FlowSums();
  /** Pairs of address and signing domain. */
  readonly #dkim = new PairTable();
  #dkimMessages = new Float64Array(64);
  /** Messages by address, one column a bin: a report stays within one, which the processor's cache then holds. */
  readonly #trend: Float64Array[] = [];
  #records = 0;
  #byWalk = false;

  constructor(options: TrafficOptions) {
    this.#options = options;
    this.#contexts = new FlowContexts(this.#names.values, options.aligned);
  }

  /** Adds one block of a report. Every record given is counted: cutting by period is the caller's work. */
  add(report: TrafficReport, block: RecordBlock): void {
    const { bins, byDay } = this.#options;
    const binCount = bins.count;
    const middle = report.begin + (report.end - report.begin) / 2;
    const bin = Math.min(binCount - 1, Math.max(0, Math.floor((middle - bins.begin) / bins.seconds)));
    const dayNumber = Math.floor(middle / DAY);
    const reporter = this.#reporters.reporter(report.reporter, dayNumber);
    const policyDomain = this.#names.id(normalName(report.policy.domain));
    const { strings } = block;
    let trend = this.#trendOf(bin, 0);
    const reasons = new ReasonKinds(strings);
    const addressIds = new Int32Array(strings.length).fill(-1);
    const nameIds = new Int32Array(strings.length).fill(-1);
    const envelopeIds = new Int32Array(strings.length).fill(-1);
    const nameOf = (s: number): number => {
      if (nameIds[s]! < 0) nameIds[s] = this.#names.id(normalName(strings[s]!));
      return nameIds[s]!;
    };
    const envelopeOf = (s: number): number => {
      if (envelopeIds[s]! < 0) envelopeIds[s] = this.#names.id(envelopeDomain(strings[s]!));
      return envelopeIds[s]!;
    };
    const contexts = this.#contexts;
    const { aspf, discoveryMethod } = report.policy;
    if (discoveryMethod === 'treewalk') this.#byWalk = true;
    contexts.begin({ strict: aspf === 's', method: discoveryMethod }, byDay ? dayNumber : 0);
    let from = 0;
    const fits = (s: number): boolean => contexts.isAligned(from, envelopeOf(s));

    const { sourceIp, messages, disposition, dkimAligned, spfAligned, headerFrom } = block;
    const { dkimStart, dkimDomain, dkimResult, reasonStart, count } = block;
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
      const flow = this.#flows.find(address, contexts.find(from, envelope));
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
      else if (code === UNHINDERED || code === DISPOSITION_PASS) {
        if (code === UNHINDERED) sums[at + NONE]! += n;
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
    const [address, context] = this.#flows.columns();
    const parts = this.#contexts.finish();
    const [signer, signedBy] = this.#dkim.columns();
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
        address,
        headerFrom: context.map((c) => parts.from[c]!),
        envelope: context.map((c) => parts.envelope[c]!),
        aligned: Uint8Array.from(context, (c) => parts.aligned[c]!),
        day: context.map((c) => parts.day[c]!),
        ...this.#sums.finish(count),
      },
      dkimPass: {
        count: this.#dkim.count,
        address: signer,
        domain: signedBy,
        messages: this.#dkimMessages.slice(0, this.#dkim.count),
      },
      trend,
      bins,
      records: this.#records,
      byWalk: this.#byWalk,
    };
  }

  #addDkim(address: number, domain: number, n: number): void {
    const entry = this.#dkim.find(address, domain);
    if (entry >= this.#dkimMessages.length) {
      const next = new Float64Array(this.#dkimMessages.length * 2);
      next.set(this.#dkimMessages);
      this.#dkimMessages = next;
    }
    this.#dkimMessages[entry]! += n;
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
