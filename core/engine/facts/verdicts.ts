import type { SpfVerdict } from '../../model/spf.ts';

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
