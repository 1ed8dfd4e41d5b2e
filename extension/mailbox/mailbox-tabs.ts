/** What the app page needs to read mailboxes, and large attachments that a mark handed over. */
import type { MailboxSource, MailboxTabs } from '../../core/engine/sources/face.ts';
import { askMailboxPage } from '../platform/mailbox-pages.ts';
import { onWish, type Wish } from '../platform/wishes.ts';
import { fetchWhole } from './fetch-whole.ts';
import { findMailbox, mailboxIn } from './tab-mailbox.ts';

export interface LargeFile {
  name: string;
  blob: Blob;
  mail?: { fromDomain: string };
}

/** `takeFile` gets a large attachment once it is here; null where it could not be had. */
export function mailboxTabs(takeFile: (file: LargeFile | null, name: string) => void): MailboxTabs {
  let wanted: (source: MailboxSource) => void = () => {};
  return {
    onWanted(listener) {
      wanted = listener;
      onWish((wish) => {
        if (wish.kind === 'file') void largeFile(wish).then((file) => takeFile(file, wish.name));
        else void mailboxIn(wish.tabId).then((source) => source && wanted(source));
      });
    },
    find: findMailbox,
  };
}

async function largeFile(wish: Extract<Wish, { kind: 'file' }>): Promise<LargeFile | null> {
  const { tabId, frameId, url, name, mailDomain } = wish;
  const got = await askMailboxPage({ tabId, frameId }, 'attachment', url, name);
  if (!got || 'failed' in got) return null;
  const blob = await fetchWhole(got, (index) => askMailboxPage({ tabId, frameId }, 'piece', got.file, index));
  if (!blob) return null;
  return { name, blob, ...(mailDomain ? { mail: { fromDomain: mailDomain } } : {}) };
}
