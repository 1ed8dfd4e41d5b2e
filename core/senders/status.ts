import {
  type AddressStatus,
  type Counts,
  type FlowStatus,
  SENDER_STATUS_ORDER,
  type SenderRemark,
  type SenderStatus,
} from '../model/sender.ts';
import type { SpfVerdict } from '../model/spf.ts';
import { type Grouping, type Sender, SUM, SUMS, type Traffic, type VerdictOf } from '../model/traffic.ts';
import { isNearlyAll } from './shares.ts';

/** Status codes in typed arrays: places in SENDER_STATUS_ORDER, so that the smallest is the worst. */
export const STATUS_CODE: Counts<SenderStatus> = Object.fromEntries(
  SENDER_STATUS_ORDER.map((status, code) => [status, code]),
) as Counts<SenderStatus>;

const { in: IN, not: NOT, undecided: UNDECIDED, unchecked: UNCHECKED, ignored: IGNORED } = STATUS_CODE;

/** Bits of `Judgement.remarks`. */
const OVER_BROAD = 1;
const PERMERROR = 2;

/** Statuses of a Traffic, as codes of STATUS_CODE. */
export interface Judgement {
  /** Of each flow: in, not, undecided or unchecked. */
  flow: Uint8Array;
  /** Of each address: the worst of its flows; a Not that the user ignores is `ignored`. */
  address: Uint8Array;
  /** Bits for `over-broad` and `domain-permerror` of each address. */
  remarks: Uint8Array;
}

export interface JudgeOptions {
  verdictOf: VerdictOf;
  /** Addresses (or IPv6 /64 prefixes) that the user ignores for this domain, and whose Ignored has not ended. */
  isIgnored(address: string): boolean;
}

/** Status of an address for the SPF domains of one row: one pass is In; three-valued otherwise. */
export function statusOfVerdicts(verdicts: readonly (SpfVerdict | undefined)[]): FlowStatus {
  let undecided = false;
  let unchecked = verdicts.length === 0;
  for (const verdict of verdicts) {
    if (verdict === undefined) unchecked = true;
    else if (verdict.result === 'pass') return 'in';
    else if (verdict.result === 'undecided' || verdict.result === 'temperror') undecided = true;
  }
  // A domain not looked up yet could still give a pass, so Undecided has to wait for it as well.
  if (unchecked) return 'unchecked';
  return undecided ? 'undecided' : 'not';
}

/** Whether the only passes are by terms that let in everybody, see SPF-5: they say nothing of who sends. */
export function isByBroadTerm(verdicts: readonly (SpfVerdict | undefined)[]): boolean {
  const passes = verdicts.filter((verdict) => verdict?.result === 'pass');
  return passes.length > 0 && passes.every((verdict) => verdict?.overBroad);
}

/** Judges every flow and address of a domain's traffic by the verdicts of live SPF, not by what reports say of it. */
export function judgeTraffic(traffic: Traffic, options: JudgeOptions): Judgement {
  const { flows, addresses, names } = traffic;
  const flow = new Uint8Array(flows.count);
  const address = new Uint8Array(addresses.length).fill(IN);
  const remarks = new Uint8Array(addresses.length);
  for (let f = 0; f < flows.count; f++) {
    const a = flows.address[f]!;
    const text = addresses[a]!;
    const own = options.verdictOf(names[flows.headerFrom[f]!]!, text);
    let status: FlowStatus;
    if (own?.result === 'pass') {
      status = 'in';
      if (own.overBroad) remarks[a]! |= OVER_BROAD;
    } else {
      if (own?.result === 'permerror') remarks[a]! |= PERMERROR;
      const other = flows.aligned[f] === 1 && flows.envelope[f] !== flows.headerFrom[f];
      const envelope = other ? options.verdictOf(names[flows.envelope[f]!]!, text) : undefined;
      if (envelope?.result === 'pass' && envelope.overBroad) remarks[a]! |= OVER_BROAD;
      status = statusOfVerdicts(other ? [own, envelope] : [own]);
    }
    const code = STATUS_CODE[status];
    flow[f] = code;
    if (code < address[a]!) address[a] = code;
  }
  for (let a = 0; a < addresses.length; a++) {
    if (address[a] === NOT && options.isIgnored(addresses[a]!)) address[a] = IGNORED;
  }
  return { flow, address, remarks };
}

/** Status of a flow as it counts: a Not flow of an address that the user ignores is ignored, no other is. */
export function statusOfFlow(traffic: Traffic, judgement: Judgement, flow: number): AddressStatus {
  const code = judgement.flow[flow]!;
  if (code === NOT && judgement.address[traffic.flows.address[flow]!] === IGNORED) return 'ignored';
  return SENDER_STATUS_ORDER[code] as FlowStatus;
}

/** Status of an address by its place in `Traffic.addresses`. */
export function statusOfAddress(judgement: Judgement, address: number): AddressStatus {
  return SENDER_STATUS_ORDER[judgement.address[address]!] as AddressStatus;
}

/**
 * Headline of a sender from the codes of its addresses: any In and any Not is Partially; else any undecided is
 * Cannot be decided. Ignored covers Not addresses only: an address that the user did not speak of counts, and a
 * service with In addresses beside ignored ones is In.
 *
 * @param kind `address`: no service, so never Partially; the worst of its addresses counts
 */
export function statusOfSender(codes: Iterable<number>, kind: Sender['kind']): SenderStatus {
  let mask = 0;
  for (const code of codes) mask |= 1 << code;
  const has = (code: number): boolean => (mask & (1 << code)) !== 0;
  if (has(NOT) && has(IN) && kind === 'service') return 'partially';
  if (has(NOT) && kind === 'address') return 'not';
  if (has(UNDECIDED)) return 'undecided';
  if (has(UNCHECKED)) return 'unchecked';
  if (has(NOT)) return 'not';
  return has(IN) || !has(IGNORED) ? 'in' : 'ignored';
}

/** Remarks of a sender, beside its status. */
export function remarksOfSender(
  members: readonly number[],
  status: SenderStatus,
  judgement: Judgement,
  totals: { messages: number; dkimAligned: number },
): SenderRemark[] {
  let bits = 0;
  let ignored = false;
  for (const a of members) {
    bits |= judgement.remarks[a]!;
    ignored ||= judgement.address[a] === IGNORED;
  }
  const remarks: SenderRemark[] = [];
  if (status === 'not' && isNearlyAll(totals.dkimAligned, totals.messages)) remarks.push('passes-by-dkim');
  if (ignored && status !== 'ignored') remarks.push('some-ignored');
  if ((bits & OVER_BROAD) !== 0) remarks.push('over-broad');
  if ((bits & PERMERROR) !== 0) remarks.push('domain-permerror');
  return remarks;
}

/** One status per header-from domain of a sender, worst first; what "the split is listed" shows. */
export function splitByHeaderFrom(
  traffic: Traffic,
  judgement: Judgement,
  isMember: (address: number) => boolean,
  kind: Sender['kind'],
): { headerFrom: string; status: SenderStatus; messages: number }[] {
  const { flows } = traffic;
  const worst = new Map<number, Map<number, number>>();
  const messages = new Map<number, number>();
  for (let f = 0; f < flows.count; f++) {
    const a = flows.address[f]!;
    if (!isMember(a)) continue;
    const from = flows.headerFrom[f]!;
    messages.set(from, (messages.get(from) ?? 0) + flows.sums[f * SUMS + SUM.messages]!);
    const codes = worst.get(from) ?? new Map<number, number>();
    worst.set(from, codes);
    const code = judgement.flow[f]!;
    const shown = code === NOT && judgement.address[a] === IGNORED ? IGNORED : code;
    codes.set(a, Math.min(codes.get(a) ?? IN, shown));
  }
  return [...worst.entries()]
    .map(([from, codes]) => ({
      headerFrom: traffic.names[from]!,
      status: statusOfSender(codes.values(), kind),
      messages: messages.get(from)!,
    }))
    .sort((a, b) => STATUS_CODE[a.status] - STATUS_CODE[b.status] || b.messages - a.messages);
}

/** Counts of senders by status; what the Domains page and the mark show. */
export function countStatuses(grouping: Grouping, judgement: Judgement): Counts<SenderStatus> {
  const counts: Counts<SenderStatus> = {
    in: 0,
    partially: 0,
    not: 0,
    ignored: 0,
    undecided: 0,
    unchecked: 0,
  };
  for (const sender of grouping.senders) {
    const codes = sender.members.map((a) => judgement.address[a]!);
    counts[statusOfSender(codes, sender.kind)]++;
  }
  return counts;
}
