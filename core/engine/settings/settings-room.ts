import type { Store } from '../../store/store.ts';
import type { SettingsRoom } from './face.ts';
import type { Network } from './network.ts';

/** Domains that a newly chosen resolver is asked about in full at once; of more, within a start's limits. */
export const ASSESSED_AT_ONCE = 50;

export interface SettingsDeps {
  store: Store;
  network: Network;
  /** Asks DNS about these domains in full. */
  assess(domains: string[]): void;
  /** Asks DNS within the limits of a start, oldest answers first. */
  recheck(): void;
  /** Judges these domains again, asking DNS for those that are confirmed. */
  judge(domains: Iterable<string>): Promise<void>;
}

export function createSettingsRoom(deps: SettingsDeps): SettingsRoom {
  const { store, network } = deps;
  return {
    get: () => store.settings.get(),
    async save(change) {
      const before = await store.settings.get();
      const after = await store.settings.save(change);
      const asks = JSON.stringify(before.resolvers) !== JSON.stringify(after.resolvers);
      const opened = before.noNetwork && !after.noNetwork;
      const names = before.nameSenders !== 'on' && after.nameSenders === 'on';
      const confirmed = await store.domains.confirmed();
      if ((asks || opened) && confirmed.length > ASSESSED_AT_ONCE) deps.recheck();
      else if (asks || opened) deps.assess(confirmed);
      else if (names) await deps.judge((await store.summaries.domains()).map((it) => it.domain));
      return after;
    },
    testResolver: (choice) => network.testResolver(choice),
    queryRecord: () => store.queries.list(),
    clearQueryRecord: () => store.queries.clear(),
    async storage() {
      const [estimate, count] = await Promise.all([store.estimate(), store.reports.count()]);
      return { persisted: null, usage: estimate?.usage ?? 0, quota: estimate?.quota ?? 0, ...count };
    },
  };
}
