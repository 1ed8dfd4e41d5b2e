import type { Traffic } from '../../model/traffic.ts';

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
