import { normalName } from '../lib/domain-name.ts';
import type { Discovery, DiscoveryOutcome } from '../model/dmarc.ts';
import type { Resolve } from '../model/dns.ts';
import { organizationalDomainByList, type PublicSuffixOptions } from './public-suffix.ts';
import { organizationalDomainOf, type RecordLookup, recordLookup, treeWalk } from './tree-walk.ts';

/**
 * Finds the record that applies to a domain and its Organizational Domain, by RFC 9989's tree walk and by
 * RFC 7489's public suffix list. Queries are shared between the two. Never throws; DNS trouble is a
 * `failure` in the outcome.
 */
export async function discover(
  domain: string,
  resolve: Resolve,
  options: PublicSuffixOptions = {},
): Promise<Discovery> {
  const name = normalName(domain);
  const lookup = recordLookup(resolve);
  const [treewalk, psl] = [await discoverByWalk(name, lookup), await discoverByList(name, lookup, options)];
  return { domain: name, treewalk, psl, differ: differ(treewalk, psl) };
}

/**
 * RFC 9989 section 4.10.1: the record of the Author Domain, else of its Organizational Domain, else of the
 * Public Suffix Domain above that. A record at the Author Domain holds even where the walk failed later.
 */
async function discoverByWalk(domain: string, lookup: RecordLookup): Promise<DiscoveryOutcome> {
  const walk = await treeWalk(domain, lookup);
  const outcome: DiscoveryOutcome = {
    organizationalDomain: walk.failure === null ? organizationalDomainOf(walk) : null,
    record: null,
    recordDomain: null,
    source: null,
    queried: walk.queried,
    discarded: walk.discarded,
    failure: walk.failure,
  };
  const own = walk.found.find((each) => each.name === walk.start);
  if (own !== undefined) return { ...outcome, record: own.record, recordDomain: own.name, source: 'author' };
  if (walk.failure !== null) return outcome;
  const org = walk.found.find((each) => each.name === outcome.organizationalDomain);
  if (org !== undefined) {
    return { ...outcome, record: org.record, recordDomain: org.name, source: 'organizational' };
  }
  const last = walk.found.at(-1);
  if (last?.record.psd === 'y') {
    return { ...outcome, record: last.record, recordDomain: last.name, source: 'public-suffix' };
  }
  return outcome;
}

/**
 * RFC 7489 section 6.6.3: the Author Domain's record, else the one of the Organizational Domain by the
 * list. Several records at the Author Domain end the search with nothing applied; the walk goes on there.
 */
async function discoverByList(
  domain: string,
  lookup: RecordLookup,
  options: PublicSuffixOptions = {},
): Promise<DiscoveryOutcome> {
  const organizationalDomain = organizationalDomainByList(domain, options);
  const outcome: DiscoveryOutcome = {
    organizationalDomain,
    record: null,
    recordDomain: null,
    source: null,
    queried: [],
    discarded: [],
    failure: null,
  };
  for (const name of new Set([domain, organizationalDomain])) {
    outcome.queried.push(name);
    const at = await lookup(name);
    if (at.kind === 'record') {
      const source = name === domain ? 'author' : 'organizational';
      return { ...outcome, record: at.record, recordDomain: name, source };
    }
    if (at.kind === 'failed') return { ...outcome, failure: at.failure };
    if (at.kind === 'discarded') {
      outcome.discarded.push(name);
      return outcome;
    }
  }
  return outcome;
}

function differ(walk: DiscoveryOutcome, list: DiscoveryOutcome): boolean {
  if (walk.failure !== null || list.failure !== null) return false;
  return walk.organizationalDomain !== list.organizationalDomain || walk.recordDomain !== list.recordDomain;
}
