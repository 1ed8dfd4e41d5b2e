/**
 * A file in the browser that the user points at: a link (*Open with Rualens*), or the file that a tab shows. The page
 * fetches it with its own session, and the app shows what came of it.
 */
import { importLink } from '../platform/sites.ts';
import { openApp } from '../platform/tabs.ts';
import { linkPlace } from './link-place.ts';

/** The click gives access to this tab, and to no other. */
export async function openLink(url: string, place: { tabId: number; frameId: number } | null): Promise<void> {
  await openApp(linkPlace(place && (await importLink(place.tabId, place.frameId, url))));
}
