import type { IpAddress } from '../lib/ip.ts';
import type { SpfCheckProblem } from '../model/codes.ts';
import type { SpfResult, SpfVerdict } from '../model/spf.ts';
import { BROAD_PREFIX_4, BROAD_PREFIX_6 } from './limits.ts';
import type { Mechanism, Qualifier } from './record.ts';

const RESULT_OF: Readonly<Record<Qualifier, SpfResult>> = {
  '+': 'pass',
  '-': 'fail',
  '~': 'softfail',
  '?': 'neutral',
};

/** How evaluation of one record ended. */
export interface Ending {
  result: SpfResult;
  /** The term that matched, or that could not be decided. */
  term: string;
  path: string[];
  problem: SpfCheckProblem;
  overBroad: boolean;
}

/** Nothing matched, or an error. */
export function endingOf(result: SpfResult, path: string[], problem: SpfCheckProblem = ''): Ending {
  return { result, term: '', path, problem, overBroad: false };
}

/** A mechanism matched. */
export function matchOf(mechanism: Mechanism, path: string[], family: IpAddress['family']): Ending {
  return {
    result: RESULT_OF[mechanism.qualifier],
    term: mechanism.text,
    path,
    problem: '',
    overBroad: mechanism.qualifier === '+' && isOverBroad(mechanism, family),
  };
}

/** An include whose record passes takes the qualifier of the include; term and path stay those of the match. */
export function throughInclude(inner: Ending, qualifier: Qualifier): Ending {
  return { ...inner, result: RESULT_OF[qualifier], overBroad: inner.overBroad && qualifier === '+' };
}

function isOverBroad(mechanism: Mechanism, family: 4 | 6): boolean {
  const limit = family === 4 ? BROAD_PREFIX_4 : BROAD_PREFIX_6;
  switch (mechanism.name) {
    case 'all':
      return true;
    case 'ip4':
    case 'ip6':
      return mechanism.prefix < limit;
    case 'a':
    case 'mx':
      return (family === 4 ? mechanism.cidr4 : mechanism.cidr6) < limit;
    case 'exists':
      // A name without the address or the sender in it is the same for everybody.
      return mechanism.domain !== null && ![...mechanism.domain.letters].some((l) => 'iplsh'.includes(l));
    default:
      return false;
  }
}

/** The verdict for a domain, from how evaluation ended and what it cost. */
export function verdictOf(domain: string, ending: Ending, lookups: number, voids: number): SpfVerdict {
  const { result, term, path, problem, overBroad } = ending;
  return { domain, result, term, path, lookups, voids, problem, overBroad };
}
