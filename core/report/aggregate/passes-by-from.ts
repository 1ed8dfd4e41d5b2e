import { isAtOrBelow, normalName } from '../../lib/domain-name.ts';
import { ALIGNED_RESULTS, type RecordBlock } from '../../model/records.ts';

/** Names that are kept apart; a report that passes under more of them is forged, and passes under no further one. */
const MAX_NAMES = 10_000;
const PASS = ALIGNED_RESULTS.indexOf('pass');

/** Passing messages of a report by header-from: the policy domain may stand behind the records that it is compared with. */
export class PassesByFrom {
  readonly #byName = new Map<string, number>();
  #beyond = 0;

  add({ count, strings, headerFrom, messages, dkimAligned, spfAligned }: RecordBlock): void {
    // By the name's number: a look into a map for each record would be felt in large reports.
    const sums = new Float64Array(strings.length);
    for (let i = 0; i < count; i++) {
      if (dkimAligned[i] === PASS || spfAligned[i] === PASS) sums[headerFrom[i]!]! += messages[i]!;
    }
    for (let s = 0; s < sums.length; s++) {
      const sum = sums[s]!;
      if (sum === 0) continue;
      const name = strings[s]!;
      const known = this.#byName.get(name);
      if (known === undefined && this.#byName.size >= MAX_NAMES) this.#beyond += sum;
      else this.#byName.set(name, (known ?? 0) + sum);
    }
  }

  /** Messages that passed under names outside a domain; a record that names none is of the domain. */
  outside(domain: string): number {
    const root = normalName(domain);
    if (root === '') return 0;
    let sum = this.#beyond;
    for (const [name, passed] of this.#byName) {
      if (name !== '' && !isAtOrBelow(normalName(name), root)) sum += passed;
    }
    return sum;
  }
}
