import type { RecheckState } from '../../model/configuration.ts';
import type { DnsResult, Resolve } from '../../model/dns.ts';
import { assessPointing, type KeptPointing, keepPointing, POINTING_KIND } from '../assess-pointing.ts';
import type { Context } from './context.ts';
import { checkWanted } from './wanted-record.ts';

/** Questions that opening the app may cause. */
export const RECHECK_QUERIES = 200;
/** An answer is old after this many seconds; younger ones are not asked for again. */
export const RECHECK_AGE = 3_600;
/** Screens are told of progress at most this often. */
const TELL_SECONDS = 2;
/** The most that one domain can cost: two for the pointing, eight of a walk, one of the list, one read back. */
const MOST_PER_DOMAIN = 12;

export interface Recheck {
  state(): RecheckState;
  /** Asks DNS again for the domains whose answer is oldest, until all are done or the budget is spent. */
  run(): Promise<RecheckState>;
}

export function createRecheck(context: Context, budget = RECHECK_QUERIES): Recheck {
  const state: RecheckState = { running: false, done: 0, due: 0, queries: 0, budget };

  /** Counts what leaves the machine (an answer out of the cache has an age) and ends at the budget. */
  const counted =
    (resolve: Resolve): Resolve =>
    async (name, type, purpose) => {
      if (state.queries >= budget) return SPENT;
      state.queries++;
      const result = await resolve(name, type, purpose);
      if (result.age > 0 || result.stale) state.queries--;
      return result;
    };

  async function run(): Promise<RecheckState> {
    if (state.running) return { ...state };
    const due = await dueDomains(context);
    Object.assign(state, { running: true, done: 0, due: due.length, queries: 0 });
    let told = 0;
    for (const domain of due) {
      if (state.queries + MOST_PER_DOMAIN > budget) break;
      const resolve = await context.resolverFor(domain);
      if (resolve === null) break;
      await one(domain, counted(resolve));
      state.done++;
      // Reading thousands of rows again for each answer would cost more than the answers.
      if (context.now() - told < TELL_SECONDS) continue;
      told = context.now();
      context.onChange('domains', domain);
    }
    state.running = false;
    context.onChange('domains', '');
    return { ...state };
  }

  async function one(domain: string, resolve: Resolve): Promise<void> {
    const { store } = context;
    const hasReports = (await store.summaries.domain(domain)) !== null;
    if (hasReports && context.assess) return context.assess(domain, resolve);
    const before = await store.kept.get<KeptPointing>(POINTING_KIND, domain);
    const now = context.now();
    await keepPointing(store, domain, await assessPointing(domain, resolve, now, before), now);
    await checkWanted(context, domain, resolve);
  }

  return { state: () => ({ ...state }), run };
}

const SPENT: DnsResult = {
  kind: 'not-allowed',
  error: null,
  detail: 'question limit',
  age: 0,
  stale: false,
};

/** Confirmed domains with an old answer or none, oldest first. */
export async function dueDomains(context: Context): Promise<string[]> {
  const [confirmed, pointings, all] = await Promise.all([
    context.store.domains.confirmed(),
    context.store.kept.all<KeptPointing>(POINTING_KIND),
    context.store.domains.list(),
  ]);
  const samples = new Set(all.filter((each) => each.sample).map((each) => each.domain));
  const old = context.now() - RECHECK_AGE;
  return confirmed
    .filter((domain) => !samples.has(domain))
    .map((domain) => ({ domain, at: pointings.get(domain)?.at ?? 0 }))
    .filter(({ at }) => at <= old)
    .sort((a, b) => a.at - b.at)
    .map(({ domain }) => domain);
}
