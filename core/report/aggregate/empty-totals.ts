import type { ReportTotals } from '../../model/report.ts';

/** Sums over no record. */
export function emptyTotals(): ReportTotals {
  return {
    records: 0,
    messages: 0,
    passed: 0,
    strayPassed: 0,
    dkimAligned: 0,
    spfAligned: 0,
    none: 0,
    quarantine: 0,
    reject: 0,
  };
}
