import { organizationalDomainByList } from '../../dmarc/public-suffix.ts';
import { prefix64 } from '../../lib/ip.ts';
import type { NextStep } from '../../model/advice.ts';
import type { IgnoredDecision } from '../../model/decisions.ts';
import type { Resolve } from '../../model/dns.ts';
import type { Period } from '../../model/period.ts';
import type { JudgedSender, Sender } from '../../model/traffic.ts';
import { ignoreAdvice } from '../../senders/ignore-advice.ts';
import { judgeSenders } from '../../senders/judge-senders.ts';
import { reportersOf } from '../../senders/reporter-sets.ts';
import type { AlignedUnder } from '../../senders/spf-domains.ts';
import { splitByHeaderFrom, statusOfAddress } from '../../senders/status.ts';
import type { Store } from '../../store/store.ts';
import { keptAlignment } from '../facts/walked-domains.ts';
import type { JudgedTraffic } from '../judge/judge-domain.ts';
import type { KnownSenders, RowFacts } from '../judge/known-senders.ts';
import { adviseSender, verdictsOf } from '../judge/sender-advice.ts';
import { spfDomainsByAddress } from '../judge/spf-domains-by-address.ts';
import { whyUnchecked } from '../judge/why-unchecked.ts';
import type { SenderDetails } from './face.ts';
import { ignoredList } from './ignored-list.ts';
import { addressRows, senderDetails } from './sender-details.ts';
import { senderRow } from './sender-list.ts';
import { type AlignedInReport, SenderScan } from './sender-scan.ts';

/** Organisation and country of an address out of the local table; null where it is off or has nothing. */
export type OwnerOf = (address: string) => { organisation: string; asn: number; country: string } | null;

/** Which sender's overlay is wanted. */
export interface SenderQuestion {
  domain: string;
  period: Period;
  key: string;
  /** The overlay narrowed to one address; null for all of the sender. */
  address: string | null;
  /** No record is read, see SenderDetails. */
  brief: boolean;
  /** DNS to try changes of records with; null where nobody may be asked. */
  resolve: Resolve | null;
  ownerOf: OwnerOf;
  /** Unix seconds. */
  now: number;
}

/** The overlay of one sender; null where the period has no such sender or address. */
export async function senderOverlay(
  store: Store,
  known: KnownSenders,
  question: SenderQuestion,
): Promise<SenderDetails | null> {
  const { domain, period, key, address } = question;
  const all = await known.judged(domain, period);
  const sender = senderOf(all, key);
  const found = sender && address !== null ? narrowed(all, sender, address) : sender;
  if (!found) return null;
  let scan: SenderScan | null = null;
  if (!question.brief) {
    const addresses = new Set(found.sender.members.map((a) => all.traffic.addresses[a]!));
    scan = new SenderScan(addresses, alignedInReport(await keptAlignment(store, domain)));
    for await (const scanned of store.reports.scan(domain, period)) scan.add(scanned);
  }
  const [rows, days, steps] = await Promise.all([
    known.rowFacts(domain, period),
    store.summaries.days(domain, period),
    // A brief answer is there at once: nothing is tried against DNS for it.
    adviseSender(domain, all, found, question.resolve, { brief: question.brief }),
  ]);
  return detailsOf(question, found, all, scan, { ...rows, daysCovered: days.length }, steps);
}

/** Puts the overlay together; `scan` is null in a brief answer. */
function detailsOf(
  question: SenderQuestion,
  found: JudgedSender,
  all: JudgedTraffic,
  scan: SenderScan | null,
  rows: RowFacts & { daysCovered: number },
  steps: NextStep[],
): SenderDetails {
  const { period } = question;
  const { traffic, judgement, grouping, facts } = all;
  const { members } = found.sender;
  const isMember = new Set(members);
  const spfDomains = spfDomainsByAddress(traffic, isMember);
  const addresses = addressRows(members, {
    traffic,
    statusOf: (a) => statusOfAddress(judgement, a),
    reportersOf: (a) => reportersOf(traffic.reportersOf, [a], traffic.reporters),
    evidenceOf: (a) => grouping.evidence[a] ?? null,
    reverseName: facts.reverseName,
    ownerOf: question.ownerOf,
    verdictsOf: (a) => verdictsOf(spfDomains.get(a) ?? [], traffic.addresses[a]!, facts),
  });
  const scanned = scan?.finish() ?? null;
  const row = senderRow(found, { traffic, ...rows, classes: facts.classes });
  const firstSeen = members.reduce(
    (first, a) => Math.min(first, rows.firstSeen.get(traffic.addresses[a]!)?.firstSeen ?? first),
    found.firstSeen,
  );
  return senderDetails({
    period,
    row,
    addresses,
    split: splitByHeaderFrom(traffic, judgement, (a) => isMember.has(a), found.sender.kind),
    scanned,
    ignored: runningDecision(
      facts.ignored,
      addresses.map((each) => each.address),
    ),
    unchecked:
      row.status === 'unchecked'
        ? whyUnchecked(question.domain, all, found, question.resolve !== null)
        : null,
    forwarderEvidence: found.forwarderEvidence,
    nextSteps: steps,
    advice: scanned
      ? ignoreAdvice({
          judged: found,
          daysSeen: scanned.days.length,
          daysCovered: rows.daysCovered,
          firstSeen,
          now: question.now,
          hostName: addresses.find((each) => each.hostConfirmed)?.hostName ?? '',
        })
      : [],
  });
}

/**
 * The sender of a key. An address that has joined a service since its key was made is found in that service, and
 * a /64 that was opened since by the first of its addresses.
 */
function senderOf({ senders, traffic }: JudgedTraffic, key: string): JudgedSender | undefined {
  const found = senders.find((each) => each.sender.key === key);
  if (found || !/^(ip|net):/.test(key)) return found;
  const text = key.slice(key.indexOf(':') + 1);
  const isIt = (address: string): boolean => address === text || prefix64(address) === text;
  return senders.find(({ sender }) => sender.members.some((a) => isIt(traffic.addresses[a]!)));
}

/** The sender as if it had this address only; null where it has not. */
function narrowed(all: JudgedTraffic, found: JudgedSender, address: string): JudgedSender | null {
  const { traffic, grouping, judgement, facts } = all;
  const member = found.sender.members.find((a) => traffic.addresses[a] === address);
  if (member === undefined) return null;
  const alone = { ...found.sender, members: [member] };
  const rest: Sender = { ...found.sender, key: '', members: [] };
  const senderOf = new Uint32Array(traffic.addresses.length).fill(1);
  senderOf[member] = 0;
  const parted = { ...grouping, senders: [alone, rest], senderOf };
  return judgeSenders(traffic, parted, judgement, facts.catalogue, organizationalDomainByList)[0] ?? null;
}

/** The newest decision about any of the addresses; a running one before an ended one. */
function runningDecision(decisions: readonly IgnoredDecision[], addresses: readonly string[]) {
  const mine = new Set(addresses);
  const prefixes = new Set(addresses.map(prefix64).filter((prefix) => prefix !== null));
  const about = decisions.filter((decision) =>
    decision.addresses.some((address) => mine.has(address) || prefixes.has(address)),
  );
  return ignoredList(about)[0] ?? null;
}

function alignedInReport(aligned: AlignedUnder): AlignedInReport {
  return (headerFrom, domain, report, kind) => {
    const mode = kind === 'dkim' ? report.policy.adkim : report.policy.aspf;
    const from = (headerFrom || report.policy.domain).toLowerCase();
    return domain !== '' && aligned(from, domain.toLowerCase(), mode === 's', report.policy.discoveryMethod);
  };
}
