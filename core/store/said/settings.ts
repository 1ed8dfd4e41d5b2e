import type { Settings } from '../../model/settings.ts';
import type { StoreContext } from '../context.ts';
import type { SettingsStore } from '../store.ts';
import { guarded } from '../with-quota-errors.ts';

const DEFAULT_SETTINGS: Settings = {
  resolvers: [],
  noNetwork: false,
  nameSenders: 'ask',
  localTable: false,
  language: 'auto',
  theme: 'auto',
  userName: '',
};

export function createSettingsStore(context: StoreContext): SettingsStore {
  const { db } = context;
  const read = async (): Promise<Settings> => ({
    ...DEFAULT_SETTINGS,
    ...((await db.meta.get('settings'))?.value as Partial<Settings> | undefined),
  });
  return {
    get: read,
    async fill(values) {
      await db.transaction('rw', db.meta, async () => {
        const own = (await db.meta.get('settings'))?.value as Partial<Settings> | undefined;
        await db.meta.put({ key: 'settings', value: { ...values, ...own } });
      });
      context.emit({ topic: 'settings', domains: [] });
    },
    async save(change) {
      const settings = await guarded(context, () =>
        db.transaction('rw', db.meta, async () => {
          const own = (await db.meta.get('settings'))?.value as Partial<Settings> | undefined;
          const value = { ...own, ...change };
          await db.meta.put({ key: 'settings', value });
          return { ...DEFAULT_SETTINGS, ...value };
        }),
      );
      context.emit({ topic: 'settings', domains: [] });
      return settings;
    },
  };
}
