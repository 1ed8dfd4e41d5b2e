import type { DnsResult, Resolve } from '../../model/dns.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { Store } from '../../store/store.ts';
import { owedAssessments } from '../facts/owed.ts';
import { assessPointing, keepPointing, keptPointings } from '../facts/pointings.ts';
import type { RecheckState } from './face.ts';

/** Questions that opening the app may cause. */
export const RECHECK_QUERIES = 200;
/** Questions that one click on “Ask DNS again” may cause: 5,000 domains fit, and no more than that by mistake. */
export const REFRESH_QUERIES = 20_000;
/** An answer is old after this many seconds; younger ones are not asked for again by themselves. */
export const RECHECK_AGE = 3_600;
/** Domains asked about at the same time: one waits for the network, others need not. */
export const RECHECK_AT_ONCE = 8;
/** Names added by hand at once whose SPF is looked at as well; longer lists only get their pointing. */
export const ADDED_WHOLLY = 50;
/** Minimum interval between notifications; longer with many domains, since each time all are read. */
const TELL_SECONDS = 2;
const TELL_SECONDS_OF_MANY = 10;
const MANY = 500;
/** The most that one domain's pointing can cost: three for itself, eight of a walk, one of the list, one read back. */
const MOST_PER_DOMAIN = 13;

export interface RecheckScope {
  /** Asked for by the user: all domains, however young their answer, and a larger budget. */
  all?: boolean;
  /** Expands SPF also of domains without reports, whose pointing alone is asked for by default. */
  wholly?: boolean;
}

export interface Recheck {
  state(): RecheckState;
  /** Asks DNS again for the domains whose answer is oldest, until all are done or the budget is spent. */
  run(scope?: RecheckScope): Promise<RecheckState>;
  /** Ends the run after the domains under way. */
  stop(): void;
}

export interface RecheckDeps {
  store: Store;
  now(): UnixSeconds;
  /** DNS on behalf of one confirmed domain; null while no resolver is chosen or the network is off. */
  resolverFor(domain: string): Promise<Resolve | null>;
  /** Called with answers that screens show; an empty domain means any. */
  onChange(topic: 'domains', domain: string): void;
  /** Assesses a domain with reports wholly, with this DNS; absent: only its pointing is read again. */
  assess?(domain: string, resolve: Resolve): Promise<unknown>;
  /** What rests on a domain's pointing is looked at again: wanted records, names below it. */
  afterPointing(domain: string, resolve: Resolve): Promise<void>;
}

export interface RecheckLimits {
  opening?: number;
  click?: number;
  atOnce?: number;
}

export function createRecheck(context: RecheckDeps, limits: RecheckLimits = {}): Recheck {
  const opening = limits.opening ?? RECHECK_QUERIES;
  const click = limits.click ?? REFRESH_QUERIES;
  const state: RecheckState = {
    running: false,
    done: 0,
    due: 0,
    queries: 0,
    budget: opening,
    all: false,
    stopped: false,
  };

  /** Counts what leaves the machine (an answer out of the cache has an age) and ends at the budget. */
  const counted =
    (resolve: Resolve): Resolve =>
    async (name, type, purpose) => {
      if (state.queries >= state.budget) return SPENT;
      state.queries++;
      const result = await resolve(name, type, purpose);
      if (result.age > 0 || result.stale) state.queries--;
      return result;
    };

  async function run({ all = false, wholly = all }: RecheckScope = {}): Promise<RecheckState> {
    if (state.running) return { ...state };
    const budget = all ? click : opening;
    Object.assign(state, { running: true, done: 0, due: 0, queries: 0, budget, all, stopped: false });
    const due = all ? await knownDomains(context) : await dueDomains(context);
    state.due = due.length;
    context.onChange('domains', '');
    const waiting = due[Symbol.iterator]();
    const pause = due.length > MANY ? TELL_SECONDS_OF_MANY : TELL_SECONDS;
    let told = context.now();
    let underWay = 0;
    const work = async (): Promise<void> => {
      // Each domain under way may still need its share.
      while (!state.stopped && state.queries + MOST_PER_DOMAIN * (underWay + 1) <= budget) {
        const next = waiting.next();
        if (next.done) return;
        const resolve = await context.resolverFor(next.value);
        if (resolve === null) return;
        underWay++;
        await one(next.value, counted(resolve), wholly).finally(() => underWay--);
        state.done++;
        // Reading thousands of rows again for each answer would cost more than the answers.
        if (context.now() - told < pause) continue;
        told = context.now();
        context.onChange('domains', next.value);
      }
    };
    try {
      await Promise.all(Array.from({ length: limits.atOnce ?? RECHECK_AT_ONCE }, work));
    } finally {
      state.running = false;
      context.onChange('domains', '');
    }
    return { ...state };
  }

  async function one(domain: string, resolve: Resolve, wholly: boolean): Promise<void> {
    const { store } = context;
    const whole = wholly || (await store.summaries.domain(domain)) !== null;
    if (whole && context.assess) {
      await context.assess(domain, resolve);
      return;
    }
    const before = await keptPointings.get(store, domain);
    const now = context.now();
    await keepPointing(store, domain, await assessPointing(domain, resolve, now, before), now);
    await context.afterPointing(domain, resolve);
  }

  return {
    state: () => ({ ...state }),
    run,
    stop() {
      if (!state.running || state.stopped) return;
      state.stopped = true;
      context.onChange('domains', '');
    },
  };
}

const SPENT: DnsResult = {
  kind: 'budget',
  error: null,
  detail: 'question limit',
  age: 0,
  stale: false,
};

/**
 * Confirmed domains with an old answer or none, and those whose last run used up its questions, oldest first; before
 * them those that no run came to.
 */
export async function dueDomains(context: RecheckDeps): Promise<string[]> {
  const owed = await owedAssessments(context.store);
  return byAge(context, context.now() - RECHECK_AGE, owed);
}

/** All confirmed domains, oldest answer first. */
async function knownDomains(context: RecheckDeps): Promise<string[]> {
  return byAge(context, Number.POSITIVE_INFINITY);
}

async function byAge(
  context: RecheckDeps,
  newest: number,
  first: ReadonlyMap<string, unknown> = new Map(),
): Promise<string[]> {
  const [confirmed, pointings, all] = await Promise.all([
    context.store.domains.confirmed(),
    keptPointings.all(context.store),
    context.store.domains.list(),
  ]);
  const samples = new Set(all.filter((each) => each.sample).map((each) => each.domain));
  return confirmed
    .filter((domain) => !samples.has(domain))
    .map((domain) => {
      const owed = first.get(domain);
      const at = owed !== undefined && owed !== 'cut-short' ? -1 : (pointings.get(domain)?.at ?? 0);
      return { domain, at, due: owed !== undefined || at <= newest };
    })
    .filter(({ due }) => due)
    .sort((a, b) => a.at - b.at)
    .map(({ domain }) => domain);
}
