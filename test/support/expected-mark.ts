import { type MadeReport, totalsOf } from './messages.ts';

/** What a mark's attributes must say of a made report that is not stored yet. */
export function expectedMark(
  report: MadeReport,
  state: 'report' | 'stored' = 'report',
): Record<string, string> {
  const { messages, passed, records } = totalsOf(report);
  return {
    rualens: 'report',
    state,
    domain: report.domain,
    messages: String(messages),
    passed: String(passed),
    records: String(records),
  };
}
