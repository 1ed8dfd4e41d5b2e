/** What the popup knows of the page in front: its site, whether Rualens runs there, and its marks. */
import type { AppRow } from '../bridge/app-links.ts';
import type { MarkSummary } from '../messages/protocol.ts';
import { sitePatterns } from '../messages/site-pattern.ts';
import { contentTypeOf, hasSites, marksOf } from '../platform/sites.ts';
import { currentTab, type PageTab } from '../platform/tabs.ts';
import { ask } from './ask.ts';
import { fileShown } from './file-shown.ts';

export interface PageState {
  tab: PageTab | null;
  /**
   * `none`: nothing that Rualens may look at. `app`: the Rualens app itself. `file`: the tab shows a file that may
   * be a report. `local-file`: one on this computer, which browsers keep from extensions.
   */
  kind: 'none' | 'site' | 'app' | 'file' | 'local-file';
  /** Name of the file that is shown; empty otherwise. */
  file: string;
  patterns: string[];
  enabled: boolean;
  marks: MarkSummary[];
}

export async function readPage(): Promise<PageState> {
  const tab = await currentTab();
  const nothing = { tab, file: '', patterns: [], enabled: false, marks: [] };
  if (!tab) return { ...nothing, kind: 'none' };
  const local = tab.url.startsWith('file:');
  const patterns = sitePatterns(tab.url);
  if (!local && patterns.length === 0) return { ...nothing, kind: 'none' };
  const file = fileShown(tab.url, await contentTypeOf(tab.id));
  if (local) return { ...nothing, kind: file ? 'local-file' : 'none', file };
  if (file) return { ...nothing, kind: 'file', file };
  const apps = (await ask<AppRow[]>({ type: 'apps' })) ?? [];
  if (apps.some((it) => it.origin === new URL(tab.url).origin)) return { ...nothing, kind: 'app' };
  const wanted = (await ask<string[]>({ type: 'sites' })) ?? [];
  const enabled = patterns.every((it) => wanted.includes(it)) && (await hasSites(patterns));
  return { tab, kind: 'site', file: '', patterns, enabled, marks: await marksOf(tab.id) };
}
