import { api } from './api.ts';

/** Text on the toolbar button for one tab; an empty text takes it away. */
export async function setBadge(tabId: number, text: string, title: string): Promise<void> {
  try {
    await api.action.setBadgeBackgroundColor({ tabId, color: '#2b4fc7' });
    await api.action.setBadgeText({ tabId, text });
    await api.action.setTitle({ tabId, title });
  } catch {
    // the tab was closed in the meantime
  }
}
