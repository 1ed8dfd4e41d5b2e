/** Access to sites: what the browser granted, and where the content script runs. */
import contentScript from '../content/main.ts?iife';
import marksScript from '../content/marks-script.ts?iife';
import type { FileAnswer, PageApi } from '../messages/protocol.ts';
import { api } from './api.ts';
import { endsAtOnce } from './script-end.ts';

const SCRIPT = 'rualens-marks';
const SHEET = 'content/marks.css';

/** Asks the user for access; must be called in a click. */
export async function requestSites(patterns: string[]): Promise<boolean> {
  return await api.permissions.request({ origins: patterns });
}

export async function hasSites(patterns: string[]): Promise<boolean> {
  return await api.permissions.contains({ origins: patterns });
}

/** Gives access back; false where the browser keeps it because the manifest demands it. */
export async function removeSites(patterns: string[]): Promise<boolean> {
  try {
    return await api.permissions.remove({ origins: patterns });
  } catch {
    return false;
  }
}

/** Match patterns that the user granted. */
export async function grantedSites(): Promise<string[]> {
  return (await api.permissions.getAll()).origins ?? [];
}

export function onSitesChanged(changed: () => void): void {
  api.permissions.onAdded.addListener(changed);
  api.permissions.onRemoved.addListener(changed);
}

/** Calls back once after installation and after each update of the extension. */
export function onInstalled(installed: () => void): void {
  api.runtime.onInstalled.addListener(installed);
}

/** Calls back when the browser starts: nothing on the toolbar button outlives it. */
export function onBrowserStart(started: () => void): void {
  api.runtime.onStartup.addListener(started);
}

/** Runs the content script on these sites and nowhere else, from the next page load on. */
export async function registerContentScript(patterns: string[]): Promise<void> {
  const known = await api.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  if (patterns.length === 0) {
    if (known.length) await api.scripting.unregisterContentScripts({ ids: [SCRIPT] });
    return;
  }
  const script: chrome.scripting.RegisteredContentScript = {
    id: SCRIPT,
    matches: patterns,
    js: [contentScript],
    ...(endsAtOnce() ? { css: [SHEET] } : {}),
    allFrames: true,
    // before the message is painted: a mark that comes later would move what is below it
    runAt: 'document_end',
    persistAcrossSessions: true,
  };
  if (known.length) await api.scripting.updateContentScripts([script]);
  else await api.scripting.registerContentScripts([script]);
}

/** Runs the content script in a tab that is open already; false where the browser does not allow it. */
export async function runContentScript(tabId: number): Promise<boolean> {
  try {
    const target = { tabId, allFrames: true };
    if (endsAtOnce()) await api.scripting.insertCSS({ target, files: [SHEET] });
    await api.scripting.executeScript({ target, files: [contentScript] });
    return true;
  } catch {
    return false;
  }
}

/** Brings the marks into a frame in which the content script runs; where the browser forbids it, there are none. */
export async function runMarks({ tabId, frameId }: { tabId: number; frameId: number }): Promise<void> {
  try {
    await api.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: [marksScript] });
  } catch {
    // the frame went away, or its site was taken back
  }
}

/** Asks each frame of a tab that runs the content script; frames without it give nothing. */
async function askFrames<Answer>(tabId: number, ask: () => Promise<Answer>): Promise<Answer[]> {
  try {
    const results = await api.scripting.executeScript({ target: { tabId, allFrames: true }, func: ask });
    return results.flatMap((it) =>
      it.result === null || it.result === undefined ? [] : [it.result as Answer],
    );
  } catch {
    return [];
  }
}

/** The marks of all frames of a tab. The function runs in the page's isolated world. */
export async function marksOf(tabId: number): Promise<ReturnType<PageApi['marks']>> {
  const frames = await askFrames(
    tabId,
    async () => (globalThis as { rualens?: PageApi }).rualens?.marks() ?? null,
  );
  return frames.flatMap((marks) => marks ?? []);
}

/** Takes the marks of a tab away. */
export async function endMarks(tabId: number): Promise<void> {
  await askFrames(tabId, async () => (globalThis as { rualens?: PageApi }).rualens?.end());
}

/** Reads the files that the marks of a tab offer to read. */
export async function readMarks(tabId: number): Promise<void> {
  await askFrames(
    tabId,
    async () => (await (globalThis as { rualens?: PageApi }).rualens?.readAll()) ?? null,
  );
}

/** Imports what the marks of a tab show; the number of reports that are stored then. */
export async function importMarks(tabId: number): Promise<number> {
  const frames = await askFrames(
    tabId,
    async () => (await (globalThis as { rualens?: PageApi }).rualens?.importAll()) ?? 0,
  );
  return frames.reduce((sum, it) => sum + it, 0);
}

/**
 * Has a page of a tab import the file behind one of its links, or the file that it shows. Null where the browser
 * does not allow Rualens there. Where Rualens does not run yet, it looks at nothing else of the page.
 */
export async function importLink(tabId: number, frameId: number, url: string): Promise<FileAnswer | null> {
  const target = { tabId, frameIds: [frameId] };
  try {
    const [known] = await api.scripting.executeScript({
      target,
      func: () => {
        const world = globalThis as { rualens?: PageApi; rualensQuiet?: boolean };
        if (!world.rualens) world.rualensQuiet = true;
        return world.rualens !== undefined;
      },
    });
    if (known?.result !== true) await api.scripting.executeScript({ target, files: [contentScript] });
    const [result] = await api.scripting.executeScript({
      target,
      args: [url],
      func: async (link: string) =>
        (await (globalThis as { rualens?: PageApi }).rualens?.importLink(link)) ?? null,
    });
    return (result?.result as FileAnswer | null | undefined) ?? null;
  } catch {
    return null;
  }
}

/** Media type of the document that a tab shows; empty where the browser does not allow the look. */
export async function contentTypeOf(tabId: number): Promise<string> {
  try {
    const [result] = await api.scripting.executeScript({
      target: { tabId },
      func: () => document.contentType,
    });
    return result?.result ?? '';
  } catch {
    return '';
  }
}
