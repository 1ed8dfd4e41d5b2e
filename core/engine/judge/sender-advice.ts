import type { NextStep } from '../../model/advice.ts';
import type { Resolve } from '../../model/dns.ts';
import type { SpfVerdict } from '../../model/spf.ts';
import type { JudgedSender } from '../../model/traffic.ts';
import { nextSteps } from '../../senders/next-step.ts';
import type { JudgedTraffic } from './judge-domain.ts';
import { needsOf, proposalsFor } from './record-trial.ts';
import { spfDomainsByAddress } from './spf-domains-by-address.ts';
import { whyUnchecked } from './why-unchecked.ts';

/**
 * What to do next about a sender: one answer for the overlay, the domain's page and the marks. Changes of a record
 * are proposed only where they were tried and help.
 *
 * @param resolve DNS on behalf of the domain; null where it may not be asked, and then no change is proposed
 * @param options.brief nothing is tried against DNS, so no change is proposed either
 */
export async function adviseSender(
  domain: string,
  all: JudgedTraffic,
  judged: JudgedSender,
  resolve: Resolve | null,
  options: { brief?: boolean } = {},
): Promise<NextStep[]> {
  const needs = needsOf(all, judged);
  const concerned = judged.status !== 'ignored' && judged.status !== 'unchecked';
  const tries = resolve !== null && concerned && options.brief !== true;
  const proposals = tries ? await proposalsFor(judged, needs, resolve) : null;
  const { traffic, facts } = all;
  const byAddress = spfDomainsByAddress(traffic, new Set(judged.sender.members));
  const verdicts = [...byAddress].flatMap(([a, names]) => verdictsOf(names, traffic.addresses[a]!, facts));
  return nextSteps({
    judged,
    // SPF is not inherited: what is said is said of the name the mail was sent for.
    domain: judged.status === 'unchecked' ? domain : (judged.headerFroms[0] ?? domain),
    verdicts,
    unchecked: judged.status === 'unchecked' ? whyUnchecked(domain, all, judged, resolve !== null) : null,
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
