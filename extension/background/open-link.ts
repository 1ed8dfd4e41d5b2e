/**
 * A file in the browser that the user points at: a link (*Open with Rualens*), or the file that a tab shows. The page
 * fetches it with its own session, and the app shows what came of it.
 */
import type { FileAnswer } from '../messages/protocol.ts';
import { reportPlace } from '../messages/report-place.ts';
import { importLink } from '../platform/sites.ts';
import { openApp } from '../platform/tabs.ts';

/** The click gives access to this tab, and to no other. */
export async function openLink(url: string, place: { tabId: number; frameId: number } | null): Promise<void> {
  await openApp(placeOf(place && (await importLink(place.tabId, place.frameId, url))));
}

/** The report, or the Import page, which says what came of the link. */
export function placeOf(answer: FileAnswer | null): string {
  if (answer?.outcome === 'reports' && answer.reports.length === 1) {
    const [report] = answer.reports;
    if (report) return reportPlace(report.kind, report.id);
  }
  const outcome = answer === null ? 'no-access' : answer.outcome === 'failed' ? answer.code : answer.outcome;
  return `#/import?${new URLSearchParams({ link: outcome })}`;
}
