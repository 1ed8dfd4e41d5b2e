import { nextRecord } from '../../../dmarc/next-record.ts';
import { mailtoAddress } from '../../../dmarc/report-uri.ts';
import { domainNeeds } from '../../../domains/needs/domain-needs.ts';
import { rankNeeds } from '../../../domains/needs/rank-needs.ts';
import { rejectsEverything } from '../../../domains/rejects-everything.ts';
import { dayStart, lastDays, utcDay } from '../../../lib/days.ts';
import type { MailNeedFacts, Need, Needs, NextRecord } from '../../../model/need.ts';
import type { UnixSeconds } from '../../../model/report.ts';
import type { DomainSummary } from '../../../model/stored.ts';
import type { Store } from '../../../store/store.ts';
import { RECHECK_AGE } from '../../assess/recheck.ts';
import { blockedSince } from '../../facts/blocked-since.ts';
import { edgesByNow } from '../../facts/edges-by-now.ts';
import {
  type KeptMailFacts,
  type KeptNeedFacts,
  keptNeedFacts,
  type NeedRests,
  renewNeedFacts,
} from '../../facts/need-facts.ts';
import { inheritedOf, type KeptPointing, keptPointings } from '../../facts/pointings.ts';
import { LASTING_BROKEN_SECONDS } from '../../facts/renew-pointing.ts';
import { wantedStates, zoneRecordStates } from '../../facts/wanted-states.ts';
import type { Context } from '../context.ts';
import { reportAddresses } from '../domain-page.ts';
import type { DomainRow } from '../face.ts';
import { listDomains } from '../list-domains.ts';
import { readinessWish } from '../readiness-wish.ts';
import { keyFacts, spfFacts } from './dns-facts.ts';
import { mailFacts } from './mail-facts.ts';

/** Faults of `_dmarc` names whose time is looked up at most; thousands of names would keep all others waiting. */
const MAX_DATES = 200;
/** Days that the rows are summed over. */
const DAYS = 30;

/** Reasons of a status that leave open what the domain needs. */
const UNTOLD: readonly DomainRow['statusReason'][] = ['not-looked-up', 'no-answer', 'parent-unknown'];

type NeedsContext = Pick<Context, 'store' | 'now' | 'resolverFor'>;

/** What needs the user over all confirmed domains, out of the store: no DNS is asked. One domain after the other. */
export async function listNeeds(context: NeedsContext): Promise<Needs> {
  const { store, now } = context;
  const rows = await confirmedRows(store, now());
  const known = await sharedFacts(store, rows);
  const needs: Need[] = [];
  for (const row of rows) needs.push(...(await needsOfRow(context, row, known)).needs);
  const open = rows.filter((row) => UNTOLD.includes(reasonOf(row, now())));
  const { importing } = known;
  return {
    needs: rankNeeds(needs),
    unknown: open.length,
    importing,
    nextLook: await nextLook(context, rows),
  };
}

/** The needs of one domain, and the record that takes it on. Null where it is not confirmed. */
export async function needsOfDomain(
  context: NeedsContext,
  domain: string,
): Promise<{ needs: Need[]; next: NextRecord | null; importing: boolean } | null> {
  const { store, now } = context;
  const rows = await confirmedRows(store, now());
  const row = rows.find((each) => each.domain === domain);
  if (row === undefined) return null;
  const known = await sharedFacts(store, rows);
  const found = await needsOfRow(context, row, known);
  return { needs: rankNeeds(found.needs), next: found.next, importing: known.importing };
}

async function confirmedRows(store: Store, now: UnixSeconds): Promise<DomainRow[]> {
  const all = await listDomains(store, lastDays(utcDay(now), DAYS), now);
  return all.filter(({ listing }) => listing === 'confirmed');
}

/** What is read once for all domains. */
interface SharedFacts {
  kept(domain: string): KeptNeedFacts | null;
  pointings: ReadonlyMap<string, KeptPointing>;
  drifted: ReadonlyMap<string, { name: string; since: UnixSeconds | null }[]>;
  /** Where the user receives reports, of the sample's domains apart. */
  addresses: { own: readonly string[]; sample: readonly string[] };
  rows: readonly DomainRow[];
  summaries: ReadonlyMap<string, DomainSummary>;
  /** Names of which DNS is kept over time; what has no mail and none of it needs no look into the store. */
  recorded: ReadonlySet<string>;
  importing: boolean;
  /** Faults whose time is still looked up: of the rows with most mail, which stand first. */
  datesLeft: number;
}

async function sharedFacts(store: Store, rows: readonly DomainRow[]): Promise<SharedFacts> {
  const [kept, pointings, wanted, zoneRecords, said, summaries, recorded, importing] = await Promise.all([
    keptNeedFacts(store),
    keptPointings.all(store),
    wantedStates.all(store),
    zoneRecordStates.all(store),
    reportAddresses(store),
    store.summaries.domains(),
    store.snapshots.names(),
    store.imports.running(),
  ]);
  const drifted = new Map<string, { name: string; since: UnixSeconds | null }[]>();
  const add = (domain: string, name: string, since: UnixSeconds | undefined): void => {
    drifted.set(domain, [...(drifted.get(domain) ?? []), { name, since: since ?? null }]);
  };
  for (const [domain, { state, since }] of wanted) {
    if (state.state === 'drifted') add(domain, `_dmarc.${domain}`, since);
  }
  for (const { domain, name, state, since } of zoneRecords.values()) {
    if (state.state === 'drifted') add(domain, name, since);
  }
  const ofRows = (sample: boolean) => usualAddress(rows.filter((row) => row.sample === sample));
  const own = said.length > 0 ? said.filter((each) => each.includes('@')) : ofRows(false);
  return {
    kept,
    pointings,
    drifted,
    addresses: { own, sample: ofRows(true) },
    rows,
    summaries: new Map(summaries.map((each) => [each.domain, each])),
    recorded: new Set(recorded),
    importing,
    datesLeft: MAX_DATES,
  };
}

/** The address that most of these domains have their reports sent to; what the user said of none. */
function usualAddress(rows: readonly DomainRow[]): string[] {
  const counts = new Map<string, number>();
  for (const { pointing } of rows) {
    for (const uri of pointing.record?.rua ?? []) {
      const mail = mailtoAddress(uri);
      if (mail !== null && mail.domain !== '') counts.set(mail.address, (counts.get(mail.address) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return most === undefined ? [] : [most[0]];
}

/** The reason of a status; a server that failed for the first time says as little as one that gave no answer. */
function reasonOf({ statusReason, pointing }: DomainRow, now: UnixSeconds): DomainRow['statusReason'] {
  const since = pointing.brokenSince;
  const young = since !== undefined && now - since < LASTING_BROKEN_SECONDS;
  return statusReason === 'broken-servfail' && young ? 'no-answer' : statusReason;
}

async function needsOfRow(
  context: NeedsContext,
  row: DomainRow,
  shared: SharedFacts,
): Promise<{ needs: Need[]; next: NextRecord | null }> {
  const { domain, pointing } = row;
  const { mail, spf, keys } = await factsOf(context, row, shared);
  // What passes outweighs that it was said to send nothing, until the user locks it.
  const sendsNothing = row.locked || (row.declared === 'non-sending' && row.sending !== 'sends');
  const next = nextRecord({
    domain,
    pointing,
    inForce: row.inForce,
    inherited: row.inheritsFrom === null ? null : inheritedOf(shared.pointings.get(domain) ?? null),
    rejectsAll: rejectsEverything(pointing.record),
    sendsNothing,
    // Half an import allows nothing.
    readiness: shared.importing && mail?.readiness.code === 'ready' ? null : (mail?.readiness.code ?? null),
    reportAddresses: row.sample ? shared.addresses.sample : shared.addresses.own,
  });
  const facts = {
    domain,
    status: row.status,
    reason: reasonOf(row, context.now()),
    pointing,
    pointingSince: await pointingSince(context.store, row, shared),
    problems: row.problems,
    drifted: shared.drifted.get(domain) ?? [],
    next,
    seemsParked: row.sending === 'no-passing-mail' && !row.locked,
    writable: row.host.kind === 'ours',
    spf,
    // It is to have no keys: one that is gone is as it should be.
    keys: row.locked || row.declared === 'non-sending' ? [] : keys,
    inForce: row.inForce?.current ?? null,
    importing: shared.importing,
    mail: mail === null ? null : { ...mail, blocked: await blockedMail(context, row, mail, shared) },
  };
  return { needs: domainNeeds(facts), next };
}

/** Kept facts of today and of this record, or worked out and kept. */
async function factsOf(
  { store, now }: NeedsContext,
  row: DomainRow,
  { kept, summaries, recorded, pointings }: SharedFacts,
): Promise<NeedRests> {
  const { domain } = row;
  const day = utcDay(now());
  const known = kept(domain);
  const wished = readinessWish(pointings.get(domain) ?? null);
  const wish = JSON.stringify(wished);
  if (known?.day === day && known.wish === wish) return known;
  const summary = summaries.get(domain);
  if (summary === undefined && !recorded.has(domain)) return { mail: null, spf: null, keys: [] };
  return renewNeedFacts(store, domain, { day, wish }, async () => {
    const newestDay = utcDay((await edgesByNow(store, summary ?? null, now()))?.lastEnd ?? 0);
    return {
      mail:
        summary !== undefined && summary.reports > 0
          ? await mailFacts({ store, now }, domain, summary, wished)
          : null,
      spf: await spfFacts(store, domain),
      keys: await keyFacts(store, domain, newestDay, now()),
    };
  });
}

/** When the `_dmarc` name was first seen as it is; asked only where that is told. */
async function pointingSince(store: Store, row: DomainRow, shared: SharedFacts): Promise<UnixSeconds | null> {
  if (row.status !== 'none' && row.problems.length === 0 && row.status !== 'blocked-not-in-force')
    return null;
  if (!shared.recorded.has(`_dmarc.${row.domain}`) || shared.datesLeft-- <= 0) return null;
  const last = await store.snapshots.last(`_dmarc.${row.domain}`);
  const kind = (last?.snapshot as { kind?: unknown } | undefined)?.kind;
  return last !== null && kind === row.pointing.kind ? last.at : null;
}

async function blockedMail(
  { store, now }: NeedsContext,
  row: DomainRow,
  mail: KeptMailFacts,
  { pointings, rows }: SharedFacts,
): Promise<MailNeedFacts['blocked']> {
  if (!row.locked || mail.through.length === 0) return null;
  const [decision, log, hosts] = await Promise.all([
    store.domains.get(row.domain),
    store.changes.list(),
    store.hosts.list(),
  ]);
  const confirmed = rows.map(({ domain }) => domain);
  const locks = async () => ({ pointings, hosts, log, confirmed });
  const since = await blockedSince(store, decision, locks, utcDay(now()));
  // Mail counts from the day after the lock, as for alerts.
  const after = mail.through.filter(({ day }) => since !== null && day > since);
  const [first] = after;
  if (first === undefined) return null;
  return {
    since: dayStart(first.day),
    passed: after.reduce((sum, each) => sum + each.passed, 0),
    delivered: after.reduce((sum, each) => sum + each.delivered, 0),
  };
}

/** From when on the oldest answer is old enough to be asked for again; null where nobody may be asked. */
async function nextLook(
  { store, resolverFor }: NeedsContext,
  rows: readonly DomainRow[],
): Promise<UnixSeconds | null> {
  const asked = rows.filter((row) => !row.sample);
  const [first] = asked;
  if (first === undefined || (await resolverFor(first.domain)) === null) return null;
  const pointings = await keptPointings.all(store);
  const oldest = asked.map(({ domain }) => pointings.get(domain)?.at ?? 0).reduce((a, b) => Math.min(a, b));
  return oldest + RECHECK_AGE;
}
