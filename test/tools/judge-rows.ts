import type { DomainPage, DomainRow, DomainsRoom } from '../../core/engine/domains/face.ts';
import { readinessWish } from '../../core/engine/domains/readiness-wish.ts';
import { keptPointings } from '../../core/engine/facts/pointings.ts';
import { type KeptVerdicts, keptVerdicts } from '../../core/engine/facts/verdicts.ts';
import { type JudgedTraffic, judgeDomain } from '../../core/engine/judge/judge-domain.ts';
import { adviseSender } from '../../core/engine/judge/sender-advice.ts';
import type { OpenEngine } from '../../core/engine/open-engine.ts';
import { dayText } from '../../core/lib/days.ts';
import { isMultiLabelDomain } from '../../core/lib/dns-names.ts';
import type { NextStep } from '../../core/model/advice.ts';
import type { NamedSender } from '../../core/model/alert.ts';
import type { Policy } from '../../core/model/report.ts';
import type { AddressStatus, SenderRemark, SenderStatus } from '../../core/model/sender.ts';
import { type JudgedSender, SUM } from '../../core/model/traffic.ts';
import { statusOfAddress } from '../../core/senders/status.ts';
import { addressMessages } from './address-messages.ts';
import { ALL_TIME } from './judge-engine.ts';
import { nextOfDomain } from './judge-next.ts';
import { problemsOf } from './judge-problems.ts';
import { unknownOf } from './judge-unknown.ts';

export type JudgedStatus = 'active' | 'reporting-only' | 'blocked' | 'not-configured' | 'unknown';

export interface JudgedDomain {
  domain: string;
  status: JudgedStatus;
  /** Code: why this status. */
  reason: string;
  pointing: string;
  /** In force at receivers of RFC 9989 and at older ones; null: no record applies. */
  policy: { current: Policy | 'unknown' | null; older: Policy | 'unknown' | null };
  sending: string;
  messages: number;
  passed: number;
  problems: string[];
  next: string[];
}

export interface JudgedSenderRow {
  domain: string;
  key: string;
  name: string;
  /** Id of the service; null for single addresses. */
  service: string | null;
  addresses: { address: string; status: AddressStatus; messages: number }[];
  status: SenderStatus;
  remarks: SenderRemark[];
  messages: number;
  passed: number;
  dkimAligned: number;
  spfAligned: number;
  /** Share of the messages that bear a sign of forwarding, 0 to 1. */
  forwarder: { share: number; signs: string[] };
  advice: NextStep[];
}

export interface JudgedAlert {
  kind: string;
  domain: string;
  /** UTC, `2026-05-31`. */
  day: string;
  /** Null of alerts that are about no mail. */
  messages: number | null;
  of: number | null;
  senders: NamedSender[];
}

export interface JudgedReadiness {
  domain: string;
  policy: 'quarantine' | 'reject';
  verdict: string;
  hit: number;
  of: number;
  accepted: number;
  unknown: number;
  ignored: number;
}

export interface Unknown {
  domain: string;
  what: string;
  reason: string;
}

export interface Judged {
  domains: JudgedDomain[];
  senders: JudgedSenderRow[];
  alerts: JudgedAlert[];
  readiness: JudgedReadiness[];
  unknown: Unknown[];
}

/** All that the engine says, as one object of plain data. */
export async function judgedRows(opened: OpenEngine): Promise<Judged> {
  const { engine, store } = opened;
  const judged: Judged = { domains: [], senders: [], alerts: [], readiness: [], unknown: [] };
  for (const row of await engine.domains.list(ALL_TIME)) {
    const { domain } = row;
    const page = await engine.domains.page(domain);
    if (page === null) continue;
    const confirmed = row.listing === 'confirmed';
    const checks = confirmed ? await engine.domains.checks(domain) : null;
    const all = await judgeDomain(store, domain, undefined);
    const verdicts = await keptVerdicts.get(store, domain);
    judged.domains.push(domainRow(row, page, checks, confirmed ? verdicts : null));
    judged.senders.push(...(await senderRows(opened, domain, all)));
    if (!confirmed) {
      judged.unknown.push({ domain, what: 'all of DNS', reason: unaskedReason(domain) });
      continue;
    }
    judged.readiness.push(...(await readinessRows(opened, domain)));
    judged.unknown.push(...(await unknownOf(opened, row, all, checks)));
  }
  judged.alerts = (await store.alerts.list())
    .map(({ kind, domain, day, data }) => ({
      kind,
      domain,
      day: dayText(day),
      messages: kind.startsWith('dns') ? null : numberOf(data.messages),
      of: numberOf(data.of),
      senders: (data.senders as NamedSender[] | undefined) ?? [],
    }))
    .sort((a, b) => compare(a.domain, b.domain) || compare(a.day, b.day) || compare(a.kind, b.kind));
  return judged;
}

function domainRow(
  row: DomainRow,
  page: DomainPage,
  checks: Checks,
  verdicts: KeptVerdicts | null,
): JudgedDomain {
  const { domain, pointing, inForce, totals } = row;
  // Null says that no record applies; where nobody was asked that is not known.
  const unasked = pointing.kind === 'unknown' && pointing.noAnswer === undefined;
  const force = inForce ?? (unasked ? { current: 'unknown', old: 'unknown' } : { current: null, old: null });
  return {
    domain,
    status: statusOf(row),
    reason: row.listing === 'confirmed' ? row.statusReason : unaskedReason(domain),
    pointing: pointing.kind,
    policy: { current: force.current, older: force.old },
    sending: row.sending,
    messages: totals.messages,
    passed: totals.passed,
    problems: problemsOf(row, checks, verdicts),
    next: nextOfDomain(row, page, checks),
  };
}

function unaskedReason(domain: string): string {
  if (domain === '') return 'no-policy-domain';
  return isMultiLabelDomain(domain) ? 'not-confirmed' : 'not-a-name';
}

function statusOf({ status, statusReason }: DomainRow): JudgedStatus {
  if (status === 'blocked-not-in-force') return 'blocked';
  if (status !== 'none') return status;
  // A server that failed says nothing of how the name is pointed.
  return ['not-looked-up', 'no-answer', 'broken-servfail'].includes(statusReason)
    ? 'unknown'
    : 'not-configured';
}

async function senderRows(
  { network }: OpenEngine,
  domain: string,
  all: JudgedTraffic,
): Promise<JudgedSenderRow[]> {
  const resolve = await network.resolverFor(domain);
  const messagesOf = addressMessages(all.traffic);
  const rows: JudgedSenderRow[] = [];
  for (const judged of all.senders) {
    const { sender, status, remarks, sums, forwarderShare, forwarderEvidence } = judged;
    rows.push({
      domain,
      key: sender.key,
      // A report may leave the address out.
      name: sender.name || 'no address',
      service: sender.service?.id ?? null,
      addresses: addressRows(judged, all, messagesOf),
      status,
      remarks,
      messages: sums[SUM.messages]!,
      passed: sums[SUM.passed]!,
      dkimAligned: sums[SUM.dkimAligned]!,
      spfAligned: sums[SUM.spfAligned]!,
      forwarder: { share: forwarderShare, signs: [...new Set(forwarderEvidence.map(({ code }) => code))] },
      advice: await adviseSender(domain, all, judged, resolve),
    });
  }
  return rows.sort((a, b) => b.messages - a.messages || compare(a.key, b.key));
}

function addressRows(
  { sender }: JudgedSender,
  { traffic, judgement }: JudgedTraffic,
  messages: Float64Array,
) {
  return sender.members
    .map((a) => ({
      address: traffic.addresses[a]!,
      status: statusOfAddress(judgement, a),
      messages: messages[a]!,
    }))
    .sort((x, y) => y.messages - x.messages || compare(x.address, y.address));
}

/** Both stricter policies, each as the page simulates the next one. */
async function readinessRows({ engine, store }: OpenEngine, domain: string): Promise<JudgedReadiness[]> {
  const kept = await keptPointings.get(store, domain);
  const rows: JudgedReadiness[] = [];
  for (const policy of ['quarantine', 'reject'] as const) {
    const found = await engine.domains.readiness(domain, readinessWish(kept, policy));
    const { hit, messages: of, accepted, unknown, ignored } = found;
    rows.push({ domain, policy, verdict: found.recommendation.code, hit, of, accepted, unknown, ignored });
  }
  return rows;
}

type Checks = Awaited<ReturnType<DomainsRoom['checks']>>;

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
