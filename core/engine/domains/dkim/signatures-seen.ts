import { organizationalDomainByList } from '../../../dmarc/public-suffix.ts';
import { isAtOrBelow } from '../../../lib/domain-name.ts';
import type { Period } from '../../../model/period.ts';
import { DKIM_RESULTS } from '../../../model/records.ts';
import type { Store } from '../../../store/store.ts';

/** Selectors counted at all; forged reports may name endless ones. */
export const MAX_SEEN_SELECTORS = 2_000;

/** Signatures of one selector under one name, in messages. */
export interface SignaturesSeen {
  selector: string;
  /** `d=` of the signature. */
  signer: string;
  /** Messages on which a signature passed, and those on which it was there and none passed. */
  passed: number;
  failed: number;
  /** The same from the day on that was asked for. */
  passedLately: number;
  failedLately: number;
  /** UTC days of passing signatures; -1 where none passed. */
  firstDay: number;
  lastDay: number;
}

/** A signature that was there and did not verify, RFC 8601 section 2.7.1; a temporary error says nothing of it. */
const FAILING = new Set(
  ['fail', 'policy', 'neutral', 'permerror'].map((word) => DKIM_RESULTS.indexOf(word as never)),
);
const PASS = DKIM_RESULTS.indexOf('pass');

/** What reports say of signatures under the names of a domain's own organization. One pass over the period. */
export async function signaturesSeen(
  store: Store,
  domain: string,
  period: Period,
  options: { since: number; most?: number },
): Promise<SignaturesSeen[]> {
  const { since, most = MAX_SEEN_SELECTORS } = options;
  const root = organizationalDomainByList(domain);
  const found = new Map<string, SignaturesSeen>();
  const entryOf = (signer: string, selector: string): SignaturesSeen | null => {
    const own = isAtOrBelow(signer, domain) || organizationalDomainByList(signer) === root;
    if (signer === '' || selector === '' || !own) return null;
    const key = `${selector} ${signer}`;
    const known = found.get(key);
    if (known !== undefined || found.size >= most) return known ?? null;
    const entry = {
      selector,
      signer,
      passed: 0,
      failed: 0,
      passedLately: 0,
      failedLately: 0,
      firstDay: -1,
      lastDay: -1,
    };
    found.set(key, entry);
    return entry;
  };
  for await (const { report, block } of store.reports.scan(domain, period)) {
    const { strings, count, messages, dkimStart, dkimDomain, dkimSelector, dkimResult } = block;
    const lately = report.day >= since;
    // The same few pairs stand in all records of a block, so names are read once for each pair.
    const ofPair = new Map<number, SignaturesSeen | null>();
    for (let i = 0; i < count; i++) {
      // A row of no messages tells of no signature.
      if (messages[i] === 0) continue;
      // One message may carry two signatures with one selector: one that passes is enough.
      const ofRecord = new Map<SignaturesSeen, boolean>();
      for (let k = dkimStart[i]!; k < dkimStart[i + 1]!; k++) {
        const passes = dkimResult[k] === PASS;
        if (!passes && !FAILING.has(dkimResult[k]!)) continue;
        const pair = dkimDomain[k]! * strings.length + dkimSelector[k]!;
        let entry = ofPair.get(pair);
        if (entry === undefined) {
          entry = entryOf(strings[dkimDomain[k]!]!.toLowerCase(), strings[dkimSelector[k]!]!.toLowerCase());
          ofPair.set(pair, entry);
        }
        if (entry !== null) ofRecord.set(entry, passes || ofRecord.get(entry) === true);
      }
      for (const [entry, passes] of ofRecord) {
        const n = messages[i]!;
        if (passes) {
          entry.passed += n;
          if (lately) entry.passedLately += n;
          entry.firstDay = entry.firstDay < 0 ? report.day : Math.min(entry.firstDay, report.day);
          entry.lastDay = Math.max(entry.lastDay, report.day);
        } else {
          entry.failed += n;
          if (lately) entry.failedLately += n;
        }
      }
    }
  }
  return [...found.values()];
}
