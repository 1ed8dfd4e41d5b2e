/** Webmails whose folders can be read whole. A new one is its file and its line here. */
import type { Mailbox } from '../mailbox.ts';
import { roundcube } from './roundcube.ts';
import { sogo } from './sogo.ts';

export const MAILBOXES: readonly Mailbox[] = [sogo, roundcube];
