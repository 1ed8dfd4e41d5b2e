import { expect, test } from 'vitest';
import type { MailboxImport } from '../../../core/model/mailbox.ts';
import { DAY_SECONDS, dueMailboxes } from '../../../pwa/state/due-mailboxes.ts';

test('only folders that the user wants read every day are due, a day after they were read', () => {
  const now = 2_000_000_000;
  const place = {
    webmail: 'made',
    origin: 'https://mail.example',
    account: 'a',
    folder: 'INBOX',
    name: 'Inbox',
  };
  const read: MailboxImport = {
    ...{ id: 'read', place, state: 'done', problem: null, importId: null, started: now - 2 * DAY_SECONDS },
    ...{
      ended: now - DAY_SECONDS,
      messages: { total: 1, done: 1, known: 0 },
      opened: 1,
      reports: 1,
      failed: 0,
    },
    ...{ current: '', daily: true },
  };
  const { daily: _, ...never } = read;
  const all: MailboxImport[] = [
    read,
    { ...never, id: 'never' },
    { ...read, id: 'today', ended: now - DAY_SECONDS + 1 },
    { ...read, id: 'stopped', state: 'stopped' },
    { ...read, id: 'running', state: 'running', ended: null },
    { ...read, id: 'held up', state: 'waiting' },
  ];
  expect(dueMailboxes(all, now).map((it) => it.id)).toEqual(['read', 'held up']);
});
