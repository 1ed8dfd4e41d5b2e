/** *Open with Rualens* on a link: the page fetches its own file with its own session, and the app shows it. */
import { importLink, runContentScript } from '../platform/sites.ts';
import { openApp } from '../platform/tabs.ts';

export async function openLink(url: string, tabId: number | null): Promise<void> {
  // the click gives access to this tab, and to no other
  const id = tabId !== null && (await runContentScript(tabId)) ? await importLink(tabId, url) : null;
  await openApp(id ? `#/report/${id}` : '#/import');
}
