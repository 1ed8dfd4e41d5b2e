import { mailtoAddress } from '../../../dmarc/report-uri.ts';
import type { Pointing } from '../../../model/dmarc.ts';
import type { UnixSeconds } from '../../../model/report.ts';
import type { DomainSummary } from '../../../model/stored.ts';
import type { Store } from '../../../store/store.ts';
import { type KeptNeedFacts, keptNeedFacts, keptNeedFactsOf } from '../../facts/need-facts.ts';
import { type KeptPointing, keptPointings } from '../../facts/pointings.ts';
import {
  type WantedState,
  wantedStates,
  type ZoneRecordState,
  zoneRecordStates,
} from '../../facts/wanted-states.ts';
import { reportAddresses } from '../domain-page.ts';
import type { DomainRow } from '../face.ts';

/** Faults of `_dmarc` names whose time is looked up at most; thousands of names would keep all others waiting. */
const MAX_DATES = 200;
/** What is read once for all domains. */
export interface SharedFacts {
  kept(domain: string): KeptNeedFacts | null;
  pointings: ReadonlyMap<string, KeptPointing>;
  drifted: ReadonlyMap<string, { name: string; since: UnixSeconds | null }[]>;
  /** Where the user receives reports, of the sample's domains apart. */
  addresses: { own: readonly string[]; sample: readonly string[] };
  confirmed: readonly string[];
  summaries: ReadonlyMap<string, DomainSummary>;
  /** Names of which DNS is kept over time; what has no mail and none of it needs no look into the store. */
  recorded: ReadonlySet<string>;
  /** Reports are still being read. */
  importing: boolean;
  /** Faults whose time is still looked up: of the rows with most mail, which stand first. */
  datesLeft: number;
}

export async function sharedFacts(store: Store, rows: readonly DomainRow[]): Promise<SharedFacts> {
  const [kept, pointings, wanted, zoneRecords, summaries, recorded, importing] = await Promise.all([
    keptNeedFacts(store),
    keptPointings.all(store),
    wantedStates.all(store),
    zoneRecordStates.all(store),
    store.summaries.domains(),
    store.snapshots.names(),
    store.imports.running(),
  ]);
  return {
    kept,
    pointings,
    drifted: driftedRecords(wanted, zoneRecords.values()),
    addresses: await reportedTo(store, rows, pointings),
    confirmed: rows.map(({ domain }) => domain),
    summaries: new Map(summaries.map((each) => [each.domain, each])),
    recorded: new Set(recorded),
    importing,
    datesLeft: MAX_DATES,
  };
}

/** The same for one domain: of others only where their reports go. */
export async function factsAroundOne(store: Store, { domain }: DomainRow): Promise<SharedFacts> {
  const [kept, pointings, wanted, zoneRecords, summary, decisions, own, dmarc, importing] = await Promise.all(
    [
      keptNeedFactsOf(store, domain),
      keptPointings.all(store),
      wantedStates.get(store, domain),
      zoneRecordStates.all(store),
      store.summaries.domain(domain),
      store.domains.list(),
      store.snapshots.count(domain),
      store.snapshots.count(`_dmarc.${domain}`),
      store.imports.running(),
    ],
  );
  const confirmed = decisions.filter(({ listing }) => listing === 'confirmed');
  return {
    kept: () => kept,
    pointings,
    drifted: driftedRecords(wanted === null ? [] : [[domain, wanted]], zoneRecords.values()),
    addresses: await reportedTo(store, confirmed, pointings),
    confirmed: confirmed.map((each) => each.domain),
    summaries: new Map(summary === null ? [] : [[domain, summary]]),
    recorded: new Set([...(own > 0 ? [domain] : []), ...(dmarc > 0 ? [`_dmarc.${domain}`] : [])]),
    importing,
    datesLeft: MAX_DATES,
  };
}

/** Names of records that DNS shows otherwise, by domain. */
function driftedRecords(
  wanted: Iterable<[string, WantedState]>,
  zoneRecords: Iterable<ZoneRecordState>,
): SharedFacts['drifted'] {
  const drifted = new Map<string, { name: string; since: UnixSeconds | null }[]>();
  const add = (domain: string, name: string, since: UnixSeconds | undefined): void => {
    drifted.set(domain, [...(drifted.get(domain) ?? []), { name, since: since ?? null }]);
  };
  for (const [domain, { state, since }] of wanted) {
    if (state.state === 'drifted') add(domain, `_dmarc.${domain}`, since);
  }
  for (const { domain, name, state, since } of zoneRecords) {
    if (state.state === 'drifted') add(domain, name, since);
  }
  return drifted;
}

type Listed = Pick<DomainRow, 'domain' | 'sample'>;

/** Where the user said that reports come in, or where most of the confirmed domains have them sent. */
async function reportedTo(
  store: Store,
  confirmed: readonly Listed[],
  pointings: SharedFacts['pointings'],
): Promise<SharedFacts['addresses']> {
  const said = await reportAddresses(store);
  const usual = (sample: boolean) =>
    usualAddress(
      confirmed.filter((each) => each.sample === sample).map(({ domain }) => pointings.get(domain)?.pointing),
    );
  return {
    own: said.length > 0 ? said.filter((each) => each.includes('@')) : usual(false),
    sample: usual(true),
  };
}

/** The address that most of these domains have their reports sent to; what the user said of none. */
function usualAddress(pointings: readonly (Pointing | undefined)[]): string[] {
  const counts = new Map<string, number>();
  for (const pointing of pointings) {
    for (const uri of pointing?.record?.rua ?? []) {
      const mail = mailtoAddress(uri);
      if (mail !== null && mail.domain !== '') counts.set(mail.address, (counts.get(mail.address) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return most === undefined ? [] : [most[0]];
}
