/** The tree of a record: every include with what it costs and holds, whether or not an address gets there. */
import { isMultiLabelDomain, toALabels } from '../lib/dns-names.ts';
import { formatIp, type IpAddress } from '../lib/ip.ts';
import type { Resolve } from '../model/dns.ts';
import type { BranchState, SpfBranch, SpfTreeTerm } from '../model/spf-tree.ts';
import { expandName, missingLetter } from './expand-macro.ts';
import { type FetchedRecord, fetchRecord } from './fetch-record.ts';
import { MAX_MX_ADDRESSES } from './limits.ts';
import { findAddresses, findMailHosts } from './look-up.ts';
import type { MacroString } from './macro-string.ts';
import {
  type DomainMechanism,
  type HostMechanism,
  isNetwork,
  type Mechanism,
  type SpfRecord,
} from './record.ts';

/** Branches drawn; 10 look-ups allow 11, and a record far beyond that is told to be. */
export const MAX_BRANCHES = 60;
/** Terms whose hosts are asked for; the rest of a record made of thousands is `not-asked`. */
export const MAX_HOST_TERMS = 60;

export interface TreeLimits {
  maxBranches?: number;
  maxHostTerms?: number;
}

/**
 * Builds the tree by asking for everything that the record names, for both families. Costs more questions than
 * evaluating an address; DNS should be a cache.
 */
export function buildSpfTree(domain: string, resolve: Resolve, limits: TreeLimits = {}): Promise<SpfBranch> {
  const name = toALabels(domain.replace(/\.$/, ''));
  return new TreeBuilder(name, resolve, limits).branch(name, [name]);
}

/** The tree's branches, the root first, in the order of evaluation. */
export function branchesOf(root: SpfBranch): SpfBranch[] {
  return [root, ...root.terms.flatMap((term) => (term.branch ? branchesOf(term.branch) : []))];
}

class TreeBuilder {
  private readonly sender: string;
  private readonly resolve: Resolve;
  private readonly limits: TreeLimits;
  private count = 0;
  private hostTerms = 0;

  constructor(sender: string, resolve: Resolve, limits: TreeLimits) {
    this.sender = sender;
    this.resolve = resolve;
    this.limits = limits;
  }

  async branch(domain: string, path: string[]): Promise<SpfBranch> {
    const base: Omit<SpfBranch, 'state'> = { domain, path, text: '', errors: [], problem: '', terms: [] };
    // DNS does not know case.
    const name = domain.toLowerCase();
    if (path.slice(0, -1).some((each) => each.toLowerCase() === name)) return { ...base, state: 'loop' };
    const { maxBranches = MAX_BRANCHES } = this.limits;
    if (++this.count > maxBranches || !isMultiLabelDomain(domain)) return { ...base, state: 'not-asked' };
    const fetched = await fetchRecord(domain, this.resolve);
    const record = 'record' in fetched ? fetched.record : null;
    const state = stateOf(fetched);
    const problem = fetched.kind === 'temperror' ? fetched.problem : '';
    if (!record) return { ...base, state, problem };
    const terms = await this.terms(record, domain, path);
    return { ...base, state, problem, text: record.text, errors: record.errors, terms };
  }

  private async terms(record: SpfRecord, domain: string, path: string[]): Promise<SpfTreeTerm[]> {
    const terms: SpfTreeTerm[] = [];
    let dead = false;
    for (const mechanism of record.mechanisms) {
      const term = await this.mechanism(mechanism, domain, path, dead);
      terms.push(term);
      dead ||= mechanism.name === 'all';
    }
    if (record.redirect) {
      const { text, at, value } = record.redirect;
      const term = blank(text, at, 'redirect', dead);
      terms.push(dead ? term : await this.leading(term, value, domain, path));
    }
    for (const { text, at } of record.exp ? [record.exp] : []) terms.push(blank(text, at, 'exp', false));
    for (const { text, at } of record.unknown) terms.push(blank(text, at, 'unknown', false));
    return terms.sort((a, b) => a.at - b.at);
  }

  private async mechanism(m: Mechanism, domain: string, path: string[], dead: boolean): Promise<SpfTreeTerm> {
    const term = blank(m.text, m.at, m.name, dead);
    if (isNetwork(m)) {
      return { ...term, ranges: [rangeText(m.network, m.prefix)] };
    }
    if (m.name === 'all' || dead) return term;
    if (m.name === 'include') return this.leading(term, m.domain, domain, path);
    const lookups = 1 + (m.domain?.letters.has('p') ? 1 : 0);
    const target = this.target(m.domain, domain, 4);
    if (m.name === 'ptr' || target === null) return { ...term, lookups, perAddress: true };
    if (!isMultiLabelDomain(target)) return { ...term, problem: 'bad-target' };
    if (++this.hostTerms > (this.limits.maxHostTerms ?? MAX_HOST_TERMS))
      return { ...term, lookups, problem: 'not-asked' };
    if (m.name === 'exists') return this.exists({ ...term, lookups }, target);
    return this.hosts({ ...term, lookups }, m, domain);
  }

  /** include and redirect: the branch under them, with its cost. */
  private async leading(
    term: SpfTreeTerm,
    spec: MacroString | null,
    domain: string,
    path: string[],
  ): Promise<SpfTreeTerm> {
    const target = this.target(spec, domain, 4);
    if (target === null || target !== this.target(spec, domain, 6)) {
      return { ...term, lookups: 1 + (spec?.letters.has('p') ? 1 : 0), perAddress: true };
    }
    if (!isMultiLabelDomain(target)) return { ...term, problem: 'bad-target' };
    const branch = await this.branch(target, [...path, target]);
    const isVoid = branch.state === 'none' ? 1 : 0;
    return {
      ...term,
      branch,
      lookups: 1 + sum(branch.terms, 'lookups'),
      voids4: isVoid + sum(branch.terms, 'voids4'),
      voids6: isVoid + sum(branch.terms, 'voids6'),
    };
  }

  private async exists(term: SpfTreeTerm, target: string): Promise<SpfTreeTerm> {
    const found = await findAddresses(target, 4, this.resolve);
    const isVoid = found.kind === 'void' ? 1 : 0;
    // The name is the same for every machine: where it exists, all of them match.
    const matchesAll = found.kind === 'found' && found.values.length > 0 ? 'over-broad' : '';
    const problem = found.kind === 'temperror' ? found.problem : matchesAll;
    return { ...term, voids4: isVoid, voids6: isVoid, problem };
  }

  private async hosts(
    term: SpfTreeTerm,
    m: DomainMechanism | HostMechanism,
    domain: string,
  ): Promise<SpfTreeTerm> {
    const result = { ...term };
    for (const family of [4, 6] as const) {
      const target = this.target(m.domain, domain, family);
      const prefix = 'cidr4' in m ? (family === 4 ? m.cidr4 : m.cidr6) : 0;
      let names = [target ?? ''];
      if (m.name === 'mx') {
        const hosts = await findMailHosts(target ?? '', this.resolve);
        if (hosts.kind === 'too-many') return { ...result, problem: 'too-many-mx' };
        if (hosts.kind === 'temperror') return { ...result, problem: hosts.problem };
        if (hosts.kind === 'void') {
          result[family === 4 ? 'voids4' : 'voids6'] = 1;
          continue;
        }
        names = hosts.values;
      }
      for (const name of names) {
        const found = await findAddresses(name, family, this.resolve);
        if (found.kind === 'temperror') result.problem = found.problem;
        // Only the term's own question counts; those for mail hosts do not.
        if (found.kind === 'void' && m.name === 'a') result[family === 4 ? 'voids4' : 'voids6'] = 1;
        // RFC 7208 section 4.6.4 can be read as a limit of ten addresses a mail host; most receivers know none.
        if (found.kind === 'found' && m.name === 'mx' && found.values.length > MAX_MX_ADDRESSES)
          result.problem ||= 'many-mx-addresses';
        if (found.kind === 'found') result.ranges.push(...found.values.map((ip) => rangeText(ip, prefix)));
      }
    }
    return { ...result, ranges: [...new Set(result.ranges)].sort() };
  }

  private target(spec: MacroString | null, domain: string, family: 4 | 6): string | null {
    if (spec === null) return domain;
    const unknown = { localPart: null, helo: null };
    if (spec.letters.has('i') || spec.letters.has('p') || missingLetter(spec, unknown)) return null;
    const ip: IpAddress = { family, words: new Uint32Array(family === 4 ? 1 : 4) };
    return expandName(spec, { ip, domain, senderDomain: this.sender, ...unknown });
  }
}

function stateOf(fetched: FetchedRecord): BranchState {
  if (fetched.kind !== 'permerror') return fetched.kind;
  return fetched.record ? 'syntax-error' : 'several-records';
}

function blank(text: string, at: number, kind: SpfTreeTerm['kind'], dead: boolean): SpfTreeTerm {
  const nothing = { lookups: 0, voids4: 0, voids6: 0, branch: null, perAddress: false };
  return { text, at, kind, ranges: [], dead, problem: '', ...nothing };
}

/** A network as text, its host bits cleared; a single address without a prefix. */
function rangeText(ip: IpAddress, prefix: number): string {
  const full = ip.family === 4 ? 32 : 128;
  const words = ip.words.map((word, i) => {
    const bits = Math.min(32, Math.max(0, prefix - i * 32));
    return bits === 0 ? 0 : (word & (0xffffffff << (32 - bits))) >>> 0;
  });
  const base = formatIp({ family: ip.family, words });
  return prefix === full ? base : `${base}/${prefix}`;
}

function sum(terms: readonly SpfTreeTerm[], key: 'lookups' | 'voids4' | 'voids6'): number {
  return terms.reduce((total, term) => total + term[key], 0);
}
