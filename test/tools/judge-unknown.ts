import { MAX_REVERSE_NAMES } from '../../core/engine/assess/assess.ts';
import type { DomainChecks, DomainRow } from '../../core/engine/domains/face.ts';
import { untoldNames } from '../../core/engine/facts/reverse-names.ts';
import { keptVerdicts } from '../../core/engine/facts/verdicts.ts';
import type { JudgedTraffic } from '../../core/engine/judge/judge-domain.ts';
import { whyUnchecked } from '../../core/engine/judge/why-unchecked.ts';
import type { OpenEngine } from '../../core/engine/open-engine.ts';
import type { Traffic } from '../../core/model/traffic.ts';
import { addressMessages } from './address-messages.ts';
import type { Unknown } from './judge-rows.ts';

/** What DNS did not tell of a confirmed domain, and why. */
export async function unknownOf(
  { store }: OpenEngine,
  { domain, pointing, inForce, declared, locked }: DomainRow,
  all: JudgedTraffic,
  checks: DomainChecks | null,
): Promise<Unknown[]> {
  const found: Unknown[] = [];
  const add = (what: string, reason: string): void => {
    if (!found.some((each) => each.what === what && each.reason === reason))
      found.push({ domain, what, reason });
  };
  if (pointing.noAnswer !== undefined) add('pointing', pointing.noAnswer);
  else if (pointing.kind === 'broken') add('pointing', pointing.fault ?? 'servfail');
  const why = inForce?.noAnswer?.why ?? pointing.noAnswer ?? 'no-answer';
  if (inForce?.current === 'unknown') add('policy of current receivers', why);
  if (inForce?.old === 'unknown') add('policy of older receivers', why);
  const verdicts = await keptVerdicts.get(store, domain);
  for (const each of verdicts?.unanswered ?? []) add(`spf ${each.domain}`, each.why);
  for (const judged of all.senders.filter(({ status }) => status === 'unchecked')) {
    const unasked = whyUnchecked(domain, all, judged, true);
    if (!verdicts?.unanswered?.some(({ why: told }) => told === unasked))
      add(`spf of ${judged.sender.key}`, unasked);
  }
  const { traffic } = all;
  for (const { key } of checks?.selectors ?? []) {
    if (key.state === 'unknown')
      add(`dkim ${key.selector}._domainkey.${key.domain}`, key.noAnswer ?? 'no-answer');
  }
  for (const { domain: name, authorization } of checks?.destinations ?? []) {
    if (authorization === 'unknown') add(`report destination ${name}`, 'no-answer');
  }
  // What is recommended for domains that send nothing.
  const silent = declared === 'non-sending' || locked;
  for (const { code, state, reason } of silent ? (checks?.recommendations ?? []) : []) {
    if (state === 'unknown') add(`recommendation ${code}`, reason);
  }
  const untold = await untoldNames(store, busiestFirst(traffic));
  // The busiest were asked about; a name that is unknown beyond them was not asked for.
  const asked = new Set(busiestFirst(traffic).slice(0, MAX_REVERSE_NAMES));
  for (const address of untold) if (asked.has(address)) add(`host name ${address}`, 'no-answer');
  const left = untold.filter((address) => !asked.has(address)).length;
  if (left > 0) add(`host names of ${left} more addresses`, 'budget');
  return found;
}

function busiestFirst(traffic: Traffic): string[] {
  const messages = addressMessages(traffic);
  const order = traffic.addresses.map((_, a) => a).sort((a, b) => messages[b]! - messages[a]!);
  return order.map((a) => traffic.addresses[a]!);
}
