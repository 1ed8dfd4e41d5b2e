/** One run of check_host() for one address, RFC 7208 section 4, in the order the record gives. */

import { isMultiLabelDomain } from '../lib/dns-names.ts';
import { type IpAddress, inNetwork } from '../lib/ip.ts';
import type { SpfCheckProblem } from '../model/codes.ts';
import type { Resolve } from '../model/dns.ts';
import { expandName, type MacroValues, missingLetter } from './expand-macro.ts';
import { fetchRecord } from './fetch-record.ts';
import { MAX_LOOKUPS, MAX_VOIDS } from './limits.ts';
import {
  bestName,
  findAddresses,
  findMailHosts,
  findValidatedNames,
  type ValidatedNames,
} from './look-up.ts';
import type { MacroString } from './macro-string.ts';
import type { DomainMechanism, HostMechanism, Mechanism, Modifier } from './record.ts';
import { type Ending, endingOf, matchOf, throughInclude } from './verdict.ts';

/** What a term may turn out to be whose value needs what a report does not carry. */
export type TermOutcome = 'no' | 'match' | 'void' | 'error';

/** How terms may go besides not matching: an include may lead to no record, an mx to more than ten hosts. */
const WAYS: Readonly<Record<'include' | 'mx' | 'a' | 'exists', TermOutcome[]>> = {
  include: ['match', 'error'],
  mx: ['match', 'void', 'error'],
  a: ['match', 'void'],
  exists: ['match', 'void'],
};

/** A term whose outcome the report cannot determine, reached in this run. */
export interface UnknownPoint {
  term: string;
  path: string[];
  /** `needs-local-part`, `needs-helo`, or what was wrong with DNS. */
  problem: SpfCheckProblem;
  lookups: number;
  voids: number;
  /** The other ways it may go. */
  alternatives: TermOutcome[];
}

export interface RunInput {
  ip: IpAddress;
  senderDomain: string;
  localPart: string | null;
  helo: string | null;
  resolve: Resolve;
  /** Reverse names that were not answered: none, as section 5.5 has it, or terms that rest on them may go either way. */
  silentNames: 'none' | 'unknown';
  /** How the unknown terms go, in the order they are reached; `no` beyond the end. */
  choices: readonly TermOutcome[];
}

/** The record whose `exp` explains a fail, and its domain. */
export interface Explainer {
  modifier: Modifier;
  domain: string;
}

export class Evaluation {
  lookups = 0;
  voids = 0;
  readonly points: UnknownPoint[] = [];
  explainer: Explainer | null = null;
  private readonly input: RunInput;
  private names: Promise<ValidatedNames> | null = null;

  constructor(input: RunInput) {
    this.input = input;
  }

  /** Evaluates the record of a domain. `path` ends with that domain. */
  async domain(domain: string, path: string[]): Promise<Ending> {
    // A domain that is malformed or has one label only has no record (section 4.3).
    if (!isMultiLabelDomain(domain)) return endingOf('none', path);
    const fetched = await fetchRecord(domain, this.input.resolve);
    if (fetched.kind === 'none') {
      // The first question of a check is no term's question; those of include and redirect are.
      if (path.length > 1 && fetched.isVoid && this.countVoid()) {
        return endingOf('permerror', path, 'too-many-voids');
      }
      return endingOf('none', path);
    }
    if (fetched.kind !== 'record') return endingOf(fetched.kind, path, fetched.problem);
    const { record } = fetched;
    for (const mechanism of record.mechanisms) {
      const ending = await this.mechanism(mechanism, domain, path);
      if (!ending) continue;
      if (ending.result === 'fail' && record.exp) this.explainer = { modifier: record.exp, domain };
      return ending;
    }
    return record.redirect ? this.redirect(record.redirect, domain, path) : endingOf('neutral', path);
  }

  /** How the term ends the evaluation, or null where it does not match. */
  private async mechanism(mechanism: Mechanism, domain: string, path: string[]): Promise<Ending | null> {
    const { ip } = this.input;
    const match = matchOf(mechanism, path, ip.family);
    switch (mechanism.name) {
      case 'all':
        return match;
      case 'ip4':
      case 'ip6':
        return inNetwork(ip, mechanism.network, mechanism.prefix) ? match : null;
      default:
        return this.dnsMechanism(mechanism, domain, path, match);
    }
  }

  private async dnsMechanism(
    mechanism: DomainMechanism | HostMechanism,
    domain: string,
    path: string[],
    match: Ending,
  ): Promise<Ending | null> {
    const target = await this.target(mechanism.domain, domain, path);
    if (typeof target !== 'string') {
      if (target.kind === 'ending') return target.ending;
      return this.unknown(mechanism, target.problem, path, match);
    }
    if (!isMultiLabelDomain(target)) {
      // A name that cannot exist: no question is asked, the term does not match (section 4.8) — but an
      // include of it is an include of a domain without a record (section 5.2).
      return mechanism.name === 'include' ? endingOf('permerror', path, 'bad-include-target') : null;
    }
    if (!this.countLookup()) return endingOf('permerror', path, 'too-many-lookups');
    switch (mechanism.name) {
      case 'include':
        return this.include(mechanism, target, path);
      case 'ptr':
        return this.ptr(mechanism.text, target, path, match);
      case 'exists':
        // Always A, whatever the family of the address (section 5.7).
        return this.addresses(target, 4, path, match, () => true);
      case 'a': {
        const { family } = this.input.ip;
        const prefix = family === 4 ? mechanism.cidr4 : mechanism.cidr6;
        return this.addresses(target, family, path, match, (a) => inNetwork(this.input.ip, a, prefix));
      }
      default:
        return this.mx(mechanism as HostMechanism, target, path, match);
    }
  }

  /** The name a term asks for, or why there is none: a limit, or a letter that a report does not carry. */
  private async target(
    spec: MacroString | null,
    domain: string,
    path: string[],
  ): Promise<string | { kind: 'ending'; ending: Ending } | { kind: 'unknown'; problem: SpfCheckProblem }> {
    if (spec === null) return domain;
    const values = this.values(domain);
    if (spec.letters.has('p')) {
      // %{p} asks for reverse names, which counts like a term (section 4.6.4).
      if (!this.countLookup())
        return { kind: 'ending', ending: endingOf('permerror', path, 'too-many-lookups') };
      const { names, isVoid, silent } = await this.validatedNames();
      const mayBeVoid = silent !== null && this.reach('%{p}', silent, path, ['void']) === 'void';
      if ((isVoid || mayBeVoid) && this.countVoid()) {
        return { kind: 'ending', ending: endingOf('permerror', path, 'too-many-voids') };
      }
      if (silent !== null) return { kind: 'unknown', problem: silent };
      values.validated = bestName(names, domain);
    }
    const missing = missingLetter(spec, this.input);
    if (missing) return { kind: 'unknown', problem: missing === 'h' ? 'needs-helo' : 'needs-local-part' };
    return expandName(spec, values);
  }

  private async include(mechanism: DomainMechanism, target: string, path: string[]): Promise<Ending | null> {
    const explainer = this.explainer;
    const inner = await this.domain(target, [...path, target]);
    // Explanations of included records are not used (section 6.2).
    this.explainer = explainer;
    if (inner.result === 'pass') return throughInclude(inner, mechanism.qualifier);
    if (inner.result === 'none') return endingOf('permerror', path, 'include-without-record');
    return inner.result === 'temperror' || inner.result === 'permerror' ? inner : null;
  }

  private async redirect(modifier: Modifier, domain: string, path: string[]): Promise<Ending> {
    const target = await this.target(modifier.value, domain, path);
    if (typeof target !== 'string') {
      if (target.kind === 'ending') return target.ending;
      if (!this.countLookup()) return endingOf('permerror', path, 'too-many-lookups');
      // Inside an include a redirect to nothing ends the whole check, and a fail would not.
      const choice = this.reach(modifier.text, target.problem, path, ['match', 'error']);
      if (choice === 'error') return endingOf('permerror', path, 'redirect-without-record');
      const base = endingOf(choice === 'match' ? 'pass' : 'fail', path);
      return { ...base, term: modifier.text };
    }
    if (!isMultiLabelDomain(target)) return endingOf('permerror', path, 'bad-redirect-target');
    if (!this.countLookup()) return endingOf('permerror', path, 'too-many-lookups');
    const ending = await this.domain(target, [...path, target]);
    return ending.result === 'none' ? endingOf('permerror', path, 'redirect-without-record') : ending;
  }

  private async addresses(
    name: string,
    family: 4 | 6,
    path: string[],
    match: Ending,
    matches: (address: IpAddress) => boolean,
  ): Promise<Ending | null> {
    const found = await findAddresses(name, family, this.input.resolve);
    if (found.kind === 'temperror') return endingOf('temperror', path, found.problem);
    if (found.kind === 'void') return this.countVoid() ? endingOf('permerror', path, 'too-many-voids') : null;
    return found.values.some(matches) ? match : null;
  }

  private async mx(
    mechanism: HostMechanism,
    name: string,
    path: string[],
    match: Ending,
  ): Promise<Ending | null> {
    const { ip, resolve } = this.input;
    const hosts = await findMailHosts(name, resolve);
    if (hosts.kind === 'temperror') return endingOf('temperror', path, hosts.problem);
    if (hosts.kind === 'void') return this.countVoid() ? endingOf('permerror', path, 'too-many-voids') : null;
    // Section 4.6.4: "MUST produce a permerror", also where one of the first ten would match.
    if (hosts.kind === 'too-many') return endingOf('permerror', path, 'too-many-mx');
    const prefix = ip.family === 4 ? mechanism.cidr4 : mechanism.cidr6;
    for (const host of hosts.values) {
      const found = await findAddresses(host, ip.family, resolve);
      if (found.kind === 'temperror') return endingOf('temperror', path, found.problem);
      if (found.kind === 'found' && found.values.some((a) => inNetwork(ip, a, prefix))) return match;
    }
    return null;
  }

  private async ptr(text: string, target: string, path: string[], match: Ending): Promise<Ending | null> {
    const { names, isVoid, silent } = await this.validatedNames();
    const wanted = target.toLowerCase();
    if (names.some((name) => name === wanted || name.endsWith(`.${wanted}`))) return match;
    const choice = silent === null ? 'no' : this.reach(text, silent, path, ['match', 'void']);
    if (choice === 'match') return match;
    const countsVoid = isVoid || choice === 'void';
    return countsVoid && this.countVoid() ? endingOf('permerror', path, 'too-many-voids') : null;
  }

  /** A term that needs what a report does not carry goes as this run chooses. */
  private async unknown(
    mechanism: DomainMechanism | HostMechanism,
    problem: SpfCheckProblem,
    path: string[],
    match: Ending,
  ): Promise<Ending | null> {
    if (!this.countLookup()) return endingOf('permerror', path, 'too-many-lookups');
    if (mechanism.name === 'ptr') {
      // The reverse names are those of the address, whatever the term's domain is.
      const { names, isVoid, silent } = await this.validatedNames();
      const ways: TermOutcome[] = silent === null ? ['match'] : ['match', 'void'];
      const isOpen = names.length > 0 || silent !== null;
      const choice = isOpen ? this.reach(mechanism.text, problem, path, ways) : 'no';
      if (choice === 'match') return match;
      const countsVoid = isVoid || choice === 'void';
      return countsVoid && this.countVoid() ? endingOf('permerror', path, 'too-many-voids') : null;
    }
    const choice = this.reach(mechanism.text, problem, path, WAYS[mechanism.name]);
    if (choice === 'match') return match;
    if (choice === 'error') {
      const why = mechanism.name === 'mx' ? 'too-many-mx' : 'include-without-record';
      return endingOf('permerror', path, why);
    }
    return choice === 'void' && this.countVoid() ? endingOf('permerror', path, 'too-many-voids') : null;
  }

  private reach(
    term: string,
    problem: SpfCheckProblem,
    path: string[],
    alternatives: TermOutcome[],
  ): TermOutcome {
    const choice = this.input.choices[this.points.length] ?? 'no';
    this.points.push({ term, path, problem, lookups: this.lookups, voids: this.voids, alternatives });
    return choice;
  }

  values(domain: string): MacroValues {
    const { ip, senderDomain, localPart, helo } = this.input;
    return { ip, domain, senderDomain, localPart, helo };
  }

  async validatedNames(): Promise<ValidatedNames> {
    this.names ??= findValidatedNames(this.input.ip, this.input.resolve);
    const found = await this.names;
    return this.input.silentNames === 'unknown' ? found : { ...found, silent: null };
  }

  /** False where the limit is reached: the term is not evaluated. */
  private countLookup(): boolean {
    if (this.lookups === MAX_LOOKUPS) return false;
    this.lookups++;
    return true;
  }

  /** True where the limit is passed. */
  private countVoid(): boolean {
    if (this.voids === MAX_VOIDS) return true;
    this.voids++;
    return false;
  }
}
