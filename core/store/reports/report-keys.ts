import type { NewReport } from './report-store.ts';

/** The second key as a number to index; 52 bits. */
export function secondNumber(secondKey: string): number {
  return hash53(secondKey);
}

/** What a reporter calls the report, as a number to index: kind, reporter, report id, domain. */
export function refNumber(report: NewReport['report']): number {
  if (report.kind === 'aggregate') {
    return hash53(`a\n${report.reporter}\n${report.reportId}\n${report.policy.domain.toLowerCase()}`);
  }
  if (report.kind === 'tls') return hash53(`t\n${report.reporter}\n${report.reportId}`);
  return hash53(`f\n${report.reporter}\n${report.arrival}\n${report.sourceIp}\n${report.originalMailFrom}`);
}

/** cyrb53: a short key for an index, never proof that two texts are the same. */
function hash53(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
