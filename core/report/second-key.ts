import { textDigest } from '../lib/hash.ts';
import type { AggregateHeader, FailureReport, TlsReport } from '../model/report.ts';

/**
 * The key that finds the same report in another wrapping. It is computed from parsed values, so it may change with a better
 * reader, and can be computed again from the stored document.
 */
export function aggregateKey(report: AggregateHeader, rows: string): string {
  return key([
    'aggregate',
    report.reporter,
    report.reportId,
    report.policy.domain,
    report.begin,
    report.end,
    rows,
  ]);
}

export function tlsKey(report: TlsReport): string {
  const policies = report.policies
    .map((p) => JSON.stringify([p.type, p.domain, p.successful, p.failed]))
    .sort()
    .join('\n');
  return key(['tls', report.reporter, report.reportId, report.begin, report.end, policies]);
}

export function failureKey(report: FailureReport): string {
  return key([
    'failure',
    report.reporter,
    report.reportedDomain,
    report.sourceIp,
    report.arrival ?? '',
    report.originalMailFrom,
    report.originalHeaders,
  ]);
}

function key(parts: (string | number)[]): string {
  return textDigest(JSON.stringify(parts));
}
