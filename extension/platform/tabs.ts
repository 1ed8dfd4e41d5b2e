/** Tabs: which one the user looks at, and opening the extension's own pages. */
import { api } from './api.ts';

export interface PageTab {
  id: number;
  /** Empty where the extension may not know it. */
  url: string;
  title: string;
}

/**
 * The tab in front. Where that is one of the extension's own pages, the page of a site looked at before it.
 */
export async function currentTab(): Promise<PageTab | null> {
  const [active] = await api.tabs.query({ active: true, lastFocusedWindow: true });
  const own = api.runtime.getURL('');
  if (active?.id !== undefined && !active.url?.startsWith(own)) return pageTab(active);
  const others = (await api.tabs.query({ lastFocusedWindow: true }))
    .filter((tab) => tab.id !== undefined && /^https?:/.test(tab.url ?? ''))
    .sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  return others[0] ? pageTab(others[0]) : null;
}

function pageTab(tab: chrome.tabs.Tab): PageTab {
  return { id: tab.id as number, url: tab.url ?? '', title: tab.title ?? '' };
}

export async function tabsAt(patterns: string[]): Promise<number[]> {
  const tabs = await api.tabs.query({ url: patterns });
  return tabs.flatMap((tab) => (tab.id === undefined ? [] : [tab.id]));
}

/** Opens the app at a place, in the app's tab where one is open. */
export async function openApp(hash: string): Promise<void> {
  const url = api.runtime.getURL(`app.html${hash}`);
  const contexts = await openAppTabs();
  const tab = contexts[0];
  if (tab === undefined) {
    await api.tabs.create({ url });
    return;
  }
  await api.tabs.update(tab, { url, active: true });
}

/** Tabs that show the app. Their addresses are told without a permission only as the extension's contexts. */
async function openAppTabs(): Promise<number[]> {
  const app = api.runtime.getURL('app.html');
  const contexts = await api.runtime.getContexts?.({}).catch(() => []);
  if (contexts)
    return contexts.flatMap((it) => (it.tabId >= 0 && it.documentUrl?.startsWith(app) ? [it.tabId] : []));
  const tabs = await api.tabs.query({});
  return tabs.flatMap((tab) => (tab.id !== undefined && tab.url?.startsWith(app) ? [tab.id] : []));
}

export function openOptions(): void {
  void api.runtime.openOptionsPage();
}
