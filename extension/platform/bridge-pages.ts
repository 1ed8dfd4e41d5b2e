/** Where the bridge script runs, and which tabs show the app. */
import bridgeScript from '../bridge/bridge-script.ts?iife';
import { api } from './api.ts';

const SCRIPT = 'rualens-bridge';
const TABS = 'bridge-tabs';
const MAX_TABS = 20;

/** Patterns of the addresses that came with the installation. */
export function installedPatterns(): string[] {
  return (api.runtime.getManifest().host_permissions as string[] | undefined) ?? [];
}

/** Runs the bridge script on these sites and nowhere else: in open tabs now, in others before their scripts. */
export async function registerBridge(patterns: string[]): Promise<void> {
  const known = await api.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  if (patterns.length === 0) {
    if (known.length) await api.scripting.unregisterContentScripts({ ids: [SCRIPT] });
    return;
  }
  const script: chrome.scripting.RegisteredContentScript = {
    id: SCRIPT,
    matches: patterns,
    js: [bridgeScript],
    allFrames: false,
    runAt: 'document_start',
    persistAcrossSessions: true,
  };
  if (known.length) await api.scripting.updateContentScripts([script]);
  else await api.scripting.registerContentScripts([script]);
}

/** Runs the bridge script in tabs that are open already. */
export async function runBridgeIn(patterns: string[]): Promise<void> {
  if (patterns.length === 0) return;
  for (const tab of await api.tabs.query({ url: patterns })) {
    if (tab.id === undefined) continue;
    await api.scripting
      .executeScript({ target: { tabId: tab.id }, files: [bridgeScript] })
      .catch(() => undefined);
  }
}

/** Remembers a tab that shows the app for as long as the browser runs; the background ends much earlier. */
export async function rememberAppTab(tabId: number): Promise<void> {
  const tabs = await appTabs();
  if (tabs.includes(tabId)) return;
  await api.storage.session.set({ [TABS]: [...tabs, tabId].slice(-MAX_TABS) });
}

/** Tells the pages of the app that something changed. Tabs that do not listen any more are forgotten. */
export async function tellAppTabs(): Promise<void> {
  const alive: number[] = [];
  for (const tab of await appTabs()) {
    try {
      await api.tabs.sendMessage(tab, { type: 'bridge-changed' }, { frameId: 0 });
      alive.push(tab);
    } catch {
      // closed, or gone to another site
    }
  }
  await api.storage.session.set({ [TABS]: alive });
}

async function appTabs(): Promise<number[]> {
  return ((await api.storage.session.get(TABS))[TABS] as number[] | undefined) ?? [];
}
