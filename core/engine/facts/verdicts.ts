import type { NoAnswer } from '../../model/dns.ts';
import type { SpfVerdict } from '../../model/spf.ts';
import { fact } from './fact.ts';

/**
 * Verdicts of one SPF domain as they are kept: equal verdicts once, and an index for each address.
 */
export interface VerdictTable {
  domain: string;
  addresses: string[];
  /** Place in `verdicts` of each address. */
  index: Uint32Array;
  verdicts: SpfVerdict[];
}

/** All verdicts of a policy domain: of its SPF domains, and the passes for services. */
export interface KeptVerdicts {
  /** Unix seconds of the evaluation. */
  at: number;
  /** Unix seconds after which DNS is asked again: the shortest TTL, or soon after a temporary error. */
  expires: number;
  own: VerdictTable[];
  services: VerdictTable[];
  /** Addresses with an SPF domain that was not evaluated, because of a cap or a failure. */
  waiting: number;
  /** SPF domains that DNS did not tell all of, why, and for how many addresses; absent in rows of before. */
  unanswered?: UnansweredSpf[];
}

export interface UnansweredSpf {
  domain: string;
  why: NoAnswer;
  addresses: number;
}

/** By policy domain. */
export const keptVerdicts = fact<KeptVerdicts>('spf-verdicts');

/** Collects verdicts into a table. */
export class VerdictTableBuilder {
  readonly #domain: string;
  readonly #addresses: string[] = [];
  readonly #index: number[] = [];
  readonly #places = new Map<SpfVerdict, number>();

  constructor(domain: string) {
    this.#domain = domain;
  }

  /** Verdict objects that are the same object are kept once. */
  add(address: string, verdict: SpfVerdict): void {
    let place = this.#places.get(verdict);
    if (place === undefined) {
      place = this.#places.size;
      this.#places.set(verdict, place);
    }
    this.#addresses.push(address);
    this.#index.push(place);
  }

  finish(): VerdictTable {
    return {
      domain: this.#domain,
      addresses: this.#addresses,
      index: Uint32Array.from(this.#index),
      verdicts: [...this.#places.keys()],
    };
  }
}

/**
 * A table just made, with the last verdict of each address that DNS gave none for now: a question that failed, or
 * was not asked, takes no verdict away. Those keep the time they are of, and why they are not new.
 *
 * @param unanswered addresses without a new verdict; with a temporary error in the table where DNS failed
 * @param at Unix seconds of the last tables, for verdicts that were new then
 */
export function renewTable(
  table: VerdictTable,
  unanswered: ReadonlyMap<string, NoAnswer>,
  last: VerdictTable | undefined,
  at: number,
): VerdictTable {
  if (unanswered.size === 0 || last === undefined) return table;
  const known = verdictsByAddress(last);
  const builder = new VerdictTableBuilder(table.domain);
  const olds = new Map<SpfVerdict, Map<NoAnswer, SpfVerdict>>();
  const old = (address: string): SpfVerdict | undefined => {
    const why = unanswered.get(address);
    const verdict = why === undefined ? undefined : known.get(address);
    if (why === undefined || verdict === undefined || isTemporary(verdict)) return undefined;
    const byWhy = olds.get(verdict) ?? new Map<NoAnswer, SpfVerdict>();
    olds.set(verdict, byWhy);
    const kept = byWhy.get(why) ?? { ...verdict, kept: { why, at: verdict.kept?.at ?? at } };
    byWhy.set(why, kept);
    return kept;
  };
  const done = new Set<string>();
  table.addresses.forEach((address, i) => {
    done.add(address);
    builder.add(address, old(address) ?? table.verdicts[table.index[i]!]!);
  });
  for (const address of unanswered.keys()) {
    const verdict = done.has(address) ? undefined : old(address);
    if (verdict !== undefined) builder.add(address, verdict);
  }
  return builder.finish();
}

/** Whether a verdict says only that DNS did not tell. */
function isTemporary(verdict: SpfVerdict): boolean {
  return verdict.result === 'temperror';
}

/** A look-up by domain and address. */
export function verdictLookup(
  tables: readonly VerdictTable[],
): (domain: string, address: string) => SpfVerdict | undefined {
  const byDomain = new Map(tables.map((table) => [table.domain, verdictsByAddress(table)]));
  return (domain, address) => byDomain.get(domain)?.get(address);
}

/** Passes of every table for each address, in the order of the tables. */
export function passesOfAddress(tables: readonly VerdictTable[]): (address: string) => SpfVerdict[] {
  const byAddress = new Map<string, SpfVerdict[]>();
  for (const table of tables) {
    for (let i = 0; i < table.addresses.length; i++) {
      const verdict = table.verdicts[table.index[i]!]!;
      // Most verdicts are no pass, and a list for each address costs more than all the judging.
      if (verdict.result !== 'pass') continue;
      const list = byAddress.get(table.addresses[i]!);
      if (list) list.push(verdict);
      else byAddress.set(table.addresses[i]!, [verdict]);
    }
  }
  return (address) => byAddress.get(address) ?? NONE;
}

const NONE: SpfVerdict[] = [];

function verdictsByAddress(table: VerdictTable): Map<string, SpfVerdict> {
  const map = new Map<string, SpfVerdict>();
  table.addresses.forEach((address, i) => {
    map.set(address, table.verdicts[table.index[i]!]!);
  });
  return map;
}
