import type { MailboxImport } from '../model/mailbox.ts';
import type { StoreContext } from './context.ts';
import type { MailboxStore } from './store.ts';
import { guarded } from './with-quota-errors.ts';

const ROWS = 'mailbox';
const READ = 'mailbox-read';

interface KeptMailbox extends MailboxImport {
  /** The page that reads it. */
  instance: string;
}

/** Marks of messages that were dealt with, in pieces, so that each checkpoint writes little. */
interface ReadPiece {
  importId: string;
  marks: string[];
}

/** Mailboxes and what was read of each. It says nothing of the reports; losing it costs reading again. */
export function createMailboxStore(context: StoreContext): MailboxStore {
  const { kept } = context.db;
  const piecesOf = (id: string) => kept.where('[kind+key]').between([READ, `${id}/`], [READ, `${id}/\uffff`]);

  async function told({ instance, ...row }: KeptMailbox): Promise<MailboxImport> {
    if (row.state !== 'running' && row.state !== 'paused') return row;
    const open = instance === context.instance || ((await context.alive())?.has(instance) ?? false);
    return open ? row : { ...row, state: 'cut-off' };
  }

  return {
    async get(id) {
      const row = await kept.get([ROWS, id]);
      return row === undefined ? null : await told(row.value as KeptMailbox);
    },
    async list() {
      const rows = await kept.where('[kind+key]').between([ROWS, ''], [ROWS, '\uffff']).toArray();
      const all = await Promise.all(rows.map((row) => told(row.value as KeptMailbox)));
      return all.sort((a, b) => b.started - a.started);
    },
    async save(row, read) {
      const { instance } = context;
      const { id } = row;
      await guarded(context, () =>
        kept.bulkPut([
          { kind: ROWS, key: id, value: { ...row, instance } satisfies KeptMailbox },
          ...(read === undefined
            ? []
            : [
                {
                  kind: READ,
                  key: `${id}/${read.importId}/${read.piece}`,
                  value: { importId: read.importId, marks: read.marks } satisfies ReadPiece,
                },
              ]),
        ]),
      );
      context.emit({ topic: 'imports', domains: [] });
    },
    async read(id) {
      const pieces = await piecesOf(id).toArray();
      return new Set(pieces.flatMap((it) => (it.value as ReadPiece).marks));
    },
    async piecesRead(id, importId) {
      return await kept
        .where('[kind+key]')
        .between([READ, `${id}/${importId}/`], [READ, `${id}/${importId}/\uffff`])
        .count();
    },
    async forget(id) {
      await piecesOf(id).delete();
      await kept.delete([ROWS, id]);
      context.emit({ topic: 'imports', domains: [] });
    },
    async forgetImport(importId) {
      const pieces = kept.where('[kind+key]').between([READ, ''], [READ, '\uffff']);
      await pieces.filter((it) => (it.value as ReadPiece).importId === importId).delete();
    },
  };
}
