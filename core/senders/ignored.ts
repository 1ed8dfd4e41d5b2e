import { prefix64 } from '../lib/ip.ts';
import type { IgnoredDecision } from '../model/decisions.ts';
import type { UnixSeconds } from '../model/report.ts';

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

/** What the user ignores by one click: a /64 sender is kept by its prefix, all others by their addresses. */
export function addressesToIgnore(senderKey: string, addresses: readonly string[]): string[] {
  return senderKey.startsWith('net:') ? [senderKey.slice('net:'.length)] : [...addresses];
}

/**
 * The addresses of running decisions that the SPF record now allows: for them Ignored ends for good.
 *
 * @param entered addresses that are In for the domain now
 */
export function endedAddresses(decision: IgnoredDecision, entered: ReadonlySet<string>): string[] {
  if (decision.endedAt !== null) return [];
  const prefixes = new Set<string>();
  for (const address of entered) {
    const prefix = prefix64(address);
    if (prefix) prefixes.add(prefix);
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
