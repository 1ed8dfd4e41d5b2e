/** The number of new reports on a page, on the toolbar button of its tab. */
import { setBadge } from '../platform/badge.ts';
import { uiLanguage } from '../platform/language.ts';
import { marksOf } from '../platform/sites.ts';
import { popupTexts } from '../texts/popup-texts.ts';

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
    const texts = popupTexts(uiLanguage());
    await setBadge(tabId, fresh ? String(fresh) : '', fresh ? texts.badge(fresh) : 'Rualens');
  }, SETTLE_MS);
}
