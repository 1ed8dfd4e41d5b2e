import { prefix64 } from '../lib/ip.ts';
import type { IgnoredDecision } from '../model/decisions.ts';
import type { UnixSeconds } from '../model/report.ts';
import { PREFIX_KEY } from '../model/traffic.ts';

/**
 * Tells which addresses of a domain are ignored now. Decisions hold for the addresses they were said of,
 * not for the service; an IPv6 /64 counts as one address.
 */
export function ignoredSet(
  domain: string,
  decisions: Iterable<IgnoredDecision>,
): (address: string) => boolean {
  const said = new Set<string>();
  for (const decision of decisions) {
    if (decision.domain !== domain || decision.endedAt !== null) continue;
    for (const address of decision.addresses) said.add(address);
  }
  return (address) => {
    if (said.size === 0) return false;
    if (said.has(address)) return true;
    const prefix = prefix64(address);
    return prefix !== null && said.has(prefix);
  };
}

/**
 * What the user ignores by one click, as it is kept: an IPv6 address by its /64, since a machine moves within it.
 * A row that stands for one IPv6 address alone (its neighbours are judged otherwise) is kept by that address.
 */
export function addressesToIgnore(senderKey: string, addresses: readonly string[]): string[] {
  if (senderKey.startsWith(PREFIX_KEY)) return [senderKey.slice(PREFIX_KEY.length)];
  if (senderKey.startsWith('ip:')) return [...addresses];
  return [...new Set(addresses.map((address) => prefix64(address) ?? address))];
}

/**
 * The addresses of running decisions that the SPF record now allows: for them Ignored ends for good. A /64 has
 * entered once no address seen in it is outside: what was In already when it was said ends nothing.
 *
 * @param entered addresses that are In for the domain now
 * @param outside all other addresses seen
 */
export function endedAddresses(
  decision: IgnoredDecision,
  entered: ReadonlySet<string>,
  outside: Iterable<string>,
): string[] {
  if (decision.endedAt !== null) return [];
  const prefixes = new Set<string>();
  for (const address of entered) {
    const prefix = prefix64(address);
    if (prefix) prefixes.add(prefix);
  }
  if (prefixes.size > 0) {
    for (const address of outside) {
      const prefix = prefix64(address);
      if (prefix) prefixes.delete(prefix);
    }
  }
  return decision.addresses.filter((address) => entered.has(address) || prefixes.has(address));
}

/** Parts a decision into what runs on and what ended at `now`; either part may be null. */
export function partDecision(
  decision: IgnoredDecision,
  ended: readonly string[],
  now: UnixSeconds,
): { running: IgnoredDecision | null; ended: IgnoredDecision | null } {
  const over = new Set(ended);
  const rest = decision.addresses.filter((address) => !over.has(address));
  return {
    running: rest.length > 0 ? { ...decision, addresses: rest } : null,
    ended: ended.length > 0 ? { ...decision, addresses: [...ended], endedAt: now } : null,
  };
}
