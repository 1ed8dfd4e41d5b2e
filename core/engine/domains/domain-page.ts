import { isInLimits } from '../../domains/host-place.ts';
import { lastDays, utcDay } from '../../lib/days.ts';
import type { Store } from '../../store/store.ts';
import { type Context, RECEIVES_KIND, REPORT_ADDRESSES_KIND } from './context.ts';
import { domainFacts, offersOf } from './domain-facts.ts';
import type { DomainPage } from './face.ts';
import { oneDomain } from './list-domains.ts';
import { refusal } from './publish.ts';
import { subdomains } from './subdomains.ts';
import { wantedRecord } from './wanted-record.ts';
import { wantedZoneRecords } from './wanted-zone-records.ts';

/** Days of traffic that the page sums up. */
const PAGE_DAYS = 30;

/** A domain's page out of the store alone: it is there at once, and no DNS is asked. */
export async function domainPage(context: Context, domain: string): Promise<DomainPage | null> {
  const { store } = context;
  const now = context.now();
  const row = await oneDomain(store, domain, lastDays(utcDay(now), PAGE_DAYS), now);
  if (row === null) return null;
  const facts = await domainFacts(context, domain);
  const [wanted, zoneRecords, names, receives, mine] = await Promise.all([
    wantedRecord(store, domain),
    wantedZoneRecords(store, domain),
    subdomains(store, domain),
    store.decisions.get<boolean>(RECEIVES_KIND, domain),
    reportAddresses(store),
  ]);
  return {
    row,
    modes: offersOf(facts),
    record: facts.pointing.record,
    wanted,
    zoneRecords,
    subdomains: names,
    hosts: await Promise.all(
      facts.hosts.map(async (host) => ({
        id: host.id,
        name: host.name,
        kind: host.kind,
        locked: !(await context.hosts.isOpen(host.id)),
        inLimits: isInLimits(host, domain),
      })),
    ),
    sharedWith: facts.sharedWith,
    writeProblem: refusal(facts),
    receives,
    reportAddresses: mine,
  };
}

export async function reportAddresses(store: Store): Promise<string[]> {
  return (await store.decisions.get<string[]>(REPORT_ADDRESSES_KIND, 'mine')) ?? [];
}
