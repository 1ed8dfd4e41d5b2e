import type { ImportedFile, ImportSummary } from '../../model/import.ts';
import type { StoreContext } from '../context.ts';
import { withReserve } from '../reserve.ts';
import type { ImportRow, InputRow } from '../rows.ts';
import { decidedDomains } from '../said/domains.ts';
import { guarded } from '../with-quota-errors.ts';
import { fileOf, noteImport } from './import-notes.ts';
import type { ImportStore } from './report-store.ts';

export function createImportStore(context: StoreContext): ImportStore {
  const { db } = context;

  async function summary(row: ImportRow, files: ImportedFile[]): Promise<ImportSummary> {
    const { id, instance, total: _total, domains, resumed: _r, resumedWith: _w, undoing: _u, ...rest } = row;
    const decided = await decidedDomains(context);
    const newDomains = Object.entries(domains)
      .filter(([domain]) => !decided.has(domain))
      .map(([domain, [reports, messages, passed]]) => ({ domain, reports, messages, passed }))
      .sort((a, b) => b.messages - a.messages);
    const cutOff = row.state === 'running' && instance !== context.instance && !(await isAlive(instance));
    return { ...rest, importId: id, state: cutOff ? 'paused' : row.state, files, newDomains };
  }

  async function isAlive(instance: string): Promise<boolean> {
    return (await context.alive())?.has(instance) ?? false;
  }

  const inputsOf = (importId: string) =>
    db.inputs.where('[importId+key]').between([importId, ''], [importId, '\uffff']);

  async function doneKeys(importId: string): Promise<Set<string>> {
    const noted = await db.importNotes.where('importId').equals(importId).toArray();
    return new Set(noted.flatMap((it) => it.done));
  }

  /** A copy may have been made after its file was done. */
  async function openInputs(importId: string): Promise<InputRow[]> {
    const [rows, done] = [await inputsOf(importId).toArray(), await doneKeys(importId)];
    return rows.filter((row) => !done.has(row.key));
  }

  return {
    async start(importId, total) {
      await guarded(context, () =>
        db.transaction('rw', [db.imports, db.importNotes], async () => {
          const known = await db.imports.get(importId);
          if (known !== undefined) {
            const resumedWith = (await doneKeys(importId)).size;
            const files = Math.max(known.total.files, total.files);
            const bytes = Math.max(known.total.bytes, total.bytes);
            const { instance } = context;
            await db.imports.put({
              ...known,
              resumed: true,
              resumedWith,
              instance,
              state: 'running',
              finished: null,
              total: { files, bytes },
            });
            return;
          }
          await db.imports.add(emptyImport(importId, context, total));
        }),
      );
      context.emit({ topic: 'imports', domains: [] });
    },
    async note(importId, notes) {
      await guarded(context, () =>
        db.transaction('rw', [db.imports, db.importNotes, db.inputs, db.sources, db.sourceItems], async () =>
          noteImport(context, importId, notes, { added: [], duplicates: [] }),
        ),
      );
      context.emit({ topic: 'imports', domains: [] });
    },
    async setState(importId, state, problem = null) {
      const ended = state === 'done' || state === 'cancelled';
      const finished = ended || state === 'failed' ? Math.floor(context.clock() / 1000) : null;
      // A Cancel frees what the import kept, and needs a little room to say so.
      const write = state === 'cancelled' ? withReserve : guarded;
      await write(context, () => db.imports.update(importId, { state, finished, problem }));
      // A failed import may go on once there is room again, so its inputs stay.
      if (ended) await withReserve(context, () => inputsOf(importId).delete());
      context.emit({ topic: 'imports', domains: [] });
    },
    async keepInputs(importId, inputs) {
      await guarded(context, () =>
        db.inputs.bulkPut(
          inputs.map(({ key, file }) => ({
            importId,
            key,
            name: file.name,
            blob: file.blob,
            ...(file.mail === undefined ? {} : { mail: file.mail }),
          })),
        ),
      );
    },
    async inputs(importId) {
      const rows = await openInputs(importId);
      return rows.map(({ key, name, blob, mail }) => ({
        key,
        file: { name, blob, ...(mail === undefined ? {} : { mail }) },
      }));
    },
    async get(importId) {
      const row = await db.imports.get(importId);
      if (row === undefined) return null;
      const stored = await db.reports.where('imports').equals(importId).toArray();
      const noted = await db.importNotes.where('importId').equals(importId).toArray();
      const others = noted.flatMap((it) => it.files);
      // A duplicate is held by this import too; its line says so already.
      const twice = new Set(others.flatMap((it) => (it.reportId === null ? [] : [it.reportId])));
      const own = stored.filter((it) => !twice.has(it.id) || isFirstHolder(it.holds, importId));
      return summary(
        row,
        [...own.map(fileOf), ...others].sort((a, b) => (a.path < b.path ? -1 : 1)),
      );
    },
    async running() {
      return (
        (await db.imports
          .filter(({ state }) => state === 'running')
          .limit(1)
          .count()) > 0
      );
    },
    async list() {
      const rows = await db.imports.orderBy('started').reverse().toArray();
      return Promise.all(rows.map((row) => summary(row, [])));
    },
    async missing(importId) {
      const row = await db.imports.get(importId);
      const kept = (await openInputs(importId)).length;
      return Math.max(0, (row?.total.files ?? 0) - (await doneKeys(importId)).size - kept);
    },
    async isStuck(importId) {
      const row = await db.imports.get(importId);
      return row?.resumedWith !== undefined && row.resumedWith >= (await doneKeys(importId)).size;
    },
    done: doneKeys,
  };
}

/** Whether the import was the first of those that hold a report. */
function isFirstHolder(holds: Record<string, { at: string }>, importId: string): boolean {
  const mine = holds[importId]?.at ?? '';
  return Object.values(holds).every((hold) => hold.at >= mine);
}

function emptyImport(id: string, context: StoreContext, total: ImportRow['total']): ImportRow {
  return {
    id,
    instance: context.instance,
    total,
    domains: {},
    started: Math.floor(context.clock() / 1000),
    finished: null,
    state: 'running',
    imported: 0,
    repaired: 0,
    duplicates: 0,
    notReports: 0,
    rejected: 0,
    records: 0,
    messages: 0,
    undone: false,
    problem: null,
  };
}
