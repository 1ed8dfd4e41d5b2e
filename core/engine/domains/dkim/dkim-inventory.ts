import { keyAmong } from '../../../dmarc/dkim-key.ts';
import { organizationalDomainByList } from '../../../dmarc/public-suffix.ts';
import { dkimKeyStep } from '../../../domains/dkim-key-step.ts';
import { dayStart, lastDays, utcDay } from '../../../lib/days.ts';
import { isAtOrBelow } from '../../../lib/domain-name.ts';
import type { DkimInventory, DkimKeyRow, DkimKeySeen } from '../../../model/dkim-inventory.ts';
import type { UnixSeconds } from '../../../model/report.ts';
import type { Store } from '../../../store/store.ts';
import { keptDkimKeys, selectorName } from '../../facts/dkim-keys.ts';
import { edgesByNow } from '../../facts/edges-by-now.ts';
import { CURRENT_DAYS } from '../needs/mail-facts.ts';
import { type SignaturesSeen, signaturesSeen } from './signatures-seen.ts';

/** Days of reports that are read: a key lives for about a year. */
export const INVENTORY_DAYS = 400;
/** Days of reports that say whether a key is in use. */
export const IN_USE_DAYS = 7;
/** Keys listed, those in use first. */
export const MAX_KEYS = 100;

/** The keys of a domain out of the store: no DNS is asked. */
export async function dkimInventory(
  { store, now }: { store: Store; now(): UnixSeconds },
  domain: string,
): Promise<DkimInventory> {
  const today = utcDay(now());
  const since = await latelySince(store, domain, now());
  const seen = await signaturesSeen(store, domain, lastDays(today, INVENTORY_DAYS), {
    since: since ?? Number.POSITIVE_INFINITY,
  });
  const watched = new Map(
    ((await keptDkimKeys(store, domain))?.selectors ?? []).map((each) => [selectorName(each), each]),
  );
  const byName = new Map(seen.map((each) => [nameOf(each), each]));
  // Keys that were looked up once stay known, with or without mail.
  const known = (await store.snapshots.names()).filter((name) => isOwnKey(name, domain));
  const names = new Set([
    ...seen.filter(({ passed }) => passed > 0).map(nameOf),
    ...watched.keys(),
    ...known,
  ]);
  const rows = [...names].map((name): Omit<DkimKeyRow, 'key' | 'step'> => {
    const each = byName.get(name);
    const [selector = '', signer = ''] = name.split('._domainkey.', 2);
    const ofWatch = watched.get(name);
    return {
      name,
      selector,
      signer,
      unanswered: ofWatch === undefined ? 'not-asked' : (ofWatch.noAnswer ?? null),
      alias: ofWatch?.alias ?? null,
      passed: each?.passed ?? 0,
      failed: each?.failed ?? 0,
      passedLately: each?.passedLately ?? 0,
      failedLately: each?.failedLately ?? 0,
      firstDay: each === undefined || each.firstDay < 0 ? null : each.firstDay,
      lastDay: each === undefined || each.lastDay < 0 ? null : each.lastDay,
      inUse: since === null ? null : (each?.passedLately ?? 0) > 0,
    };
  });
  rows.sort((a, b) => b.passedLately - a.passedLately || b.passed - a.passed || (a.name < b.name ? -1 : 1));
  const listed: DkimKeyRow[] = [];
  for (const row of rows.slice(0, MAX_KEYS)) {
    const key = await lastSeen(store, row.name);
    const unanswered = key === null ? (row.unanswered ?? 'not-asked') : row.unanswered;
    listed.push({ ...row, unanswered, key, step: dkimKeyStep({ ...row, key }, now()) });
  }
  return {
    rows: listed,
    more: rows.length - listed.length,
    onlyFailing: seen.filter((each) => each.passed === 0 && !names.has(nameOf(each))).length,
    days: INVENTORY_DAYS,
    since,
    newSelector: newSelector(now(), new Set(rows.map(({ selector }) => selector))),
  };
}

const nameOf = ({ selector, signer }: SignaturesSeen): string => selectorName({ selector, domain: signer });

/** The first day of the last week of reports; null where the newest report is too old to say what happens now. */
async function latelySince(store: Store, domain: string, now: UnixSeconds): Promise<number | null> {
  const summary = await store.summaries.domain(domain);
  const newest = utcDay((await edgesByNow(store, summary, now))?.lastEnd ?? 0);
  return newest > utcDay(now) - CURRENT_DAYS ? newest - IN_USE_DAYS + 1 : null;
}

/** Names of keys under the domain, or under its organization where it is the organization itself. */
function isOwnKey(name: string, domain: string): boolean {
  const [, signer] = name.split('._domainkey.', 2);
  return (
    signer !== undefined && (isAtOrBelow(signer, domain) || signer === organizationalDomainByList(domain))
  );
}

/** The key as it was seen last; null where DNS never told of it. */
async function lastSeen(store: Store, name: string): Promise<DkimKeySeen | null> {
  const last = await store.snapshots.last(name);
  const text = (last?.snapshot as { text?: unknown } | undefined)?.text;
  if (last === null || typeof text !== 'string') return null;
  const { state, keyType, bits, weak, testing, problems } = keyAmong(text === '' ? [] : text.split('\n'));
  if (state === 'unknown') return null;
  const replaced = (await store.snapshots.count(name)) > 1;
  return { state, keyType, bits, weak, testing, problems, text, since: last.at, until: last.until, replaced };
}

/** `s202611`, or with a letter behind it where that is taken. */
function newSelector(now: UnixSeconds, taken: ReadonlySet<string>): string {
  const base = `s${new Date(dayStart(utcDay(now)) * 1000).toISOString().slice(0, 7).replace('-', '')}`;
  return ['', ...'bcdefghijk'].map((end) => base + end).find((each) => !taken.has(each)) ?? base;
}
