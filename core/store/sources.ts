import type { KeptSource, SourceFigures } from '../model/source.ts';
import type { StoreContext } from './context.ts';
import { withReserve } from './reserve.ts';
import type { SourceRow } from './rows.ts';
import { noteSource } from './source-progress.ts';
import type { SourceStore } from './source-store.ts';
import { guarded } from './with-quota-errors.ts';

export function createSourceStore(context: StoreContext): SourceStore {
  const { db } = context;
  const changed = () => context.emit({ topic: 'sources', domains: [] });
  const itemsOf = (id: string) => db.sourceItems.where('[source+mark]').between([id, ''], [id, '\uffff']);

  async function told({ instance, id: _, ...row }: SourceRow): Promise<KeptSource> {
    if (row.state !== 'working') return row;
    const open = instance === context.instance || ((await context.alive())?.has(instance) ?? false);
    return open ? row : { ...row, state: 'cut-off' };
  }

  return {
    async list() {
      const rows = await Promise.all((await db.sources.toArray()).map(told));
      return rows.sort((a, b) => (a.settings.name < b.settings.name ? -1 : 1));
    },
    async get(id) {
      const row = await db.sources.get(id);
      return row === undefined ? null : await told(row);
    },
    async save(settings, begin) {
      await guarded(context, () =>
        db.transaction('rw', [db.sources, db.sourceItems], async () => {
          const { id } = settings;
          const before = (await db.sources.get(id)) ?? newRow(id, settings, context.instance);
          await db.sources.put({
            ...before,
            settings,
            ...(begin === 'on'
              ? {}
              : { cursor: null, total: null, stuck: null, begun: (before.begun ?? 0) + 1 }),
          });
          if (begin === 'anew') await itemsOf(id).delete();
        }),
      );
      changed();
    },
    async update(id, change) {
      const mine = change.state === 'working' ? { instance: context.instance } : {};
      // the end of a look can be noted even where there is no more room
      const write = change.state === 'working' ? guarded : withReserve;
      await write(context, () => db.sources.update(id, { ...change, ...mine }));
      changed();
    },
    async note(progress) {
      await guarded(context, () =>
        db.transaction('rw', [db.sources, db.sourceItems], async () =>
          noteSource(context, progress, { reports: 0, duplicates: 0, rejected: 0, importId: null }),
        ),
      );
      changed();
    },
    async known(id, marks) {
      const rows = await db.sourceItems.bulkGet(marks.map((mark) => [id, mark] as [string, string]));
      return new Set(rows.flatMap((row) => (row === undefined ? [] : [row.mark])));
    },
    async remove(id) {
      await withReserve(context, () =>
        db.transaction('rw', [db.sources, db.sourceKeys, db.sourceItems], async () => {
          await db.sources.delete(id);
          await db.sourceKeys.delete(id);
          await itemsOf(id).delete();
        }),
      );
      changed();
    },
    key: async (id) => (await db.sourceKeys.get(id)) ?? null,
    async putKey(key) {
      await guarded(context, () => db.sourceKeys.put(key));
      changed();
    },
  };
}

export const NO_FIGURES: Readonly<SourceFigures> = {
  listed: 0,
  passed: 0,
  opened: 0,
  failed: 0,
  reports: 0,
  duplicates: 0,
  notReports: 0,
  rejected: 0,
};

function newRow(id: string, settings: SourceRow['settings'], instance: string): SourceRow {
  return {
    id,
    settings,
    instance,
    state: 'waiting',
    problem: null,
    cursor: null,
    started: null,
    ended: null,
    succeeded: null,
    next: 0,
    failures: 0,
    stuck: null,
    total: null,
    figures: { ...NO_FIGURES },
    last: { ...NO_FIGURES },
    importId: null,
  };
}
