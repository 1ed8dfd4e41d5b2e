/** The toolbar button: a text for one tab, over a text for all tabs. */
import { visibleText } from '../../core/lib/visible-text.ts';
import { api } from './api.ts';

const TAB_COLOUR = '#2b4fc7';
const DEFAULT_COLOUR = '#b3202f';

/** Text for one tab; an empty one takes it away, and the text for all tabs shows again. */
export async function setTabBadge(tabId: number, text: string, title: string): Promise<void> {
  try {
    await api.action.setBadgeBackgroundColor({ tabId, color: text ? TAB_COLOUR : DEFAULT_COLOUR });
    // null, and not an empty text, which would hide the one for all tabs
    await api.action.setBadgeText({ tabId, text: (text || null) as string });
    await api.action.setTitle({ tabId, title: visibleText(title) });
  } catch {
    // the tab was closed in the meantime
  }
}

/** Text for tabs that have none of their own. */
export async function setDefaultBadge(text: string, title: string): Promise<void> {
  await api.action.setBadgeBackgroundColor({ color: DEFAULT_COLOUR });
  await api.action.setBadgeText({ text });
  await api.action.setTitle({ title: visibleText(title) });
}
