import { parseIp } from '../lib/ip.ts';
import { maskedTo, type Network, parseNetwork } from '../lib/network.ts';
import type { Service } from '../model/sender.ts';

/** A service's range that holds an address. */
export interface RangeOwner {
  service: Service;
  /** As `192.0.2.0/24`. */
  range: string;
}

/**
 * Services by the ranges that the user gave them; the longest prefix wins. The user's own are few, and so are
 * the lengths of their prefixes: one look-up in a map for each length.
 */
export class RangeIndex {
  /** Longest prefix first. */
  readonly #levels: { family: 4 | 6; prefix: number; owners: Map<string, RangeOwner> }[] = [];

  /** Where two services claim the same range the later one wins. */
  constructor(services: readonly Service[]) {
    for (const service of services) {
      for (const text of service.ranges ?? []) {
        const network = parseNetwork(text);
        if (network) this.#add(network, service);
      }
    }
    this.#levels.sort((a, b) => b.prefix - a.prefix);
  }

  find(address: string): RangeOwner | null {
    if (this.#levels.length === 0) return null;
    const ip = parseIp(address);
    if (ip === null) return null;
    for (const { family, prefix, owners } of this.#levels) {
      if (family !== ip.family) continue;
      const owner = owners.get(maskedTo(ip, prefix).words.join());
      if (owner) return owner;
    }
    return null;
  }

  #add({ ip, prefix, text }: Network, service: Service): void {
    let level = this.#levels.find((each) => each.family === ip.family && each.prefix === prefix);
    if (!level) {
      level = { family: ip.family, prefix, owners: new Map() };
      this.#levels.push(level);
    }
    level.owners.set(ip.words.join(), { service, range: text });
  }
}
