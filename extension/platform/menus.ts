import { api } from './api.ts';

/** One entry in the context menu of links. `clicked` gets the link's address and the frame that it stands in. */
export function linkMenu(
  id: string,
  title: string,
  clicked: (url: string, place: { tabId: number; frameId: number } | null) => void,
): void {
  api.runtime.onInstalled.addListener(() => {
    api.contextMenus.create({ id, title, contexts: ['link'] }, () => void api.runtime.lastError);
  });
  api.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId !== id || !info.linkUrl) return;
    clicked(info.linkUrl, tab?.id === undefined ? null : { tabId: tab.id, frameId: info.frameId ?? 0 });
  });
}
