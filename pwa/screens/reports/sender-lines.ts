import type { SenderRow } from '../../../core/engine/senders/face.ts';
import { SENDER_NEEDS, type SenderNeed } from '../../../core/model/sender.ts';

/** A line of the senders' table: a sender, or the heading of those that ask the same of the user. */
export type SenderLine =
  | { kind: 'sender'; key: string; row: SenderRow }
  | { kind: 'heading'; key: string; need: SenderNeed; senders: SenderRow[]; messages: number };

/** Fewer senders than this stand open all at once: they fit on a screen. */
const FOLDED_FROM = 25;
/** What asks nothing of the user. */
const QUIET: readonly SenderNeed[] = ['by-dkim', 'fine', 'ignored'];

export function senderLine(row: SenderRow): SenderLine {
  return { kind: 'sender', key: row.key, row };
}

/** Headings in the order of need, each with its senders in the order given. */
export function headingLines(rows: readonly SenderRow[]): SenderLine[] {
  const groups = new Map<SenderNeed, SenderRow[]>();
  for (const row of rows) {
    const group = groups.get(row.need);
    if (group) group.push(row);
    else groups.set(row.need, [row]);
  }
  return SENDER_NEEDS.flatMap((need): SenderLine[] => {
    const senders = groups.get(need);
    if (senders === undefined) return [];
    const messages = senders.reduce((sum, each) => sum + each.totals.messages, 0);
    return [{ kind: 'heading', key: `need:${need}`, need, senders, messages }];
  });
}

/** Headings that are folded until they are clicked: the quiet ones of a long list that nothing narrows. */
export function isFolded(need: SenderNeed, senders: number, narrowed: boolean): boolean {
  return !narrowed && senders >= FOLDED_FROM && QUIET.includes(need);
}
