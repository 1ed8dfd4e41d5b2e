import { organizationalDomainByList } from '../../dmarc/public-suffix.ts';
import { whyNoAnswer } from '../../lib/answer.ts';
import type { NoAnswer, Resolve } from '../../model/dns.ts';
import type { UnixSeconds } from '../../model/report.ts';
import { type ReverseName, SUM, SUMS, type Traffic } from '../../model/traffic.ts';
import { endedAddresses } from '../../senders/ignored.ts';
import { wantedServices } from '../../senders/wanted-services.ts';
import { compileSpf } from '../../spf/compile.ts';
import type { Store } from '../../store/store.ts';
import { watchDkimKeys } from '../facts/dkim-keys.ts';
import { keepSnapshots } from '../facts/keep-snapshots.ts';
import { forgetNeedFacts } from '../facts/need-facts.ts';
import { oweAssessment, settleAssessment } from '../facts/owed.ts';
import { assessPointing, type KeptPointing, keepPointing, keptPointings } from '../facts/pointings.ts';
import { questionBudget } from '../facts/question-budget.ts';
import { refreshReverseNames } from '../facts/reverse-names.ts';
import { type KeptVerdicts, keptVerdicts, renewTable, type UnansweredSpf } from '../facts/verdicts.ts';
import { walkNames } from '../facts/walked-domains.ts';
import {
  type EvaluatedSpf,
  evaluateSpfDomains,
  servicePasses,
  wantedVerdicts,
} from '../judge/evaluate-spf-domains.ts';
import { judgeByFacts, loadFacts, loadTraffic } from '../judge/judge-domain.ts';
import { enteredAddresses, keepSenders } from '../judge/sender-counts.ts';

/** Asked again after a temporary error, and at the earliest and latest after a clean evaluation; seconds. */
const RETRY_SECONDS = 300;
const MIN_FRESH_SECONDS = 300;
const MAX_FRESH_SECONDS = 86_400;
/** Reverse names looked up in one run, the busiest addresses first. */
export const MAX_REVERSE_NAMES = 2_000;
/**
 * Of the questions that reports may cause, the most for each use in one run, so that none takes all.
 */
const SHARE = { walks: 40, spf: 100, snapshots: 20, services: 30, keys: 20, names: 120 };

export interface AssessDeps {
  store: Store;
  /** DNS on behalf of one confirmed domain; null while no resolver is chosen or the network is off. */
  resolverFor(domain: string): Promise<Resolve | null>;
  /** Unix seconds. */
  now(): UnixSeconds;
  /** Called after each step whose result screens show. */
  onChange(topic: 'domains' | 'senders', domain: string): void;
  /** Called after the pointing was read, to see whether wanted records are in DNS. */
  afterPointing?(domain: string, resolve: Resolve): Promise<void>;
  /** Called when tree walks changed which rows are aligned, so that merged traffic is to be merged anew. */
  onRealigned?(domain: string): void;
  maxReverseNames?: number;
  /** Called when an address entered SPF and its Ignored ended. */
  onIgnoredEnded?(domain: string, addresses: string[]): void;
}

export interface AssessOptions {
  /** Ends the run after its current step. */
  signal?: AbortSignal;
  /** DNS in place of `resolverFor`, such as one that counts its questions. */
  resolve?: Resolve;
}

export type AssessOutcome =
  /** Nothing was asked of DNS. */
  | { kind: 'not-confirmed' }
  | { kind: 'no-resolver' }
  /** `cutShort`: the questions of the run were used up before all was asked. */
  | { kind: 'assessed'; expires: UnixSeconds; temporary: boolean; waiting: number; cutShort: boolean };

/**
 * Brings all that rests on DNS up to date for one domain: pointing, policy, SPF verdicts of every address in
 * stored reports, services, reverse names where the user wants them, ended Ignored, and the statuses the
 * Domains page counts. For a domain that is not confirmed no question is asked, whatever is stored of it.
 */
export function assessDomain(
  domain: string,
  deps: AssessDeps,
  options: AssessOptions = {},
): Promise<AssessOutcome> {
  const { signal } = options;
  // One run a domain at a time: the start, an import, a click and other pages may all want one.
  return deps.store.inTurn(`assess ${domain}`, async () => {
    const outcome = await assessNow(domain, deps, options);
    if (outcome.kind === 'no-resolver' || signal?.aborted) return outcome;
    // What the questions of this run did not suffice for is asked by the next.
    if (outcome.kind === 'assessed' && outcome.cutShort) {
      await oweAssessment(deps.store, [domain], 'cut-short');
    } else await settleAssessment(deps.store, domain);
    return outcome;
  });
}

async function assessNow(
  domain: string,
  deps: AssessDeps,
  { signal, resolve: own }: AssessOptions,
): Promise<AssessOutcome> {
  const { store } = deps;
  const decision = await store.domains.get(domain);
  if (decision.listing !== 'confirmed') return { kind: 'not-confirmed' };
  const given = own ?? (await deps.resolverFor(domain));
  if (given === null) {
    await rejudge(domain, deps);
    return { kind: 'no-resolver' };
  }
  const now = deps.now();
  let cutShort = false;
  const resolve: Resolve = async (name, type, purpose) => {
    const result = await given(name, type, purpose);
    cutShort ||= result.kind === 'budget';
    return result;
  };

  const budget = await questionBudget(store, domain, resolve, now);

  const before = await keptPointings.get(store, domain);
  const pointing = await assessPointing(domain, resolve, now, before);
  await keepPointing(store, domain, pointing, now);
  await deps.afterPointing?.(domain, resolve);
  deps.onChange('domains', domain);

  let traffic = await loadTraffic(store, domain, undefined);
  if (await walkNames(store, domain, traffic, budget.within(SHARE.walks), now, signal ? { signal } : {})) {
    deps.onRealigned?.(domain);
    traffic = await loadTraffic(store, domain, undefined);
  }
  const wanted = wantedVerdicts(domain, traffic, organizationalDomainByList);
  // The domain's own record is expanded without any mail as well: its faults are worth knowing.
  if (!wanted.has(domain)) wanted.set(domain, []);
  const evaluated = await evaluateSpfDomains(wanted, resolve, signal, {
    reported: { own: domain, resolve: budget.within(SHARE.spf), spent: budget.spent },
  });
  await budget.save();
  const last = await keptVerdicts.get(store, domain);
  const kept: KeptVerdicts = {
    at: now,
    expires: now + freshFor(evaluated.temporary || isOpen(pointing), evaluated.ttl),
    // What DNS did not tell now stays as it was known, with its age.
    own: [
      ...evaluated.tables.map((table) =>
        renewTable(
          table,
          evaluated.unanswered.get(table.domain) ?? new Map(),
          last?.own.find((each) => each.domain === table.domain),
          last?.at ?? now,
        ),
      ),
      // An interrupted run did not come to these.
      ...(last?.own ?? []).filter(
        (each) => wanted.has(each.domain) && !evaluated.unanswered.has(each.domain),
      ),
    ],
    services: last?.services ?? [],
    waiting: evaluated.waiting,
    unanswered: unansweredOf(evaluated),
  };
  await keptVerdicts.set(store, domain, kept);
  await rejudge(domain, deps, traffic);

  if (!signal?.aborted) {
    await keepSnapshots(store, domain, evaluated.compiled, resolve, now, {
      reported: budget.within(SHARE.snapshots),
      ...(signal ? { signal } : {}),
    });
    await nameSenders(domain, traffic, budget.within(SHARE.names), deps, signal);
    const published = budget.within(SHARE.services);
    const services = await expandServices(domain, traffic, published, deps, kept.services, signal);
    await keptVerdicts.set(store, domain, { ...kept, services });
    await rejudge(domain, deps, traffic);
    if ((await watchDkimKeys(store, domain, budget.within(SHARE.keys), now, signal ? { signal } : {})) > 0) {
      await forgetNeedFacts(store, domain);
      deps.onChange('domains', domain);
    }
    await budget.save();
  }
  const { temporary } = evaluated;
  return { kind: 'assessed', expires: kept.expires, temporary, waiting: kept.waiting, cutShort };
}

/** What DNS did not tell, once for each SPF domain and reason. */
function unansweredOf({ unanswered, compiled, tables }: EvaluatedSpf): UnansweredSpf[] {
  const addressesOf = new Map(tables.map((table) => [table.domain, table.addresses.length]));
  return [...unanswered].flatMap(([domain, byAddress]) => {
    const counts = new Map<NoAnswer, number>();
    for (const why of byAddress.values()) counts.set(why, (counts.get(why) ?? 0) + 1);
    // A record that no mail is judged by may be unknown as well.
    const unused = byAddress.size === 0 && (addressesOf.get(domain) ?? 0) === 0;
    for (const answer of unused ? (compiled.get(domain)?.answers.values() ?? []) : []) {
      const why = whyNoAnswer(answer);
      if (why !== null) counts.set(why, 0);
    }
    return [...counts].map(([why, addresses]) => ({ domain, why, addresses }));
  });
}

/** Whether DNS did not tell all of a domain's DMARC, so that it is worth asking again soon. */
function isOpen({ pointing, answers }: KeptPointing): boolean {
  const silent =
    answers !== undefined && !(answers.pointing.known && answers.current.known && answers.old.known);
  return pointing.kind === 'broken' || silent;
}

/**
 * Judges a domain again by what is kept, without DNS: after an import, a decision or a correction. Ends
 * Ignored for addresses that are In now.
 */
export function rejudge(domain: string, deps: AssessDeps, known?: Traffic): Promise<void> {
  // What was judged by older facts must not be written over what is true now.
  return deps.store.inTurn(`judge ${domain}`, () => rejudgeNow(domain, deps, known));
}

async function rejudgeNow(domain: string, deps: AssessDeps, known: Traffic | undefined): Promise<void> {
  const { store } = deps;
  const traffic = known ?? (await loadTraffic(store, domain, undefined));
  const facts = await loadFacts(store, domain, traffic.addresses);
  const judged = judgeByFacts(domain, traffic, facts);
  await keepSenders(store, domain, judged, deps.now());
  await forgetNeedFacts(store, domain);
  const running = facts.ignored.filter((each) => each.endedAt === null);
  if (running.length > 0) {
    const { entered, outside } = enteredAddresses(judged);
    const ended = [...new Set(running.flatMap((each) => endedAddresses(each, entered, outside)))];
    if (ended.length > 0) {
      await store.ignored.end(domain, ended, deps.now());
      deps.onIgnoredEnded?.(domain, ended);
    }
  }
  deps.onChange('senders', domain);
}

/** Reverse names of the busiest addresses, where the user switched them on. */
async function nameSenders(
  domain: string,
  traffic: Traffic,
  resolve: Resolve,
  deps: AssessDeps,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { store } = deps;
  if ((await store.settings.get()).nameSenders !== 'on') return;
  const messages = new Float64Array(traffic.addresses.length);
  const { flows } = traffic;
  for (let f = 0; f < flows.count; f++) {
    messages[flows.address[f]!]! += flows.sums[f * SUMS + SUM.messages]!;
  }
  const busiest = traffic.addresses
    .map((_, a) => a)
    .sort((a, b) => messages[b]! - messages[a]!)
    .map((a) => traffic.addresses[a]!);
  const { answered } = await refreshReverseNames(store, busiest, resolve, {
    now: deps.now(),
    limit: deps.maxReverseNames ?? MAX_REVERSE_NAMES,
    ...(signal ? { signal } : {}),
  });
  if (answered > 0) deps.onChange('senders', domain);
}

async function expandServices(
  domain: string,
  traffic: Traffic,
  resolve: Resolve,
  deps: AssessDeps,
  last: KeptVerdicts['services'],
  signal: AbortSignal | undefined,
): Promise<KeptVerdicts['services']> {
  const facts = await loadFacts(deps.store, domain, traffic.addresses);
  const names = traffic.addresses
    .map((address) => facts.reverseName(address))
    .filter((name): name is ReverseName => name !== undefined);
  const wanted = wantedServices(traffic, facts.catalogue, names);
  const spfNames = [...new Set([...wanted.spfNames, ...wanted.envelopes])];
  return servicePasses(spfNames, traffic.addresses, (name) => compileSpf(name, resolve), last, signal);
}

function freshFor(temporary: boolean, ttl: number): number {
  if (temporary) return RETRY_SECONDS;
  return Math.min(MAX_FRESH_SECONDS, Math.max(MIN_FRESH_SECONDS, ttl));
}
