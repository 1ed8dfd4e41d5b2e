import type { Transaction } from 'dexie';
import type { FactRow, MailboxReadRow, MailboxRow, MetaRow, PeerRow } from './rows.ts';

/** Kinds that cannot be found out again. */
const LASTING = new Set([
  'wanted-state',
  'wanted-zone-record-state',
  'assess-owed',
  'spf-fault-since',
  'blocked-since',
  'dkim-keys',
]);

/** Until now one table held both what can be computed again and what cannot. The latter get tables of their own. */
export async function upgradeToFour(tx: Transaction): Promise<void> {
  const kept = tx.table<FactRow, [string, string]>('kept');
  const moved: [string, string][] = [];
  const lasting: FactRow[] = [];
  const mailboxes: MailboxRow[] = [];
  const read: MailboxReadRow[] = [];
  const peers: PeerRow[] = [];
  await kept.each((row) => {
    const { kind, key, value } = row;
    if (LASTING.has(kind)) lasting.push(row);
    else if (kind === 'mailbox') mailboxes.push(value as MailboxRow);
    else if (kind === 'mailbox-read') {
      const [mailbox, importId, piece] = key.split('/');
      const { marks } = value as { marks: string[] };
      read.push({ mailbox: mailbox!, importId: importId!, piece: Number(piece), marks });
    } else if (kind === 'exchange' && key.startsWith('peer-')) {
      const { seen, given } = value as { seen: number; given: number };
      peers.push({ name: key.slice('peer-'.length), seen, given });
    } else if (kind !== 'exchange') return;
    moved.push([kind, key]);
  });
  const name = (await kept.get(['exchange', 'self']))?.value;
  if (name !== undefined) await tx.table<MetaRow, string>('meta').put({ key: 'name', value: name });
  await tx.table('lasting').bulkPut(lasting);
  await tx.table('mailboxes').bulkPut(mailboxes);
  await tx.table('mailboxReads').bulkPut(read);
  await tx.table('peers').bulkPut(peers);
  await kept.bulkDelete(moved);
}
