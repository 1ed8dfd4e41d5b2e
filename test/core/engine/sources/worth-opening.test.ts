import { expect, test } from 'vitest';
import { worthOpening } from '../../../../core/engine/sources/worth-opening.ts';
import type { MailboxMessage } from '../../../../core/model/mailbox.ts';

const MAIL: MailboxMessage = {
  uid: '1',
  subject: 'Hello',
  from: '',
  type: '',
  attachments: null,
  size: null,
};
const MB = 1024 * 1024;

test.each<[Partial<MailboxMessage>, 'report' | 'unsure' | 'no']>([
  // what calls itself a report, at any size
  [{ subject: 'Report domain: shop.example Submitter: cable.example', size: 50 * MB }, 'report'],
  [{ subject: 'Fwd: Report Domain: shop.example', type: 'multipart/mixed' }, 'report'],
  [{ from: 'noreply-dmarc@cable.example', attachments: false }, 'report'],
  [{ from: 'tls-rpt.reports@cable.example' }, 'report'],
  [{ type: 'multipart/report' }, 'report'],
  // what may hold one
  [{ type: 'application/zip' }, 'unsure'],
  [{ type: 'application/gzip', attachments: false }, 'unsure'],
  [{ type: 'multipart/mixed', size: MB }, 'unsure'],
  [{ attachments: true }, 'unsure'],
  // what has no room for one, or too much to be worth the way
  [{ type: 'text/plain' }, 'no'],
  [{ type: 'multipart/alternative' }, 'no'],
  [{ attachments: false }, 'no'],
  [{ type: 'multipart/mixed', size: 20 * MB }, 'no'],
  [{ from: 'alice@dmarc-tools.example', type: 'text/plain' }, 'no'],
])('%o is worth opening: %s', (change, worth) => {
  expect(worthOpening({ ...MAIL, ...change })).toBe(worth);
});
