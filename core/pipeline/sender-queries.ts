import { addressRange } from '../lib/address-range.ts';
import { prefix64 } from '../lib/ip.ts';
import { SENDER_STATUS_ORDER } from '../model/sender.ts';
import type { SpfVerdict } from '../model/spf.ts';
import type { AddressSummary } from '../model/stored.ts';
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
  /** Narrowed to one address of the sender where `address` is given; with `brief` no record is read, see SenderDetails. */
  senderDetails(
    domain: string,
    period: Period,
    key: string,
    address?: string | null,
    brief?: boolean,
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
  /** Judges anew when next asked; call when anything else changed by which senders are judged. Empty: all domains. */
  judgeAnew(domains: readonly string[]): void;
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

/** What is kept of a domain and period. */
interface Known {
  domain: string;
  traffic: Promise<Traffic>;
  rowFacts: Promise<RowFacts>;
  judged: Promise<JudgedTraffic> | null;
}

/** What rows need beside the judged traffic. */
interface RowFacts {
  firstSeen: Map<string, AddressSummary>;
  /** End of the newest report, Unix seconds. */
  newest: number;
}

/** The senders of a domain, out of the store. No DNS is asked. */
export function createSenderQueries(deps: SenderQueryDeps): SenderQueries {
  const { store } = deps;
  const known = new Map<string, Known>();

  const knownOf = (domain: string, period: Period): Known => {
    const key = `${domain} ${period.begin} ${period.end}`;
    const found = known.get(key);
    if (found) return found;
    const made: Known = {
      domain,
      traffic: loadTraffic(store, domain, period, { trend: true }),
      rowFacts: rowFactsOf(domain),
      judged: null,
    };
    for (const part of [made.traffic, made.rowFacts]) part.catch(() => known.delete(key));
    known.set(key, made);
    if (known.size > KEPT_TRAFFIC) known.delete(known.keys().next().value!);
    return made;
  };

  const judged = (domain: string, period: Period): Promise<JudgedTraffic> => {
    const about = knownOf(domain, period);
    about.judged ??= judgedNow(domain, about);
    return about.judged;
  };

  const judgedNow = async (domain: string, about: Known): Promise<JudgedTraffic> => {
    try {
      const traffic = await about.traffic;
      return judgeByFacts(domain, traffic, await loadFacts(store, domain, traffic.addresses));
    } catch (error) {
      about.judged = null;
      throw error;
    }
  };

  const rowFactsOf = async (domain: string): Promise<RowFacts> => {
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
        knownOf(domain, period).rowFacts,
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

    async senderDetails(domain, period, key, address = null, brief = false) {
      const all = await judged(domain, period);
      const sender = senderOf(all, key);
      const found = sender && address !== null ? narrowed(all, sender, address) : sender;
      if (!found) return null;
      const addresses = new Set(found.sender.members.map((a) => all.traffic.addresses[a]!));
      let scan: SenderScan | null = null;
      if (!brief) {
        scan = new SenderScan(addresses, alignedInReport(await keptAlignment(store, domain)));
        for await (const scanned of store.reports.scan(domain, period)) scan.add(scanned);
      }
      const [rows, days] = await Promise.all([
        knownOf(domain, period).rowFacts,
        store.summaries.days(domain, period),
      ]);
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
      for (const [key, { domain }] of known) {
        if (domains.length === 0 || domains.includes(domain)) known.delete(key);
      }
    },

    judgeAnew(domains) {
      for (const about of known.values()) {
        if (domains.length === 0 || domains.includes(about.domain)) about.judged = null;
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
    scan: SenderScan | null,
    rows: RowFacts & { daysCovered: number },
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
    const scanned = scan?.finish() ?? null;
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
      advice: scanned
        ? ignoreAdvice({
            judged: found,
            daysSeen: scanned.days.length,
            daysCovered: rows.daysCovered,
            firstSeen,
            now: deps.now(),
            hostName: addresses.find((each) => each.hostConfirmed)?.hostName ?? '',
          })
        : [],
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
