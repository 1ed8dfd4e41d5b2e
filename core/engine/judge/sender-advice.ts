import type { NextStep } from '../../model/advice.ts';
import type { Resolve } from '../../model/dns.ts';
import type { SpfVerdict } from '../../model/spf.ts';
import type { JudgedSender, Traffic } from '../../model/traffic.ts';
import { nextSteps } from '../../senders/next-step.ts';
import type { JudgedTraffic } from './judge-domain.ts';
import { needsOf, proposalsFor } from './record-trial.ts';

/**
 * What to do next about a sender: one answer for the overlay, the domain's page and the marks. Changes of a record
 * are proposed only where they were tried and help.
 *
 * @param resolve DNS on behalf of the domain; null where it may not be asked, and then no change is proposed
 */
export async function adviseSender(
  domain: string,
  all: JudgedTraffic,
  judged: JudgedSender,
  resolve: Resolve | null,
): Promise<NextStep[]> {
  const needs = needsOf(all, judged);
  const concerned = judged.status !== 'ignored' && judged.status !== 'unchecked';
  const proposals = resolve !== null && concerned ? await proposalsFor(judged, needs, resolve) : null;
  const { traffic, facts } = all;
  const byAddress = spfDomainsByAddress(traffic, new Set(judged.sender.members));
  const verdicts = [...byAddress].flatMap(([a, names]) => verdictsOf(names, traffic.addresses[a]!, facts));
  return nextSteps({
    judged,
    // SPF is not inherited: what is said is said of the name the mail was sent for.
    domain: judged.status === 'unchecked' ? domain : (judged.headerFroms[0] ?? domain),
    verdicts,
    proposals,
    foreign: needs.foreign,
    said: facts.classes.get(judged.sender.key)?.as ?? null,
  });
}

/** Verdicts of the names whose records can authorise an address, those that pass first. */
export function verdictsOf(
  names: Iterable<string>,
  address: string,
  { verdictOf }: Pick<JudgedTraffic['facts'], 'verdictOf'>,
): SpfVerdict[] {
  return [...names]
    .map((name) => verdictOf(name, address))
    .filter((verdict) => verdict !== undefined)
    .sort((x, y) => Number(y.result === 'pass') - Number(x.result === 'pass'));
}

/** Names whose SPF records can authorise each member's rows. */
export function spfDomainsByAddress(
  { flows, names }: Traffic,
  isMember: ReadonlySet<number>,
): Map<number, Set<string>> {
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
