import { api } from './api.ts';

/** One entry in the context menu of links. `clicked` gets the link's address and the tab. */
export function linkMenu(
  id: string,
  title: string,
  clicked: (url: string, tabId: number | null) => void,
): void {
  api.runtime.onInstalled.addListener(() => {
    api.contextMenus.create({ id, title, contexts: ['link'] }, () => void api.runtime.lastError);
  });
  api.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId === id && info.linkUrl) clicked(info.linkUrl, tab?.id ?? null);
  });
}
