import type { NoAnswer } from '../model/dns.ts';
import { organizationalDomainByList } from './public-suffix.ts';
import { organizationalDomainOf, type RecordLookup, treeWalk } from './tree-walk.ts';

/**
 * Whether two names belong to one organization for both kinds of receiver: by the public suffix list (RFC 7489
 * section 7.1) and by the tree walk (RFC 9990 section 4). A walk is made only where the list says yes.
 *
 * @returns why DNS gave no answer, where that leaves it open
 */
export async function sameOrganization(
  one: string,
  other: string,
  lookup: RecordLookup,
  byList: (name: string) => string = organizationalDomainByList,
): Promise<boolean | NoAnswer> {
  if (one === other) return true;
  if (byList(one) !== byList(other)) return false;
  const [first, second] = [await treeWalk(one, lookup), await treeWalk(other, lookup)];
  const silent = first.failure ?? second.failure;
  if (silent !== null) return silent;
  return organizationalDomainOf(first) === organizationalDomainOf(second);
}
