import type { StoredReport } from '../../model/stored.ts';
import type { ReportListRow } from './face.ts';

/** A row of the list of stored reports. */
export function reportListRow(report: StoredReport): ReportListRow {
  const { id, kind, reporter, domain, begin, end, messages, passed, imported, notes } = report;
  return { id, kind, reporter, domain, begin, end, messages, passed, imported, notes: notes.length };
}
