import type { MailboxImport } from '../model/mailbox.ts';
import type { StoreContext } from './context.ts';
import { withReserve } from './reserve.ts';
import type { MailboxRow } from './rows.ts';
import type { MailboxStore } from './store.ts';
import { guarded } from './with-quota-errors.ts';

/** Mailboxes and what was read of each. It says nothing of the reports; losing it costs reading again. */
export function createMailboxStore(context: StoreContext): MailboxStore {
  const { db } = context;
  const { mailboxes, mailboxReads } = db;
  const piecesOf = (id: string, importId?: string) =>
    mailboxReads
      .where('[mailbox+importId+piece]')
      .between([id, importId ?? '', 0], [id, importId ?? '\uffff', Number.POSITIVE_INFINITY]);

  async function told({ instance, ...row }: MailboxRow): Promise<MailboxImport> {
    if (row.state !== 'running' && row.state !== 'paused') return row;
    const open = instance === context.instance || ((await context.alive())?.has(instance) ?? false);
    return open ? row : { ...row, state: 'cut-off' };
  }

  return {
    async get(id) {
      const row = await mailboxes.get(id);
      return row === undefined ? null : await told(row);
    },
    async list() {
      const all = await Promise.all((await mailboxes.toArray()).map(told));
      return all.sort((a, b) => b.started - a.started);
    },
    async save(row, read) {
      const { instance } = context;
      await guarded(context, () =>
        db.transaction('rw', mailboxes, mailboxReads, async () => {
          await mailboxes.put({ ...row, instance });
          if (read !== undefined) await mailboxReads.put({ mailbox: row.id, ...read });
        }),
      );
      context.emit({ topic: 'imports', domains: [] });
    },
    async read(id) {
      return new Set((await piecesOf(id).toArray()).flatMap((it) => it.marks));
    },
    piecesRead: (id, importId) => piecesOf(id, importId).count(),
    async forget(id) {
      await withReserve(context, () =>
        db.transaction('rw', mailboxes, mailboxReads, async () => {
          await piecesOf(id).delete();
          await mailboxes.delete(id);
        }),
      );
      context.emit({ topic: 'imports', domains: [] });
    },
    async forgetImport(importId) {
      await withReserve(context, () => mailboxReads.where('importId').equals(importId).delete());
    },
  };
}
