/** Comes into a page of webmail when the extension asks for it: one classic file, and nothing happens by itself. */
import { createMailboxApi, type MailboxApi } from './mailbox-api.ts';

(globalThis as { rualensMailbox?: MailboxApi }).rualensMailbox = createMailboxApi(document, location);
