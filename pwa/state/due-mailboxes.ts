import type { MailboxImport } from '../../core/model/mailbox.ts';

/** Seconds after which a folder is read again by itself. */
export const DAY_SECONDS = 86_400;

/** Folders of webmail that the user wants read every day, and that were not for a day. */
export function dueMailboxes(all: readonly MailboxImport[], now: number): MailboxImport[] {
  return all.filter(({ daily, state, ended, started }) => {
    const over = state === 'done' || state === 'waiting' || state === 'cut-off';
    return daily === true && over && now - (ended ?? started) >= DAY_SECONDS;
  });
}
