import { changeDmarcRecord } from '../../../dmarc/build-record.ts';
import { makeChange } from '../../../domains/change.ts';
import { delegationSteps } from '../../../domains/delegation.ts';
import { sameTexts } from '../../../domains/plan.ts';
import type { ChangeEntry, HostProblem, HostSettings } from '../../../model/host.ts';
import { type Context, fresh } from '../context.ts';
import { type DomainFacts, domainFacts } from '../domain-facts.ts';
import { lookAgain } from '../look-again.ts';
import { problemOf, refusedEntry } from '../publish.ts';
import type { DelegationView } from './face.ts';

/** The guided way to a host, ticked by what DNS and the host show now. Null for a host that is not known. */
export async function delegationView(
  context: Context,
  domain: string,
  hostId: string,
): Promise<DelegationView | null> {
  const settings = (await context.store.hosts.list()).find((each) => each.id === hostId);
  if (settings === undefined) return null;
  const looked = await lookAgain(context, domain);
  const facts = await domainFacts(context, domain, looked?.pointing);
  const opened = await context.hosts.open(settings, domain);
  const record = facts.pointing.record?.text ?? changeDmarcRecord(null, { p: 'none' });
  if (!opened.ok) return withoutHost(context, facts, settings, record, opened.problem);
  const { host } = opened;
  const [state, ds] = [await host.read(domain), await dsOf(context, domain)];
  const place = host.place(domain);
  const held = state.ok ? state.value : null;
  const problem = wayProblem(facts, settings) ?? (state.ok || !host.automatic ? null : state.problem);
  const filled = held?.txt != null && sameTexts(held.txt.texts, [record]);
  const calls = host.automatic && problem === null && !filled ? await host.plan(domain, record) : null;
  return {
    domain,
    hostId,
    automatic: host.automatic,
    place,
    // By hand DNS cannot show what servers hold before a delegation leads there; an alias's target it can.
    steps: delegationSteps({
      place,
      pointing: facts.pointing,
      host: host.automatic || place.by === 'cname' ? held : null,
      automatic: host.automatic,
      signed: false,
      ds,
    }),
    host: held,
    problem,
    calls: calls?.ok ? calls.value : null,
    mayTryChildZone:
      host.tryChildZone !== null && place.by === 'cname' && facts.match.kind === 'not-applicable',
    record,
    zoneText: host.zoneText(domain, record),
  };
}

/**
 * Puts the record in force, with all its tags, into the host before anything points there, and reads it
 * back. Refused where DNS leads to somebody else already, or could not be read.
 */
export async function fillHost(
  context: Context,
  domain: string,
  hostId: string,
): Promise<ChangeEntry | null> {
  const settings = (await context.store.hosts.list()).find((each) => each.id === hostId);
  if (settings === undefined) return null;
  const looked = await lookAgain(context, domain);
  const facts = await domainFacts(context, domain, looked?.pointing);
  const problem = looked === null ? problemOf('not-looked-up') : wayProblem(facts, settings);
  if (problem !== null) return refusedEntry(context, domain, hostId, 'fill', problem);
  const opened = await context.hosts.open(settings, domain);
  if (!opened.ok) return refusedEntry(context, domain, hostId, 'fill', opened.problem);
  const entry = await makeChange({
    host: opened.host,
    facts: { pointing: facts.pointing, match: facts.match, sharedWith: facts.sharedWith },
    domain,
    text: facts.pointing.record?.text ?? changeDmarcRecord(null, { p: 'none' }),
    action: 'fill',
    id: context.newId(),
    now: context.now(),
  });
  await context.store.changes.add(entry);
  context.onChange('domains', domain);
  return entry;
}

/** What stands in the way to this host: somebody else's servers, or several records of which none counts. */
function wayProblem(facts: DomainFacts, settings: HostSettings): HostProblem | null {
  if (facts.pointing.kind === 'several') return problemOf('several-records');
  if (facts.host?.id === settings.id) return facts.problem;
  const { match } = facts;
  if (match.kind === 'foreign' || match.kind === 'mixed')
    return problemOf(match.kind, match.names.join(', '));
  if (match.kind === 'ours') return problemOf('other-host', match.hostId);
  const limited = settings.limitedTo.length > 0 && !settings.limitedTo.includes(facts.domain);
  return limited ? problemOf('limited', settings.limitedTo.join(', ')) : null;
}

async function dsOf(context: Context, domain: string) {
  const resolve = await context.resolverFor(domain);
  return resolve === null ? null : fresh(resolve)(`_dmarc.${domain}`, 'DS', 'host-readback');
}

function withoutHost(
  context: Context,
  facts: DomainFacts,
  settings: HostSettings,
  record: string,
  problem: HostProblem,
): DelegationView {
  // Any key will do: nothing is sent, only the place is asked for.
  const shape = context.hosts.openWith(settings, '', facts.domain);
  const place = shape.ok
    ? shape.host.place(facts.domain)
    : { by: 'ns' as const, owner: `_dmarc.${facts.domain}`, nameServers: settings.nameServers };
  return {
    domain: facts.domain,
    hostId: settings.id,
    automatic: settings.kind !== 'manual',
    place,
    steps: delegationSteps({ place, pointing: facts.pointing, host: null, signed: false, ds: null }),
    host: null,
    problem,
    calls: null,
    mayTryChildZone: false,
    record,
    zoneText: '',
  };
}
