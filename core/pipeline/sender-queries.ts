import { addressRange } from '../lib/address-range.ts';
import { prefix64 } from '../lib/ip.ts';
import { SENDER_STATUS_ORDER } from '../model/sender.ts';
import type { SpfVerdict } from '../model/spf.ts';
import type { JudgedSender, Sender, Traffic } from '../model/traffic.ts';
import type { IgnoredDecision, Period, SenderDetails, SenderList } from '../model/views.ts';
import { ignoreAdvice } from '../senders/ignore-advice.ts';
import { addressesToIgnore } from '../senders/ignored.ts';
import { judgeSenders } from '../senders/judge-senders.ts';
import { nextSteps } from '../senders/next-step.ts';
import { reportersOf } from '../senders/reporter-sets.ts';
import type { AlignedUnder } from '../senders/spf-domains.ts';
import { splitByHeaderFrom } from '../senders/status.ts';
import type { Store } from '../store/store.ts';
import { ignoredList } from '../views/ignored-list.ts';
import { addressRows, senderDetails } from '../views/sender-details.ts';
import { senderList, senderRow } from '../views/sender-list.ts';
import { type AlignedInReport, SenderScan } from '../views/sender-scan.ts';
import { type JudgedTraffic, judgeByFacts, loadFacts, loadTraffic } from './judge-domain.ts';
import { keptAlignment } from './walked-domains.ts';

/** Organisation and country of an address out of the local table; null where it is off or has nothing. */
export type OwnerOf = (address: string) => { organisation: string; asn: number; country: string } | null;

export interface SenderQueries {
  listSenders(domain: string, period: Period): Promise<SenderList>;
  /** Narrowed to one address of the sender where `address` is given. */
  senderDetails(
    domain: string,
    period: Period,
    key: string,
    address?: string | null,
  ): Promise<SenderDetails | null>;
  /** Keys of senders with an address within a range; null where the text is no address and no CIDR. */
  sendersWithin(domain: string, period: Period, range: string): Promise<string[] | null>;
  /** Judged traffic as the list shows it; for exports and alerts. */
  judged(domain: string, period: Period): Promise<JudgedTraffic>;
  ignoreSender(domain: string, key: string, addresses: string[], note: string): Promise<void>;
  unignoreSender(domain: string, addresses: string[]): Promise<void>;
  listIgnored(): Promise<IgnoredDecision[]>;
  /** Forgets merged traffic; call when reports changed. Empty: of all domains. */
  forget(domains: readonly string[]): void;
}

export interface SenderQueryDeps {
  store: Store;
  now(): number;
  isPending(domain: string): boolean;
  ownerOf?: OwnerOf;
  /** Called after a decision, so that counts follow. */
  onDecision?(domain: string): void;
}

/** Merged traffic kept in memory: the list, the overlay and its filters ask for the same one in a row. */
const KEPT_TRAFFIC = 4;

/** The senders of a domain, out of the store. No DNS is asked. */
export function createSenderQueries(deps: SenderQueryDeps): SenderQueries {
  const { store } = deps;
  const traffics = new Map<string, Promise<Traffic>>();

  const trafficOf = (domain: string, period: Period): Promise<Traffic> => {
    const key = `${domain} ${period.begin} ${period.end}`;
    let traffic = traffics.get(key);
    if (!traffic) {
      traffic = loadTraffic(store, domain, period, { trend: true });
      traffic.catch(() => traffics.delete(key));
      traffics.set(key, traffic);
      if (traffics.size > KEPT_TRAFFIC) traffics.delete(traffics.keys().next().value!);
    }
    return traffic;
  };

  const judged = async (domain: string, period: Period): Promise<JudgedTraffic> => {
    const traffic = await trafficOf(domain, period);
    return judgeByFacts(domain, traffic, await loadFacts(store, domain, traffic.addresses));
  };

  /** What rows need beside the judged traffic. */
  const rowFacts = async (domain: string) => {
    const [summaries, summary] = await Promise.all([
      store.summaries.addresses(domain),
      store.summaries.domain(domain),
    ]);
    return {
      firstSeen: new Map(summaries.map((each) => [each.address, each])),
      newest: summary?.lastEnd ?? 0,
    };
  };

  return {
    judged,

    async listSenders(domain, period) {
      const [all, rows, days] = await Promise.all([
        judged(domain, period),
        rowFacts(domain),
        store.summaries.days(domain, period),
      ]);
      const pending = deps.isPending(domain);
      return senderList({
        domain,
        period,
        traffic: all.traffic,
        judged: all.senders,
        days,
        pending,
        ...rows,
      });
    },

    async senderDetails(domain, period, key, address = null) {
      const all = await judged(domain, period);
      const sender = senderOf(all, key);
      const found = sender && address !== null ? narrowed(all, sender, address) : sender;
      if (!found) return null;
      const addresses = new Set(found.sender.members.map((a) => all.traffic.addresses[a]!));
      const scan = new SenderScan(addresses, alignedInReport(await keptAlignment(store, domain)));
      for await (const scanned of store.reports.scan(domain, period)) scan.add(scanned);
      const [rows, days] = await Promise.all([rowFacts(domain), store.summaries.days(domain, period)]);
      return detailsOf(domain, period, found, all, scan, { ...rows, daysCovered: days.length });
    },

    async sendersWithin(domain, period, range) {
      const within = addressRange(range);
      if (within === null) return null;
      const { senders, traffic } = await judged(domain, period);
      return senders
        .filter(({ sender }) => sender.members.some((a) => within(traffic.addresses[a]!)))
        .map(({ sender }) => sender.key);
    },

    async ignoreSender(domain, key, addresses, note) {
      const settings = await store.settings.get();
      await store.ignored.add({
        domain,
        senderKey: key,
        senderName: await nameOf(key, addresses),
        addresses: addressesToIgnore(key, addresses),
        by: settings.userName,
        at: deps.now(),
        note,
      });
      deps.onDecision?.(domain);
    },

    async unignoreSender(domain, addresses) {
      // What a /64 was said of is kept by its prefix.
      const prefixes = addresses.map(prefix64).filter((prefix) => prefix !== null);
      await store.ignored.remove(domain, [...new Set([...addresses, ...prefixes])]);
      deps.onDecision?.(domain);
    },

    async listIgnored() {
      return ignoredList(await store.ignored.list());
    },

    forget(domains) {
      if (domains.length === 0) traffics.clear();
      for (const key of [...traffics.keys()]) {
        if (domains.includes(key.slice(0, key.indexOf(' ')))) traffics.delete(key);
      }
    },
  };

  async function nameOf(key: string, addresses: readonly string[]): Promise<string> {
    if (!key.startsWith('service:')) return key.slice(key.indexOf(':') + 1);
    const facts = await loadFacts(store, '', []);
    return facts.catalogue.byId.get(key.slice('service:'.length))?.name ?? addresses[0] ?? key;
  }

  function detailsOf(
    domain: string,
    period: Period,
    found: JudgedSender,
    all: JudgedTraffic,
    scan: SenderScan,
    rows: Awaited<ReturnType<typeof rowFacts>> & { daysCovered: number },
  ): SenderDetails {
    const { traffic, judgement, grouping, facts } = all;
    const { members } = found.sender;
    const isMember = new Set(members);
    const spfDomains = spfDomainsByAddress(traffic, isMember);
    const verdictsOf = (a: number): SpfVerdict[] =>
      [...(spfDomains.get(a) ?? [])]
        .map((name) => facts.verdictOf(name, traffic.addresses[a]!))
        .filter((verdict) => verdict !== undefined)
        .sort((x, y) => Number(y.result === 'pass') - Number(x.result === 'pass'));
    const addresses = addressRows(members, {
      traffic,
      statusOf: (a) => SENDER_STATUS_ORDER[judgement.address[a]!]!,
      reportersOf: (a) => reportersOf(traffic.reportersOf, [a], traffic.reporters),
      evidenceOf: (a) => grouping.evidence[a] ?? null,
      reverseName: facts.reverseName,
      ownerOf: deps.ownerOf ?? (() => null),
      verdictsOf,
    });
    const scanned = scan.finish();
    const row = senderRow(found, { traffic, ...rows });
    const only = addresses.length === 1 ? addresses[0]!.address : '';
    const firstSeen = members.reduce(
      (first, a) => Math.min(first, rows.firstSeen.get(traffic.addresses[a]!)?.firstSeen ?? first),
      found.firstSeen,
    );
    return senderDetails({
      period,
      row,
      addresses,
      split: splitByHeaderFrom(traffic, judgement, (a) => isMember.has(a)),
      scanned,
      ignored: runningDecision(
        facts.ignored,
        addresses.map((each) => each.address),
      ),
      forwarderEvidence: found.forwarderEvidence,
      nextSteps: nextSteps({
        judged: found,
        // SPF is not inherited: the record to change is that of the name the mail was sent for.
        domain: found.status === 'unchecked' ? domain : (found.headerFroms[0] ?? domain),
        verdicts: addresses.flatMap((each) => each.verdicts),
        address: only,
      }),
      advice: ignoreAdvice({
        judged: found,
        daysSeen: scanned.days.length,
        daysCovered: rows.daysCovered,
        firstSeen,
        now: deps.now(),
        hostName: addresses.find((each) => each.hostConfirmed)?.hostName ?? '',
      }),
    });
  }
}

/** The sender of a key. An address that has joined a service since its key was made is found in that service. */
function senderOf({ senders, traffic }: JudgedTraffic, key: string): JudgedSender | undefined {
  const found = senders.find((each) => each.sender.key === key);
  if (found || !key.startsWith('ip:')) return found;
  const text = key.slice('ip:'.length);
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
  return judgeSenders(traffic, parted, judgement, facts.catalogue)[0] ?? null;
}

/** Names whose SPF records can authorise each member's rows. */
function spfDomainsByAddress(traffic: Traffic, isMember: ReadonlySet<number>): Map<number, Set<string>> {
  const { flows, names } = traffic;
  const domains = new Map<number, Set<string>>();
  for (let f = 0; f < flows.count; f++) {
    const a = flows.address[f]!;
    if (!isMember.has(a)) continue;
    const list = domains.get(a) ?? new Set<string>();
    domains.set(a, list);
    list.add(names[flows.headerFrom[f]!]!);
    if (flows.aligned[f] === 1) list.add(names[flows.envelope[f]!]!);
  }
  return domains;
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
