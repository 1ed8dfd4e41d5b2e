import { isAtOrBelow } from '../lib/domain-name.ts';
import {
  type Grouping,
  type JudgedSender,
  type Sender,
  SUM,
  SUMS,
  type Traffic,
  type UnalignedPass,
} from '../model/traffic.ts';
import { type Catalogue, serviceByDkim, serviceByEnvelope } from './find-service.ts';
import { forwarderEvidence, forwarderShare, isForwarder } from './forwarder.ts';
import { PairTable } from './pair-table.ts';
import { reportersOf } from './reporter-sets.ts';
import { type Judgement, remarksOfSender, STATUS_CODE, statusOfSender } from './status.ts';

/** Domains listed of a sender that pass without being aligned. */
const MAX_UNALIGNED = 3;

/**
 * Sums, statuses, hints and evidence of every sender of a domain's traffic.
 *
 * @param organizational the organizational domain of a name, by which signatures are told to be the user's own
 */
export function judgeSenders(
  traffic: Traffic,
  grouping: Grouping,
  judgement: Judgement,
  catalogue: Catalogue,
  organizational: (name: string) => string = (name) => name,
): JudgedSender[] {
  const { flows, bins } = traffic;
  const count = grouping.senders.length;
  const sums = new Float64Array(count * SUMS);
  const firstSeen = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const lastSeen = new Float64Array(count);
  const trend = new Float64Array(count * bins);
  const headerFroms = new Tally();
  const envelopes = new Tally();
  const foreign = new Tally();
  const forwarders = traffic.names.map((name) => {
    const service = name === '' ? null : serviceByEnvelope(catalogue, name);
    return service?.forwards === 'yes';
  });
  for (let f = 0; f < flows.count; f++) {
    const s = grouping.senderOf[flows.address[f]!]!;
    const from = f * SUMS;
    const to = s * SUMS;
    for (let i = 0; i < SUMS; i++) sums[to + i]! += flows.sums[from + i]!;
    if (flows.firstSeen[f]! < firstSeen[s]!) firstSeen[s] = flows.firstSeen[f]!;
    if (flows.lastSeen[f]! > lastSeen[s]!) lastSeen[s] = flows.lastSeen[f]!;
    const messages = flows.sums[from + SUM.messages]!;
    headerFroms.add(s, flows.headerFrom[f]!, messages);
    const passed = flows.sums[from + SUM.spfPass]!;
    if (passed > 0 && flows.aligned[f] === 0 && flows.envelope[f] !== 0) {
      foreign.add(s, flows.envelope[f]!, passed);
      if (forwarders[flows.envelope[f]!]) envelopes.add(s, flows.envelope[f]!, passed);
    }
  }
  for (let a = 0; a < traffic.addresses.length; a++) {
    const s = grouping.senderOf[a]!;
    for (let b = 0; b < bins; b++) trend[s * bins + b]! += traffic.trend[a * bins + b]!;
  }
  const fromLists = headerFroms.lists(count, traffic.names);
  const envelopeLists = envelopes.weighted(traffic.names);
  const originators = originatorsOf(traffic, grouping, catalogue);
  const signers = foreignSigners(traffic, grouping, fromLists, organizational);
  const foreignLists = foreign.weighted(traffic.names);
  return grouping.senders.map((sender, s) => {
    const own = sums.subarray(s * SUMS, (s + 1) * SUMS);
    const status = statusOfSender(codesOf(sender, judgement), sender.kind);
    const messages = own[SUM.messages]!;
    const evidence = forwarderEvidence({
      service: sender.service,
      sums: own,
      envelopes: envelopeLists.get(s) ?? NO_ENVELOPES,
    });
    const notInSpf = sender.members.some((a) => isOutside(judgement.address[a]!));
    return {
      sender,
      status,
      remarks: remarksOfSender(sender.members, status, judgement, {
        messages,
        dkimAligned: own[SUM.dkimAligned]!,
      }),
      ignored: sender.members.filter((a) => judgement.address[a] === STATUS_CODE.ignored).length,
      sums: own,
      firstSeen: firstSeen[s]!,
      lastSeen: lastSeen[s]!,
      headerFroms: fromLists[s]!,
      reporters: reportersOf(traffic.reportersOf, sender.members, traffic.reporters),
      trend: numbers(trend, s * bins, bins),
      originators: originators[s]!,
      forwarder: isForwarder(evidence, notInSpf, messages),
      forwarderShare: forwarderShare(evidence, messages),
      forwarderEvidence: evidence,
      unaligned: unalignedOf(signers.get(s), foreignLists.get(s)),
    };
  });
}

function isOutside(code: number): boolean {
  return code === STATUS_CODE.not || code === STATUS_CODE.ignored;
}

/** Passing signatures of domains that are not those of a sender's From lines, nor of their organizations. */
function foreignSigners(
  traffic: Traffic,
  grouping: Grouping,
  headerFroms: readonly string[][],
  organizational: (name: string) => string,
): Map<number, { domain: string; messages: number }[]> {
  const { dkimPass, names } = traffic;
  const tally = new Tally();
  const roots = names.map((name) => (name === '' ? '' : organizational(name)));
  const rootsOfFrom = new Map<string, string>(names.map((name, n) => [name, roots[n]!]));
  for (let d = 0; d < dkimPass.count; d++) {
    const s = grouping.senderOf[dkimPass.address[d]!]!;
    const signer = dkimPass.domain[d]!;
    const own = headerFroms[s]!.some(
      (from) => rootsOfFrom.get(from) === roots[signer] || isAtOrBelow(names[signer]!, from),
    );
    if (!own) tally.add(s, signer, dkimPass.messages[d]!);
  }
  return tally.weighted(names);
}

function unalignedOf(
  signers: readonly { domain: string; messages: number }[] = NO_ENVELOPES,
  envelopes: readonly { domain: string; messages: number }[] = NO_ENVELOPES,
): UnalignedPass[] {
  if (signers.length + envelopes.length === 0) return NO_UNALIGNED;
  return [
    ...signers.map((each): UnalignedPass => ({ by: 'dkim', ...each })),
    ...envelopes.map((each): UnalignedPass => ({ by: 'spf', ...each })),
  ]
    .sort((a, b) => b.messages - a.messages)
    .slice(0, MAX_UNALIGNED);
}

/** A plain list out of a column; `Array.from` of a view takes several times as long. */
function numbers(column: Float64Array, at: number, length: number): number[] {
  const list = new Array<number>(length);
  for (let i = 0; i < length; i++) list[i] = column[at + i]!;
  return list;
}

function* codesOf(sender: Sender, judgement: Judgement): Generator<number> {
  for (const a of sender.members) yield judgement.address[a]!;
}

/** Services named by passing DKIM, other than the sender's own; most messages first. */
function originatorsOf(traffic: Traffic, grouping: Grouping, catalogue: Catalogue): string[][] {
  const { dkimPass, names } = traffic;
  const services = names.map((name) => (name === '' ? null : serviceByDkim(catalogue, name)));
  const tally = new Tally();
  for (let d = 0; d < dkimPass.count; d++) {
    const s = grouping.senderOf[dkimPass.address[d]!]!;
    const service = services[dkimPass.domain[d]!];
    if (!service || service.id === grouping.senders[s]!.service?.id) continue;
    tally.add(s, dkimPass.domain[d]!, dkimPass.messages[d]!);
  }
  const serviceNames = services.map((service) => service?.name ?? '');
  return tally
    .lists(grouping.senders.length, serviceNames)
    .map((list) => (list.length > 1 ? [...new Set(list)] : list));
}

/** Messages by (sender, something). */
class Tally {
  readonly #table = new PairTable();
  #messages = new Float64Array(64);

  add(sender: number, value: number, messages: number): void {
    const at = this.#table.find(sender, value);
    if (at >= this.#messages.length) {
      const next = new Float64Array(this.#messages.length * 2);
      next.set(this.#messages);
      this.#messages = next;
    }
    this.#messages[at]! += messages;
  }

  /** Lists by sender that has any, most messages first. */
  weighted(values: readonly string[]): Map<number, { domain: string; messages: number }[]> {
    const lists = new Map<number, { domain: string; messages: number }[]>();
    this.#eachByMessages((sender, value, messages) => {
      const entry = { domain: values[value]!, messages };
      const list = lists.get(sender);
      if (list) list.push(entry);
      else lists.set(sender, [entry]);
    });
    return lists;
  }

  /** Values of each sender, most messages first. */
  lists(senders: number, values: readonly string[]): string[][] {
    const lists = new Array<string[]>(senders);
    this.#eachByMessages((sender, value) => {
      const list = lists[sender];
      if (list) list.push(values[value]!);
      else lists[sender] = [values[value]!];
    });
    for (let s = 0; s < senders; s++) lists[s] ??= NO_NAMES;
    return lists;
  }

  #eachByMessages(visit: (sender: number, value: number, messages: number) => void): void {
    const [senders, values] = this.#table.columns();
    const order = Uint32Array.from(senders, (_, i) => i);
    order.sort((a, b) => this.#messages[b]! - this.#messages[a]!);
    for (const i of order) visit(senders[i]!, values[i]!, this.#messages[i]!);
  }
}

const NO_NAMES: string[] = [];
const NO_ENVELOPES: { domain: string; messages: number }[] = [];
const NO_UNALIGNED: UnalignedPass[] = [];
