/** The number of new reports on a page, on the toolbar button of its tab; unread alerts where a page has none. */
import { setDefaultBadge, setTabBadge } from '../platform/badge.ts';
import { uiLanguage } from '../platform/language.ts';
import { readSession, writeSession } from '../platform/local-storage.ts';
import { marksOf } from '../platform/sites.ts';
import { popupTexts } from '../texts/popup-texts.ts';

const UNREAD = 'unread-alerts';
/** A frame that is being replaced still answers for a moment. */
const SETTLE_MS = 250;
const waiting = new Set<number>();

/** Counts again, soon; many calls for one tab become one. */
export function countSoon(tabId: number): void {
  if (waiting.has(tabId)) return;
  waiting.add(tabId);
  setTimeout(async () => {
    waiting.delete(tabId);
    const fresh = (await marksOf(tabId)).filter((it) => it.state === 'report').length;
    const title = fresh
      ? popupTexts(uiLanguage()).badge(fresh)
      : titleOf(await readSession<number>(UNREAD, 0));
    await setTabBadge(tabId, fresh ? String(fresh) : '', title);
  }, SETTLE_MS);
}

/** Unread alerts: what a tab says of its own page comes first. */
export async function countAlerts(unread: number): Promise<void> {
  await writeSession(UNREAD, unread);
  await setDefaultBadge(unread ? String(unread) : '', titleOf(unread));
}

function titleOf(unread: number): string {
  return unread ? `Rualens: ${popupTexts(uiLanguage()).alerts(unread)}` : 'Rualens';
}
