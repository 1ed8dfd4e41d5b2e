import type { Period } from '../../model/period.ts';
import type { AddressSummary } from '../../model/stored.ts';
import type { Traffic } from '../../model/traffic.ts';
import type { Store } from '../../store/store.ts';
import { type JudgedTraffic, judgeByFacts, loadFacts, loadTraffic } from './judge-domain.ts';

/** Domains and periods kept in memory: the list, the overlay and its filters ask for the same one in a row. */
const KEPT = 4;

/** What rows of senders need beside the judged traffic. */
export interface RowFacts {
  firstSeen: Map<string, AddressSummary>;
  /** End of the newest report, Unix seconds. */
  newest: number;
}

interface Known {
  domain: string;
  traffic: Promise<Traffic> | null;
  judged: Promise<JudgedTraffic> | null;
  rowFacts: Promise<RowFacts> | null;
}

type Part = Exclude<keyof Known, 'domain'>;

/** Merged traffic and judged senders of the domains and periods asked for last, until something they rest on changes. */
export class KnownSenders {
  readonly #store: Store;
  readonly #known = new Map<string, Known>();

  constructor(store: Store) {
    this.#store = store;
  }

  judged(domain: string, period: Period): Promise<JudgedTraffic> {
    return this.#part(domain, period, 'judged', async () => {
      const traffic = await this.#traffic(domain, period);
      return judgeByFacts(domain, traffic, await loadFacts(this.#store, domain, traffic.addresses));
    });
  }

  rowFacts(domain: string, period: Period): Promise<RowFacts> {
    return this.#part(domain, period, 'rowFacts', async () => {
      const { summaries } = this.#store;
      const [addresses, summary] = await Promise.all([summaries.addresses(domain), summaries.domain(domain)]);
      return {
        firstSeen: new Map(addresses.map((each) => [each.address, each])),
        newest: summary?.lastEnd ?? 0,
      };
    });
  }

  /** Forgets all; for when reports changed. No domains: of all domains. */
  forget(domains: readonly string[]): void {
    for (const [key, { domain }] of this.#known) {
      if (domains.length === 0 || domains.includes(domain)) this.#known.delete(key);
    }
  }

  /** Judges anew when next asked; for when anything else changed by which senders are judged. */
  judgeAnew(domains: readonly string[]): void {
    for (const known of this.#known.values()) {
      if (domains.length === 0 || domains.includes(known.domain)) known.judged = null;
    }
  }

  #traffic(domain: string, period: Period): Promise<Traffic> {
    return this.#part(domain, period, 'traffic', () =>
      loadTraffic(this.#store, domain, period, { trend: true }),
    );
  }

  /** A part that is there, or is made now; one that failed is made again when next asked. */
  #part<P extends Part>(
    domain: string,
    period: Period,
    part: P,
    make: () => NonNullable<Known[P]>,
  ): NonNullable<Known[P]> {
    const key = `${domain} ${period.begin} ${period.end}`;
    let known = this.#known.get(key);
    if (!known) {
      known = { domain, traffic: null, judged: null, rowFacts: null };
      this.#known.set(key, known);
      if (this.#known.size > KEPT) this.#known.delete(this.#known.keys().next().value!);
    }
    const there = known[part];
    if (there) return there;
    const made = make();
    known[part] = made;
    const about = known;
    made.catch(() => {
      if (about[part] === made) about[part] = null;
    });
    return made;
  }
}
