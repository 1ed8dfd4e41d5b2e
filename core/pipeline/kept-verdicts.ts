import type { SpfVerdict } from '../model/spf.ts';

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
}

/** Kind under which the store keeps them; the key is the policy domain. */
export const VERDICTS_KIND = 'spf-verdicts';

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

/** A look-up by domain and address. */
export function verdictLookup(
  tables: readonly VerdictTable[],
): (domain: string, address: string) => SpfVerdict | undefined {
  const byDomain = new Map(tables.map((table) => [table.domain, verdictsByAddress(table)]));
  return (domain, address) => byDomain.get(domain)?.get(address);
}

/** Verdicts of every table for each address. */
export function verdictsOfAddress(tables: readonly VerdictTable[]): (address: string) => SpfVerdict[] {
  const byAddress = new Map<string, SpfVerdict[]>();
  for (const table of tables) {
    table.addresses.forEach((address, i) => {
      const verdict = table.verdicts[table.index[i]!]!;
      const list = byAddress.get(address);
      if (list) list.push(verdict);
      else byAddress.set(address, [verdict]);
    });
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
