/** A mailbox behind a tab of webmail, as the app reads it. */
import type { AskMailbox, MailboxAnswer, MailboxPlace } from '../../core/model/mailbox.ts';
import { sitePatterns } from '../messages/site-pattern.ts';
import { askMailboxPage } from '../platform/mailbox-pages.ts';
import { tabsAt } from '../platform/tabs.ts';
import { fetchWhole } from './fetch-whole.ts';

/** A page that is being loaded anew does not answer for a moment. */
const LOOK_AGAIN_MS = [500, 1_000, 2_000, 4_000];

/** The folder that a tab shows, and the way to read it; null where it shows none. */
export async function mailboxIn(tabId: number): Promise<{ place: MailboxPlace; ask: AskMailbox } | null> {
  const place = await askMailboxPage({ tabId }, 'place');
  return place ? { place, ask: askTab(tabId, place) } : null;
}

/** An open tab of the same webmail with the same account. */
export async function findMailbox(
  place: MailboxPlace,
): Promise<{ place: MailboxPlace; ask: AskMailbox } | null> {
  for (const tabId of await tabsAt(sitePatterns(place.origin))) {
    const shown = await askMailboxPage({ tabId }, 'place');
    if (!shown || shown.origin !== place.origin || shown.webmail !== place.webmail) continue;
    if (shown.account && place.account && shown.account !== place.account) continue;
    return { place, ask: askTab(tabId, place) };
  }
  return null;
}

function askTab(tabId: number, place: MailboxPlace): AskMailbox {
  return async (question) => {
    for (const milliseconds of LOOK_AGAIN_MS) {
      const answer =
        question.type === 'page'
          ? await askPage(tabId, place, question.page)
          : await askMessage(tabId, place, question.uid);
      if (answer) return answer;
      await new Promise((go) => setTimeout(go, milliseconds));
    }
    return { problem: 'not-open' };
  };
}

async function askPage(tabId: number, place: MailboxPlace, page: number): Promise<MailboxAnswer | null> {
  const got = await askMailboxPage({ tabId }, 'page', place, page);
  if (!got) return null;
  return 'problem' in got ? got : { page: got };
}

async function askMessage(tabId: number, place: MailboxPlace, uid: string): Promise<MailboxAnswer | null> {
  const got = await askMailboxPage({ tabId }, 'message', place, uid);
  if (!got) return null;
  if ('problem' in got) return got;
  const message = await fetchWhole(got, (index) => askMailboxPage({ tabId }, 'piece', got.file, index));
  return message ? { message } : null;
}
