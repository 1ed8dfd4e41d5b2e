import { checkSelector } from '../../dmarc/dkim-key.ts';
import { organizationalDomainByList } from '../../dmarc/public-suffix.ts';
import { lastDays, utcDay } from '../../lib/days.ts';
import { isAtOrBelow } from '../../lib/domain-name.ts';
import type { NoAnswer, Resolve } from '../../model/dns.ts';
import { DKIM_RESULTS } from '../../model/records.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { Store } from '../../store/store.ts';
import { fact } from './fact.ts';

/** Selectors of a domain whose keys are watched, most messages first. */
export const MAX_WATCHED_SELECTORS = 20;
/** Selectors counted at all; forged reports may name endless ones. */
export const MAX_COUNTED_SELECTORS = 2_000;
/** Keys are looked at again after this time; their changes are rare. Seconds. */
export const DKIM_WATCH_SECONDS = 6 * 3_600;
/** Days of reports in which selectors are looked for. */
const SELECTOR_DAYS = 90;

const PASS = DKIM_RESULTS.indexOf('pass');

export interface WatchedSelector {
  domain: string;
  selector: string;
  /** Passing messages in the days looked at, and the last UTC day with one; absent in what older versions kept. */
  messages?: number;
  lastDay?: number;
  /** Where the name of the key leads by an alias; null where the key stands there itself. */
  alias?: string | null;
  /** Why DNS told nothing of it when it was last asked. */
  noAnswer?: NoAnswer;
}

/** Selectors watched of a domain, as kept; the keys themselves are snapshots under their own names. */
interface KeptDkimKeys {
  at: UnixSeconds;
  selectors: WatchedSelector[];
}

/** By policy domain. */
const watchedKeys = fact<KeptDkimKeys>('dkim-keys');

export function keptDkimKeys(store: Store, domain: string): Promise<KeptDkimKeys | null> {
  return watchedKeys.get(store, domain);
}

/** Watched selectors of all domains. */
export function allDkimKeys(store: Store): Promise<Map<string, KeptDkimKeys>> {
  return watchedKeys.all(store);
}

/** Where the key of a selector stands, RFC 6376 section 3.6.2.1. */
export function selectorName({ domain, selector }: WatchedSelector): string {
  return `${selector}._domainkey.${domain}`;
}

/**
 * Looks the keys of a domain's selectors up and keeps what differs, for the alert *DNS changed*. Only selectors
 * of signatures that passed are watched, and only under names of the domain's own organization: anybody can
 * write others into a message. Where DNS gives no answer the key stays what it was, and why is kept. Returns how many
 * keys were read.
 * @param options.force asks whenever the last time was
 */
export async function watchDkimKeys(
  store: Store,
  domain: string,
  resolve: Resolve,
  now: UnixSeconds,
  options: { limit?: number; counted?: number; force?: boolean; signal?: AbortSignal } = {},
): Promise<number> {
  const { limit = MAX_WATCHED_SELECTORS, counted = MAX_COUNTED_SELECTORS, force = false, signal } = options;
  const last = await keptDkimKeys(store, domain);
  if (!force && last !== null && last.at > now - DKIM_WATCH_SECONDS) return 0;
  const selectors: WatchedSelector[] = (await seenSelectors(store, domain, now, counted)).slice(0, limit);
  let read = 0;
  for (const selector of selectors) {
    if (signal?.aborted) return read;
    const key = await checkSelector(selector.domain, selector.selector, resolve);
    selector.alias = key.alias;
    if (key.state === 'unknown') {
      if (key.noAnswer !== undefined) selector.noAnswer = key.noAnswer;
      continue;
    }
    await store.snapshots.add(selectorName(selector), now, { text: key.text });
    read++;
  }
  // Without any answer the next run tries again.
  const at = read > 0 || selectors.length === 0 ? now : (last?.at ?? 0);
  await watchedKeys.set(store, domain, { at, selectors });
  return read;
}

type SeenSelector = WatchedSelector & { messages: number; lastDay: number };

/** Selectors of passing signatures under the domain's own names, most messages first. */
async function seenSelectors(
  store: Store,
  domain: string,
  now: UnixSeconds,
  counted: number,
): Promise<WatchedSelector[]> {
  const period = lastDays(utcDay(now), SELECTOR_DAYS);
  const root = organizationalDomainByList(domain);
  const found = new Map<string, SeenSelector>();
  for await (const { report, block } of store.reports.scan(domain, period)) {
    const { strings, count, messages, dkimStart, dkimDomain, dkimSelector, dkimResult } = block;
    // The same few pairs stand in all records of a block, so names are read once for each pair.
    const ofPair = new Map<number, SeenSelector | null>();
    const entryOf = (d: number, s: number): SeenSelector | null => {
      const name = strings[d]!.toLowerCase();
      const selector = strings[s]!.toLowerCase();
      const own = isAtOrBelow(name, domain) || organizationalDomainByList(name) === root;
      if (name === '' || selector === '' || !own) return null;
      const key = `${selector} ${name}`;
      const known = found.get(key);
      if (known !== undefined || found.size >= counted) return known ?? null;
      const entry = { domain: name, selector, messages: 0, lastDay: 0 };
      found.set(key, entry);
      return entry;
    };
    for (let i = 0; i < count; i++) {
      // A row of no messages tells of no signature.
      if (messages[i] === 0) continue;
      for (let k = dkimStart[i]!; k < dkimStart[i + 1]!; k++) {
        if (dkimResult[k] !== PASS) continue;
        const pair = dkimDomain[k]! * strings.length + dkimSelector[k]!;
        let entry = ofPair.get(pair);
        if (entry === undefined) {
          entry = entryOf(dkimDomain[k]!, dkimSelector[k]!);
          ofPair.set(pair, entry);
        }
        if (entry === null) continue;
        entry.messages += messages[i]!;
        entry.lastDay = Math.max(entry.lastDay, report.day);
      }
    }
  }
  return [...found.values()].sort((a, b) => b.messages - a.messages || (a.selector < b.selector ? -1 : 1));
}
