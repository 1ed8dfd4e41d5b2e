import { canonicalName } from '../lib/dns-names.ts';
import type { Resolve } from '../model/dns.ts';
import { failure } from './failure.ts';

/**
 * Holds that only the user's domains are asked about. A question belongs to the root domain it is asked for:
 * names below a root, and names that a root's own records led to (includes, CNAME targets, mail hosts).
 */
export interface AllowList {
  /**
   * DNS for one root domain. Every question answers `not-allowed` while the root is not on the user's list;
   * otherwise the names that the root's records name may be asked as well, since the root's owner wrote them.
   */
  forDomain(root: string): Resolve;
}

/**
 * Wraps DNS so that it can only be asked on behalf of a confirmed domain.
 * `isAllowed(root)` is asked at each question, so that removing a domain stops a run under way.
 */
export function createAllowList(resolve: Resolve, isAllowed: (domain: string) => boolean): AllowList {
  return {
    forDomain(root) {
      const domain = canonicalName(root);
      return async (name, type, purpose) =>
        isAllowed(domain)
          ? resolve(name, type, purpose)
          : failure('not-allowed', `${domain} is not on the list`);
    },
  };
}
