import type { TlsReport } from '../../model/report.ts';
import { toHeaderTuple } from '../codec/header-tuple.ts';
import type { StoreContext } from '../context.ts';
import type { ReportRow } from '../rows.ts';
import { refNumber, secondNumber } from './report-keys.ts';
import type { NewReport } from './report-store.ts';

/** The row of a new report, without what the transaction decides: number, holders, places of its bytes. */
export function draftRow(context: StoreContext, report: NewReport, seq: number): ReportRow {
  const { report: it } = report;
  const shared = {
    n: 0,
    id: report.id,
    second: secondNumber(report.secondKey),
    secondKey: report.secondKey,
    ref: refNumber(it),
    kind: it.kind,
    reporter: it.reporter,
    ...(report.notes.length > 0 ? { notes: report.notes } : {}),
    file: report.fileName,
    ...(report.mail === null ? {} : { mail: report.mail }),
    at: Math.floor(context.clock() / 1000),
    imports: [],
    holds: {},
    raw: [0, 0, 0] as [number, number, number],
    ...(report.range === null ? {} : { range: [report.range[0], report.range[1]] as [number, number] }),
    packs: [],
    seq,
  };
  if (it.kind === 'aggregate') {
    const { records, messages, passed } = it.totals;
    const head = toHeaderTuple(it);
    const { begin, end } = it;
    return { ...shared, domain: it.policy.domain.toLowerCase(), begin, end, records, messages, passed, head };
  }
  if (it.kind === 'tls') {
    const successful = it.policies.reduce((sum, policy) => sum + policy.successful, 0);
    const failed = it.policies.reduce((sum, policy) => sum + policy.failed, 0);
    const [domain = '', ...others] = policyDomains(it);
    const { begin, end } = it;
    const records = it.policies.length;
    return {
      ...shared,
      domain,
      begin,
      end,
      records,
      messages: successful + failed,
      passed: successful,
      head: null,
      ...(others.length > 0 ? { others } : {}),
    };
  }
  // Where nothing says when the message came, no time is claimed; that of the import would be false
  const time = it.arrival ?? report.mail?.date ?? 0;
  const domain = it.reportedDomain.toLowerCase();
  return {
    ...shared,
    domain,
    begin: time,
    end: time,
    records: 1,
    messages: it.incidents,
    passed: 0,
    head: null,
  };
}

/** A TLS report's domains, each once in the order of its policies: with DANE that of a mail server beside the user's own. */
function policyDomains(report: TlsReport): string[] {
  return [...new Set(report.policies.map((policy) => policy.domain.toLowerCase()).filter(Boolean))];
}
