/** What the popup knows of the page in front: its site, whether Rualens runs there, and its marks. */
import type { MarkSummary } from '../messages/protocol.ts';
import { sitePatterns } from '../messages/site-pattern.ts';
import { hasSites, marksOf } from '../platform/sites.ts';
import { currentTab, type PageTab } from '../platform/tabs.ts';
import { ask } from './ask.ts';

export interface PageState {
  tab: PageTab | null;
  /** Empty where the page is none of a site. */
  patterns: string[];
  enabled: boolean;
  marks: MarkSummary[];
}

export async function readPage(): Promise<PageState> {
  const tab = await currentTab();
  const patterns = tab ? sitePatterns(tab.url) : [];
  if (!tab || patterns.length === 0) return { tab, patterns: [], enabled: false, marks: [] };
  const wanted = (await ask<string[]>({ type: 'sites' })) ?? [];
  const enabled = patterns.every((it) => wanted.includes(it)) && (await hasSites(patterns));
  return { tab, patterns, enabled, marks: await marksOf(tab.id) };
}
