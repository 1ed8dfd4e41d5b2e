import { nextRecord } from '../../../dmarc/next-record.ts';
import { domainNeeds } from '../../../domains/needs/domain-needs.ts';
import { rankNeeds } from '../../../domains/needs/rank-needs.ts';
import { rejectsEverything } from '../../../domains/rejects-everything.ts';
import { dayStart, lastDays, utcDay } from '../../../lib/days.ts';
import type { Readiness } from '../../../model/domain-configuration.ts';
import type { MailNeedFacts, Need, Needs, NextRecord } from '../../../model/need.ts';
import type { UnixSeconds } from '../../../model/report.ts';
import type { Store } from '../../../store/store.ts';
import { RECHECK_AGE } from '../../assess/recheck.ts';
import { blockedSince } from '../../facts/blocked-since.ts';
import { edgesByNow } from '../../facts/edges-by-now.ts';
import { type KeptMailFacts, type NeedRests, renewNeedFacts } from '../../facts/need-facts.ts';
import { inheritedOf, keptPointings } from '../../facts/pointings.ts';
import { LASTING_BROKEN_SECONDS } from '../../facts/renew-pointing.ts';
import type { Context } from '../context.ts';
import type { DomainRow, ReadinessWish } from '../face.ts';
import { listDomains, uncountedDomain } from '../list-domains.ts';
import { readinessOf } from '../readiness-rows.ts';
import { readinessWish } from '../readiness-wish.ts';
import { keyFacts, spfFacts } from './dns-facts.ts';
import { factsAroundOne, type SharedFacts, sharedFacts } from './facts-around.ts';
import { mailFacts } from './mail-facts.ts';

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

/** The needs of one domain, the record that takes it on, and the simulation that both rest on. */
interface NeedsOfOne {
  needs: Need[];
  next: NextRecord | null;
  /** Reports are still being read. */
  importing: boolean;
  /** What the simulation asks for: the next policy, with all else as it stands. */
  wish: ReadinessWish;
  /** Worked out once, when it is first asked for. */
  readiness(): Promise<Readiness>;
}

/** Out of what is stored of this domain alone; null where it is not confirmed. */
export async function needsOfDomain(context: NeedsContext, domain: string): Promise<NeedsOfOne | null> {
  const { store, now } = context;
  const row = await uncountedDomain(store, domain, lastDays(utcDay(now()), DAYS), now());
  if (row === null || row.listing !== 'confirmed') return null;
  const found = await needsOfRow(context, row, await factsAroundOne(store, row));
  return { ...found, needs: rankNeeds(found.needs) };
}

async function confirmedRows(store: Store, now: UnixSeconds): Promise<DomainRow[]> {
  const all = await listDomains(store, lastDays(utcDay(now), DAYS), now);
  return all.filter(({ listing }) => listing === 'confirmed');
}

/** The reason of a status; a server that failed for the first time says as little as one that gave no answer. */
function reasonOf({ statusReason, pointing }: DomainRow, now: UnixSeconds): DomainRow['statusReason'] {
  const since = pointing.brokenSince;
  const young = since !== undefined && now - since < LASTING_BROKEN_SECONDS;
  return statusReason === 'broken-servfail' && young ? 'no-answer' : statusReason;
}

async function needsOfRow(context: NeedsContext, row: DomainRow, shared: SharedFacts): Promise<NeedsOfOne> {
  const { domain, pointing } = row;
  const wish = readinessWish(shared.pointings.get(domain) ?? null);
  let simulated: Promise<Readiness> | null = null;
  const readiness = (): Promise<Readiness> => (simulated ??= readinessOf(context, domain, wish));
  const { mail, spf, keys } = await factsOf(context, row, shared, { wish, readiness });
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
  return { needs: domainNeeds(facts), next, importing: shared.importing, wish, readiness };
}

/** Kept facts of today and of this record, or worked out and kept. */
async function factsOf(
  { store, now }: NeedsContext,
  row: DomainRow,
  { kept, summaries, recorded }: SharedFacts,
  { wish: wished, readiness }: Pick<NeedsOfOne, 'wish' | 'readiness'>,
): Promise<NeedRests> {
  const { domain } = row;
  const day = utcDay(now());
  const known = kept(domain);
  const wish = JSON.stringify(wished);
  if (known?.day === day && known.wish === wish) return known;
  const summary = summaries.get(domain);
  if (summary === undefined && !recorded.has(domain)) return { mail: null, spf: null, keys: [] };
  return renewNeedFacts(store, domain, { day, wish }, async () => {
    const newestDay = utcDay((await edgesByNow(store, summary ?? null, now()))?.lastEnd ?? 0);
    return {
      mail:
        summary !== undefined && summary.reports > 0
          ? await mailFacts({ store, now }, domain, summary, readiness)
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
  { pointings, confirmed }: SharedFacts,
): Promise<MailNeedFacts['blocked']> {
  if (!row.locked || mail.through.length === 0) return null;
  const [decision, log, hosts] = await Promise.all([
    store.domains.get(row.domain),
    store.changes.list(),
    store.hosts.list(),
  ]);
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
