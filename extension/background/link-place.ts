import type { FileAnswer } from '../messages/protocol.ts';
import { reportPlace } from '../messages/report-place.ts';

/** Where the app shows what came of a link: the report, or the Import page, which says it. */
export function linkPlace(answer: FileAnswer | null): string {
  if (answer?.outcome === 'reports' && answer.reports.length === 1) {
    const [report] = answer.reports;
    if (report) return reportPlace(report.kind, report.id);
  }
  const outcome = answer === null ? 'no-access' : answer.outcome === 'failed' ? answer.code : answer.outcome;
  return `#/import?${new URLSearchParams({ link: outcome })}`;
}
