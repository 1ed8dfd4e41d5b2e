import { changeDmarcRecord } from '../../dmarc/build-record.ts';
import { policyInForce } from '../../dmarc/policy-in-force.ts';
import { isUsable, parseDmarcRecord } from '../../dmarc/record.ts';
import { type ChangeRequest, dryRun, makeChange, revertOf } from '../../domains/change.ts';
import { rejectsEverything } from '../../domains/rejects-everything.ts';
import type { HostProblemCode } from '../../model/codes.ts';
import type { DmarcRecord } from '../../model/dmarc.ts';
import type { RecordChange } from '../../model/domain-configuration.ts';
import type { ChangeEntry, HostProblem } from '../../model/host.ts';
import type { Context } from './context.ts';
import { type DomainFacts, domainFacts } from './domain-facts.ts';
import type { RecordPreview } from './face.ts';
import { lookAgain, watchChange } from './look-again.ts';
import { wantRecord } from './wanted-record.ts';

/** Longest record taken; RFC 1035 has no limit here, resolvers and people do. */
export const MAX_RECORD_TEXT = 2_048;

export const problemOf = (code: HostProblemCode, detail = ''): HostProblem => ({
  code,
  detail,
  status: null,
});

/** The record before and after a change, and the calls it would take. Writes nothing. */
export async function previewRecord(
  context: Context,
  domain: string,
  change: RecordChange,
): Promise<RecordPreview> {
  const facts = await domainFacts(context, domain);
  return previewText(context, facts, changeDmarcRecord(facts.pointing.record, change));
}

export async function previewText(
  context: Context,
  facts: DomainFacts,
  text: string,
  action = 'policy',
): Promise<RecordPreview> {
  const { domain, host, pointing } = facts;
  const preview: RecordPreview = {
    before: pointing.record?.text ?? null,
    after: text,
    inForceBefore: policyInForce(pointing.record),
    inForceAfter: policyInForce(parseDmarcRecord(text)),
    hostId: host?.id ?? null,
    automatic: false,
    calls: null,
    problem: refusal(facts) ?? lockProblem(facts, parseDmarcRecord(text), action),
    zoneText: '',
  };
  if (host === null || preview.problem !== null) return preview;
  const opened = await context.hosts.open(host, domain);
  if (!opened.ok) return { ...preview, problem: opened.problem };
  preview.automatic = opened.host.automatic;
  preview.zoneText = opened.host.zoneText(domain, text);
  const calls = await dryRun({ ...request(context, facts, text, 'policy'), host: opened.host });
  return calls.ok ? { ...preview, calls: calls.value } : { ...preview, problem: calls.problem };
}

/**
 * Publishes a record at the host that serves the domain: reads DNS anew, since nothing is written on the
 * word of an old answer; writes, reads back through the API, and then watches DNS. Failures are lines of
 * the log as well.
 */
export async function publishText(
  context: Context,
  domain: string,
  text: string,
  action: string,
  reverts?: ChangeEntry,
): Promise<ChangeEntry> {
  const looked = await lookAgain(context, domain);
  const facts = await domainFacts(context, domain, looked?.pointing);
  const record = parseDmarcRecord(text);
  const problem =
    looked === null
      ? problemOf('not-looked-up')
      : record === null || !isUsable(record) || text.length > MAX_RECORD_TEXT
        ? problemOf('not-a-record')
        : (refusal(facts) ?? lockProblem(facts, record, reverts?.action ?? action));
  if (problem !== null || facts.host === null) {
    return refusedEntry(context, domain, facts.host?.id ?? '', action, problem ?? problemOf('no-host'));
  }
  const opened = await context.hosts.open(facts.host, domain);
  if (!opened.ok) return refusedEntry(context, domain, facts.host.id, action, opened.problem);
  const base = { ...request(context, facts, text, action), host: opened.host };
  const wanted = reverts === undefined ? base : revertOf(reverts, base);
  if (wanted === null || wanted.text === null) {
    return refusedEntry(context, domain, facts.host.id, action, problemOf('cannot-revert'));
  }
  const entry = await makeChange(wanted);
  await context.store.changes.add(entry);
  if (entry.result === 'done' || entry.result === 'by-hand') {
    const { id: hostId, ttl } = facts.host;
    const byHand = entry.result === 'by-hand';
    const ttlBefore = entry.before?.ttl ?? null;
    const change = { texts: [wanted.text], ttl, ttlBefore, action, hostId, byHand };
    await wantRecord(context, domain, change, facts.pointing);
    const after = await lookAgain(context, domain);
    if (after?.state?.state === 'pending') watchChange(context, domain, after.state.wait);
    else if (after?.state?.state === 'unknown') watchChange(context, domain, 0);
  }
  context.onChange('domains', domain);
  return entry;
}

/** What takes the lock off, or puts it on; every other change of a Blocked domain must leave it rejecting. */
const LOCK_ACTIONS = ['block', 'unblock'];

function lockProblem(facts: DomainFacts, record: DmarcRecord | null, action: string): HostProblem | null {
  if (!facts.decision.locked || LOCK_ACTIONS.includes(action)) return null;
  return rejectsEverything(record) ? null : problemOf('blocked');
}

/** Why the record in force cannot be changed from here; null where it can. */
export function refusal(facts: DomainFacts): HostProblem | null {
  if (facts.host === null) return problemOf('no-host');
  if (facts.problem !== null) return facts.problem;
  return facts.match.kind === 'ours' ? null : problemOf('not-delegated');
}

function request(
  context: Context,
  facts: DomainFacts,
  text: string,
  action: string,
): Omit<ChangeRequest, 'host'> {
  return {
    facts: { pointing: facts.pointing, match: facts.match, sharedWith: facts.sharedWith },
    domain: facts.domain,
    text,
    action,
    id: context.newId(),
    now: context.now(),
  };
}

/** Nothing reached the host, so the log is not told; the caller is. */
export function refusedEntry(
  context: Context,
  domain: string,
  hostId: string,
  action: string,
  problem: HostProblem,
): ChangeEntry {
  return {
    id: context.newId(),
    time: context.now(),
    hostId,
    domain,
    action,
    before: null,
    after: null,
    result: 'failed',
    problem,
    calls: [],
    reverts: null,
  };
}
