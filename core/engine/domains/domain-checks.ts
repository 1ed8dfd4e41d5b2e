import { discover } from '../../dmarc/discover.ts';
import { checkSelector, keyAmong } from '../../dmarc/dkim-key.ts';
import { organizationalDomainByList } from '../../dmarc/public-suffix.ts';
import { reportDestinations } from '../../dmarc/report-destinations.ts';
import { recommendFor } from '../../domains/recommendations.ts';
import { lastDays, utcDay } from '../../lib/days.ts';
import type { DkimKeyState } from '../../model/dmarc.ts';
import type { Store } from '../../store/store.ts';
import { selectorName } from '../facts/dkim-keys.ts';
import { type Context, RECEIVES_KIND } from './context.ts';
import { dkimSeen } from './dkim-seen.ts';
import { domainFacts } from './domain-facts.ts';
import { reportAddresses } from './domain-page.ts';
import type { DomainChecks } from './face.ts';
import { lookUpPassing } from './subdomains.ts';

/** Days of reports in which selectors are looked for. */
export const DKIM_DAYS = 90;

/** A key that DNS does not tell of, with the one that the watch over keys read last. */
async function withLastKey(store: Store, key: DkimKeyState): Promise<DkimKeyState> {
  if (key.state !== 'unknown') return key;
  const row = await store.snapshots.last(selectorName(key));
  const text = (row?.snapshot as { text?: unknown } | undefined)?.text;
  if (row === null || typeof text !== 'string') return key;
  const { state } = keyAmong(text === '' ? [] : text.split('\n'));
  return state === 'unknown' ? key : { ...key, last: { state, text, at: row.until } };
}

/** What only DNS can tell about a domain's configuration; asked when its page is opened. */
export async function domainChecks(context: Context, domain: string): Promise<DomainChecks | null> {
  const { store } = context;
  if ((await store.domains.get(domain)).listing !== 'confirmed') return null;
  const resolve = await context.resolverFor(domain);
  if (resolve === null) return null;
  const facts = await domainFacts(context, domain);
  const record = facts.pointing.record;
  const receives = await store.decisions.get<boolean>(RECEIVES_KIND, domain);
  const seen = await dkimSeen(store, domain, lastDays(utcDay(context.now()), DKIM_DAYS));
  const [discovery, destinations, recommendations, selectors] = await Promise.all([
    discover(domain, resolve),
    record === null
      ? []
      : reportDestinations(domain, record, resolve, {
          mine: await reportAddresses(store),
          organizationalDomain: organizationalDomainByList,
        }),
    recommendFor(domain, receives, resolve),
    Promise.all(
      seen.selectors.map(async ({ domain: signer, selector, messages, lastDay }) => ({
        key: await withLastKey(store, await checkSelector(signer, selector, resolve)),
        messages,
        lastDay,
      })),
    ),
  ]);
  await lookUpPassing(context, domain, resolve);
  return {
    discovery,
    destinations,
    selectors,
    unaligned: seen.unaligned,
    recommendations,
    asked: context.now(),
  };
}
