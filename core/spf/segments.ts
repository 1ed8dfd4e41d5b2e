/**
 * Evaluation of a record for all addresses of a family at once. The addresses still under way are kept in
 * groups by what they have used of the limits, since an address that matched early, or was turned back by an
 * included record, has used less than its neighbour.
 */

import { isMultiLabelDomain } from '../lib/dns-names.ts';
import { type AddressSpace, firstCovering, type Interval, type Piece, splitBy } from '../lib/intervals.ts';
import type { IpAddress } from '../lib/ip.ts';
import type { SpfCheckProblem } from '../model/codes.ts';
import type { Resolve } from '../model/dns.ts';
import { dependsOnAddress, expandName, missingLetter } from './expand-macro.ts';
import { fetchRecord } from './fetch-record.ts';
import {
  countLookup,
  countVoid,
  endAll,
  type Group,
  leaveDynamic,
  mergeGroups,
  type Segment,
} from './groups.ts';
import { MAX_VISITS } from './limits.ts';
import { findAddresses, findMailHosts } from './look-up.ts';
import type { MacroString } from './macro-string.ts';
import {
  type DomainMechanism,
  type HostMechanism,
  isNetwork,
  type Mechanism,
  type NetworkMechanism,
} from './record.ts';
import { type Ending, endingOf, matchOf, throughInclude } from './verdict.ts';

/** What differs between the families. */
export interface Family<T extends number | bigint> {
  family: 4 | 6;
  space: AddressSpace<T>;
  /** The interval of an address's network. */
  network(ip: IpAddress, prefix: number): Interval<T>;
}

/** Any address of the family: macros that do not depend on the address expand alike for all. */
const EXAMPLE: Record<4 | 6, IpAddress> = {
  4: { family: 4, words: new Uint32Array(1) },
  6: { family: 6, words: new Uint32Array(4) },
};

export class SegmentBuilder<T extends number | bigint> {
  private readonly kind: Family<T>;
  private readonly senderDomain: string;
  private readonly resolve: Resolve;
  private readonly maxVisits: number;
  private visits = 0;

  constructor(kind: Family<T>, senderDomain: string, resolve: Resolve, maxVisits = MAX_VISITS) {
    this.kind = kind;
    this.senderDomain = senderDomain;
    this.resolve = resolve;
    this.maxVisits = maxVisits;
  }

  /** Segments of the whole address space; every address is in exactly one. */
  all(): Promise<Segment<T>[]> {
    const { min, max } = this.kind.space;
    const domain = this.senderDomain;
    return this.domain(domain, [domain], [{ lookups: 0, voids: 0, ranges: [{ start: min, end: max }] }]);
  }

  private async domain(domain: string, path: string[], groups: Group<T>[]): Promise<Segment<T>[]> {
    if (!isMultiLabelDomain(domain)) return endAll(groups, endingOf('none', path));
    if (++this.visits > this.maxVisits) return leaveDynamic(groups, '', path);
    const fetched = await fetchRecord(domain, this.resolve);
    if (fetched.kind === 'none') {
      const counted = path.length > 1 && fetched.isVoid;
      const { going, ended } = counted ? countVoid(groups, path) : { going: groups, ended: [] };
      return [...ended, ...endAll(going, endingOf('none', path))];
    }
    if (fetched.kind !== 'record') return endAll(groups, endingOf(fetched.kind, path, fetched.problem));
    const { mechanisms, redirect } = fetched.record;
    const done: Segment<T>[] = [];
    let going = groups;
    for (let i = 0; i < mechanisms.length && going.length > 0; ) {
      const mechanism = mechanisms[i] as Mechanism;
      let step: { going: Group<T>[]; ended: Segment<T>[] };
      if (isNetwork(mechanism)) {
        const run = networkRun(mechanisms, i);
        i += run.length;
        step = this.networks(run, path, going);
      } else {
        i++;
        step =
          mechanism.name === 'all'
            ? { going: [], ended: endAll(going, matchOf(mechanism, path, this.kind.family)) }
            : await this.dnsMechanism(mechanism, domain, path, going);
      }
      done.push(...step.ended);
      going = step.going;
    }
    if (going.length === 0) return done;
    if (!redirect) return [...done, ...endAll(going, endingOf('neutral', path))];
    const { value, text } = redirect;
    const target = this.target(value, domain);
    if (target === null) return [...done, ...leaveDynamic(going, text, path)];
    if (!isMultiLabelDomain(target)) {
      return [...done, ...endAll(going, endingOf('permerror', path, 'bad-redirect-target'))];
    }
    const counted = countLookup(going, path);
    done.push(...counted.ended);
    if (counted.going.length === 0) return done;
    for (const segment of await this.domain(target, [...path, target], counted.going)) {
      const none = segment.ending.result === 'none' && !segment.dynamic;
      done.push(
        none ? { ...segment, ending: endingOf('permerror', path, 'redirect-without-record') } : segment,
      );
    }
    return done;
  }

  /** A run of ip4 and ip6 terms: one pass for all of them. */
  private networks(run: NetworkMechanism[], path: string[], groups: Group<T>[]) {
    const own = run.filter((mechanism) => mechanism.network.family === this.kind.family);
    if (own.length === 0) return { going: groups, ended: [] };
    const pieces = firstCovering(
      this.kind.space,
      own.map((mechanism) => this.kind.network(mechanism.network, mechanism.prefix)),
    );
    return this.split(groups, pieces, (item) =>
      matchOf(own[item] as NetworkMechanism, path, this.kind.family),
    );
  }

  private async dnsMechanism(
    mechanism: DomainMechanism | HostMechanism,
    domain: string,
    path: string[],
    groups: Group<T>[],
  ): Promise<{ going: Group<T>[]; ended: Segment<T>[] }> {
    const target = this.target(mechanism.domain, domain);
    if (target === null || mechanism.name === 'ptr') {
      return { going: [], ended: leaveDynamic(groups, mechanism.text, path) };
    }
    if (!isMultiLabelDomain(target)) {
      if (mechanism.name !== 'include') return { going: groups, ended: [] };
      return { going: [], ended: endAll(groups, endingOf('permerror', path, 'bad-include-target')) };
    }
    const counted = countLookup(groups, path);
    if (counted.going.length === 0) return counted;
    const step =
      mechanism.name === 'include'
        ? await this.include(mechanism, target, path, counted.going)
        : await this.hosts(mechanism, target, path, counted.going);
    return { going: step.going, ended: [...counted.ended, ...step.ended] };
  }

  private async include(mechanism: DomainMechanism, target: string, path: string[], groups: Group<T>[]) {
    const ended: Segment<T>[] = [];
    const back: Group<T>[] = [];
    for (const segment of await this.domain(target, [...path, target], groups)) {
      const { ending, dynamic } = segment;
      if (dynamic || ending.result === 'temperror' || ending.result === 'permerror') ended.push(segment);
      else if (ending.result === 'pass') {
        ended.push({ ...segment, ending: throughInclude(ending, mechanism.qualifier) });
      } else if (ending.result === 'none') {
        ended.push({ ...segment, ending: endingOf('permerror', path, 'include-without-record') });
      } else back.push(segment);
    }
    return { going: mergeGroups(this.kind.space, back), ended };
  }

  private async hosts(
    mechanism: DomainMechanism | HostMechanism,
    name: string,
    path: string[],
    groups: Group<T>[],
  ) {
    const { family } = this.kind;
    const match = matchOf(mechanism, path, family);
    const stop = (result: 'permerror' | 'temperror', problem: SpfCheckProblem) => ({
      going: [] as Group<T>[],
      ended: endAll(groups, endingOf(result, path, problem)),
    });
    if (mechanism.name === 'mx') {
      const hosts = await findMailHosts(name, this.resolve);
      if (hosts.kind === 'temperror') return stop('temperror', hosts.problem);
      if (hosts.kind === 'too-many') return stop('permerror', 'too-many-mx');
      if (hosts.kind === 'void') return countVoid(groups, path);
      let going = groups;
      const ended: Segment<T>[] = [];
      for (const host of hosts.values) {
        const found = await findAddresses(host, family, this.resolve);
        if (found.kind === 'temperror') {
          return {
            going: [],
            ended: [...ended, ...endAll(going, endingOf('temperror', path, found.problem))],
          };
        }
        if (found.kind === 'void') continue;
        const step = this.split(going, this.pieces(found.values, mechanism as HostMechanism), () => match);
        going = step.going;
        ended.push(...step.ended);
      }
      return { going, ended };
    }
    const isExists = mechanism.name === 'exists';
    const found = await findAddresses(name, isExists ? 4 : family, this.resolve);
    if (found.kind === 'temperror') return stop('temperror', found.problem);
    if (found.kind === 'void') return countVoid(groups, path);
    if (isExists) {
      return found.values.length > 0
        ? { going: [], ended: endAll(groups, match) }
        : { going: groups, ended: [] };
    }
    const pieces = this.pieces(found.values, mechanism as HostMechanism);
    return this.split(groups, pieces, () => match);
  }

  private pieces(addresses: IpAddress[], mechanism: HostMechanism): Piece<T>[] {
    const prefix = this.kind.family === 4 ? mechanism.cidr4 : mechanism.cidr6;
    const networks = addresses.map((address) => this.kind.network(address, prefix));
    return firstCovering(this.kind.space, networks).map(({ start, end }) => ({ start, end, item: 0 }));
  }

  private split(groups: Group<T>[], pieces: Piece<T>[], endingAt: (item: number) => Ending) {
    const going: Group<T>[] = [];
    const ended: Segment<T>[] = [];
    for (const { lookups, voids, ranges } of groups) {
      const { covered, rest } = splitBy(this.kind.space, ranges, pieces);
      if (rest.length > 0) going.push({ lookups, voids, ranges: rest });
      for (const [item, own] of [...covered].sort((a, b) => a[0] - b[0])) {
        ended.push({ ending: endingAt(item), dynamic: false, lookups, voids, ranges: own });
      }
    }
    return { going, ended };
  }

  /** The name a term asks for; null where it differs between addresses or is not known. */
  private target(spec: MacroString | null, domain: string): string | null {
    if (spec === null) return domain;
    const unknown = { localPart: null, helo: null };
    if (dependsOnAddress(spec) || missingLetter(spec, unknown)) return null;
    const ip = EXAMPLE[this.kind.family];
    return expandName(spec, { ip, domain, senderDomain: this.senderDomain, ...unknown });
  }
}

function networkRun(mechanisms: readonly Mechanism[], from: number): NetworkMechanism[] {
  const run: NetworkMechanism[] = [];
  for (let i = from; i < mechanisms.length; i++) {
    const mechanism = mechanisms[i] as Mechanism;
    if (!isNetwork(mechanism)) break;
    run.push(mechanism);
  }
  return run;
}
