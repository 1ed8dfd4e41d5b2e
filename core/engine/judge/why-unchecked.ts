import { isMultiLabelDomain } from '../../lib/dns-names.ts';
import type { UncheckedReason } from '../../model/sender.ts';
import type { JudgedSender } from '../../model/traffic.ts';
import type { JudgedTraffic } from './judge-domain.ts';
import { spfDomainsByAddress } from './spf-domains-by-address.ts';

/**
 * Why there is no verdict for some of a sender's mail. *Not asked* and *no answer* are different reasons, and what
 * is known of the one is never told as the other.
 *
 * @param asks whether anybody may be asked on behalf of the domain now
 */
export function whyUnchecked(
  domain: string,
  all: JudgedTraffic,
  judged: JudgedSender,
  asks: boolean,
): UncheckedReason {
  const { traffic, facts } = all;
  if (!isMultiLabelDomain(domain)) return 'not-a-name';
  if (!facts.confirmed) return 'not-confirmed';
  const open = new Set<string>();
  for (const [a, names] of spfDomainsByAddress(traffic, new Set(judged.sender.members))) {
    for (const name of names) {
      if (facts.verdictOf(name, traffic.addresses[a]!) === undefined) open.add(name);
    }
  }
  const silent = facts.kept?.unanswered?.find((each) => open.has(each.domain));
  if (silent !== undefined) return silent.why;
  if (!asks) return 'no-resolver';
  // Names that were left out of a whole evaluation are a stranger's: a forger may have written them.
  const evaluated = new Set(facts.kept?.own.map((table) => table.domain));
  const foreign = facts.kept !== null && open.size > 0 && [...open].every((name) => !evaluated.has(name));
  return foreign ? 'not-allowed' : 'pending';
}
