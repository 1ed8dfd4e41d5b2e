/** The background's end of the bridge: links, the store's answers, and word to open pages of the app. */
import { answerApp } from '../bridge/answer-app.ts';
import { AppLinks, type AppRow, isAppOrigin } from '../bridge/app-links.ts';
import type { OwnMessage } from '../messages/own-protocol.ts';
import { sitePatterns } from '../messages/site-pattern.ts';
import type { Sender } from '../platform/background-messages.ts';
import {
  installedPatterns,
  registerBridge,
  rememberAppTab,
  runBridgeIn,
  tellAppTabs,
} from '../platform/bridge-pages.ts';
import { extensionVersion } from '../platform/install-permissions.ts';
import { readLocal, writeLocal } from '../platform/local-storage.ts';
import { hasSites } from '../platform/sites.ts';
import { getEngine, onEngineStarted } from './running-engine.ts';

const KEY = 'apps';
/** Many changes come together; pages are told once. */
const TELL_AFTER_MS = 400;

const links = new AppLinks({
  read: () => readLocal(KEY, {}),
  write: (value) => writeLocal(KEY, value),
});

let telling: ReturnType<typeof setTimeout> | null = null;
function tellSoon(): void {
  if (telling !== null) return;
  telling = setTimeout(() => {
    telling = null;
    void tellAppTabs();
  }, TELL_AFTER_MS);
}

onEngineStarted(({ engine }) => void engine.onChange(tellSoon));

/** Answers the bridge script in pages of the app. */
export const answerBridge = answerApp({
  links,
  version: extensionVersion(),
  now: Date.now,
  answerPeer: async (request) => (await getEngine()).engine.exchange.answer(request),
  previewPage: async (page) => (await getEngine()).engine.exchange.previewPage(page),
  appAt: (tabId) => void rememberAppTab(tabId),
  linkChanged: tellSoon,
});

/** Answers the extension's own pages about the app. */
export function answerAboutApps(message: unknown, sender: Sender): Promise<unknown> | undefined {
  if (!sender.own || typeof message !== 'object' || message === null) return undefined;
  const asked = message as OwnMessage;
  switch (asked.type) {
    case 'apps':
      return links.rows();
    case 'add-app':
      return addApp(asked.origin);
    case 'allow-app':
      return changed(links.change(asked.origin, { allowed: true }));
    case 'take-app':
      return changed(links.change(asked.origin, { taken: true, held: null }));
    case 'part-app':
      return changed(links.change(asked.origin, { allowed: false, asked: false }));
    case 'forget-app':
      return changed(links.forget(asked.origin).then(applyBridge));
    default:
      return undefined;
  }
}

async function addApp(origin: string): Promise<boolean> {
  if (!(await links.add(origin))) return false;
  await links.change(origin, { allowed: true });
  await applyBridge();
  return true;
}

async function changed(work: Promise<void>): Promise<AppRow[]> {
  await work;
  tellSoon();
  return await links.rows();
}

let applying: Promise<void> = Promise.resolve();

/** Makes the registered bridge script what the list of addresses and the granted access allow. */
export function applyBridge(): Promise<void> {
  // one after the other: registering twice at the same time is an error to the browser
  applying = applying.then(apply, apply);
  return applying;
}

async function apply(): Promise<void> {
  const origins = (await links.rows()).filter((it) => it.added && isAppOrigin(it.origin));
  const patterns = new Set([...installedPatterns(), ...origins.flatMap((it) => sitePatterns(it.origin))]);
  const active: string[] = [];
  for (const pattern of patterns) if (await hasSites([pattern])) active.push(pattern);
  await registerBridge(active);
  await runBridgeIn(active);
}
