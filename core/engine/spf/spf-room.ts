import { organizationalDomainByList } from '../../dmarc/public-suffix.ts';
import { lastDays, utcDay } from '../../lib/days.ts';
import type { Resolve } from '../../model/dns.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { SpfVerdict } from '../../model/spf.ts';
import { createAnswerMemo } from '../../spf/answer-memo.ts';
import type { CompiledSpf } from '../../spf/compiled.ts';
import { evaluateSpf } from '../../spf/evaluate.ts';
import { expandSpf } from '../../spf/expand.ts';
import { compileSnapshot, snapshotTree } from '../../spf/snapshot.ts';
import { tryRecord } from '../../spf/try-record.ts';
import type { Store } from '../../store/store.ts';
import { keepSnapshot } from '../facts/keep-snapshots.ts';
import { forgetNeedFacts } from '../facts/need-facts.ts';
import { lastSnapshot, spfChain, spfHistory } from '../facts/spf-snapshots.ts';
import { type KeptVerdicts, keptVerdicts, verdictLookup } from '../facts/verdicts.ts';
import { evaluateSpfDomains, wantedVerdicts } from '../judge/evaluate-spf-domains.ts';
import { type JudgedTraffic, judgeDomain } from '../judge/judge-domain.ts';
import { judgedFor, relatedNames } from '../judge/list-owner.ts';
import type { SpfPage, SpfRecordView, SpfRoom, SpfTrial } from './face.ts';
import { spfVerdictsOn } from './spf-past.ts';
import { trialSenders } from './spf-trial.ts';
import { freshnessOf, recordView } from './spf-view.ts';

/** Days of traffic that a typed record is judged against. */
export const TRIAL_DAYS = 90;
/** Addresses judged for one typed record, most messages first. */
export const MAX_TRIED_ADDRESSES = 5_000;
/** Other names looked up for one typed record. */
const MAX_RETURN_PATHS = 10;
/** Characters of a typed record; DNS carries at most 65,535. */
export const MAX_TYPED_RECORD = 65_535;

interface SpfPageDeps {
  store: Store;
  now(): UnixSeconds;
  /** DNS on behalf of one confirmed domain; null while no resolver is chosen or the network is off. */
  resolverFor(domain: string): Promise<Resolve | null>;
  maxTypedRecord?: number;
  maxTriedAddresses?: number;
}

/** What the SPF page asks, over a store and DNS. */
export function createSpfRoom(deps: SpfPageDeps): SpfRoom {
  const { store, maxTypedRecord = MAX_TYPED_RECORD } = deps;
  return {
    page: (domain, again = false) => spfPage(deps, domain, again),
    tryRecord: (domain, text) => trySpfRecord(deps, domain, text.trim().slice(0, maxTypedRecord)),
    history: (domain) => spfHistory(store, domain),
    verdictsOn: (domain, address, day) => spfVerdictsOn(store, domain, address, day),
    chain: (path) => spfChain(store, path),
  };
}

async function spfPage(deps: SpfPageDeps, domain: string, again: boolean): Promise<SpfPage> {
  const { store } = deps;
  const root = await judgedFor(store, domain);
  const base = { domain, confirmed: root !== null, judgedFor: root === domain ? null : root };
  if (root === null) return { ...base, view: null, snapshots: 0, related: [] };
  const kept = await keptVerdicts.get(store, root);
  const resolve = await deps.resolverFor(root);
  const view =
    resolve === null ? await lastSeen(deps, domain, kept) : await live(deps, domain, kept, resolve, again);
  const snapshots = await store.snapshots.count(domain);
  return { ...base, view, snapshots, related: root === domain ? relatedNames(domain, kept) : [] };
}

async function live(
  { store, now }: SpfPageDeps,
  domain: string,
  kept: KeptVerdicts | null,
  resolve: Resolve,
  again: boolean,
): Promise<SpfRecordView> {
  const asked: Resolve = again ? (name, type) => resolve(name, type, 'look-again') : resolve;
  const { compiled, tree } = await expandSpf(domain, asked);
  const before = await store.snapshots.last(domain);
  await keepSnapshot(store, compiled, now());
  // What the domain needs goes by the newest expansion.
  if ((await store.snapshots.last(domain))?.at !== before?.at) await forgetNeedFacts(store, domain);
  return recordView(tree, seenVerdicts(kept, domain, compiled), freshnessOf(compiled.answers, now()));
}

/** The page without DNS: the record as it was seen last. */
async function lastSeen(
  { store }: SpfPageDeps,
  domain: string,
  kept: KeptVerdicts | null,
): Promise<SpfRecordView | null> {
  const last = await lastSnapshot(store, domain);
  if (!last) return null;
  const [tree, compiled] = await Promise.all([snapshotTree(last.snapshot), compileSnapshot(last.snapshot)]);
  const freshness = { from: 'snapshot' as const, asOf: last.until, stale: [], faults: [] };
  return recordView(tree, seenVerdicts(kept, domain, compiled), freshness);
}

/**
 * Verdicts of the addresses that sent for the domain. Those that need a question of their own are taken from
 * the last assessment: showing a page asks nothing for each address.
 */
function seenVerdicts(kept: KeptVerdicts | null, domain: string, compiled: CompiledSpf): SpfVerdict[] {
  const table = kept?.own.find((each) => each.domain === domain);
  return (table?.addresses ?? []).flatMap((address, i) => {
    const verdict = evaluateSpf(compiled, address);
    if (verdict.problem !== 'needs-dns') return [verdict];
    return table?.verdicts[table.index[i] ?? 0] ?? [];
  });
}

/** Judged traffic with verdicts of the other names, of return paths, that no assessment has looked up yet. */
async function withReturnPaths(
  judged: JudgedTraffic,
  domain: string,
  wanted: ReadonlyMap<string, readonly string[]>,
  resolve: Resolve,
): Promise<JudgedTraffic> {
  const { verdictOf } = judged.facts;
  const open = [...wanted].filter(
    ([name, list]) => name !== domain && list.some((address) => verdictOf(name, address) === undefined),
  );
  const { tables } = await evaluateSpfDomains(new Map(open.slice(0, MAX_RETURN_PATHS)), resolve);
  const found = verdictLookup(tables);
  const facts: JudgedTraffic['facts'] = {
    ...judged.facts,
    verdictOf: (name, address) => verdictOf(name, address) ?? found(name, address),
  };
  return { ...judged, facts };
}

async function trySpfRecord(deps: SpfPageDeps, domain: string, text: string): Promise<SpfTrial | null> {
  const { store } = deps;
  const root = await judgedFor(store, domain);
  const resolve = root === null ? null : await deps.resolverFor(root);
  if (root === null || resolve === null) return null;
  const now = deps.now();
  const judged = await judgeDomain(store, root, lastDays(utcDay(now), TRIAL_DAYS));
  const wanted = wantedVerdicts(root, judged.traffic, organizationalDomainByList);
  const all = wanted.get(domain) ?? [];
  const addresses = all.slice(0, deps.maxTriedAddresses ?? MAX_TRIED_ADDRESSES);
  const memo = createAnswerMemo(resolve);
  const tried = await tryRecord(domain, text, addresses, memo.resolve);
  const freshness = freshnessOf(memo.answers, now);
  const verdicts = tried.each.map((each) => each.after);
  return {
    isRecord: tried.isRecord,
    view: recordView(tried.tree, verdicts, freshness),
    ...trialSenders(await withReturnPaths(judged, domain, wanted, memo.resolve), domain, tried.each),
    leftOut: all.length - addresses.length,
  };
}
