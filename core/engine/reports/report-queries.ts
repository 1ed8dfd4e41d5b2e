import { organizationalDomainByList } from '../../dmarc/public-suffix.ts';
import { recordAt } from '../../lib/columns/block-cursor.ts';
import { gunzipChecked } from '../../lib/gunzip-checked.ts';
import type { RecordBlock } from '../../model/records.ts';
import type { AggregateHeader } from '../../model/report.ts';
import type { AddressStatus } from '../../model/sender.ts';
import { mailFits } from '../../report/mail-fits.ts';
import { ignoredSet } from '../../senders/ignored.ts';
import { type AlignedUnder, spfDomainsOfRow } from '../../senders/spf-domains.ts';
import { statusOfVerdicts } from '../../senders/status.ts';
import type { ReportFilter } from '../../store/reports/report-store.ts';
import type { Store } from '../../store/store.ts';
import { keptAlignment } from '../facts/walked-domains.ts';
import { type DomainFacts, loadFacts } from '../judge/judge-domain.ts';
import type { FailureView, RecordRow, ReportListRow, ReportView, TlsView } from './face.ts';
import { recordRow } from './record-row.ts';
import { redactFailure } from './redact-failure.ts';
import { reportListRow } from './report-list.ts';

/** Documents are stored within the reader's caps; this one only stops a damaged store. */
const MAX_XML_BYTES = 1024 * 1024 * 1024;

/** The stored reports of a filter, newest first. */
export async function listReports(store: Store, filter: ReportFilter): Promise<ReportListRow[]> {
  return (await store.reports.list(filter)).map(reportListRow);
}

/** One aggregate report with `max` of its records from `first` on; null where there is none of this id. */
export async function loadReportView(
  store: Store,
  id: string,
  first: number,
  max: number,
): Promise<ReportView | null> {
  const stored = await store.reports.get(id);
  if (!stored?.header) return null;
  const { header, notes, fileName, imported, mail } = stored;
  const statusOf = await recordStatuses(store, header);
  const records: RecordRow[] = [];
  let index = 0;
  for await (const block of store.reports.blocks(id)) {
    for (let i = 0; i < block.count && records.length < max; i++) {
      if (index + i >= first) records.push(recordRow(recordAt(block, i), index + i, statusOf(block, i)));
    }
    index += block.count;
    if (records.length >= max) break;
  }
  const more = Math.max(0, stored.records - first - records.length);
  const { fromDomain } = mail ?? { fromDomain: '' };
  const fits = mailFits(fromDomain, header, organizationalDomainByList);
  return {
    id,
    header,
    notes,
    fileName,
    imported,
    mail: mail ? { fromDomain, fits } : null,
    records,
    more,
    stored: true,
  };
}

/** Records of these addresses in a report, at most `max`. */
export async function reportRecords(
  store: Store,
  id: string,
  addresses: readonly string[],
  max: number,
): Promise<RecordRow[]> {
  const stored = await store.reports.get(id);
  if (!stored?.header) return [];
  const statusOf = await recordStatuses(store, stored.header);
  const mine = new Set(addresses);
  const records: RecordRow[] = [];
  let index = 0;
  for await (const block of store.reports.blocks(id)) {
    const wanted = block.strings.map((text) => mine.has(text));
    for (let i = 0; i < block.count && records.length < max; i++) {
      if (!wanted[block.sourceIp[i]!]) continue;
      records.push(recordRow(recordAt(block, i), index + i, statusOf(block, i)));
    }
    if (records.length >= max) break;
    index += block.count;
  }
  return records;
}

/** The document as it came, unpacked; null where it is not there or damaged. */
export async function reportXml(store: Store, id: string): Promise<Blob | null> {
  const raw = await store.reports.raw(id);
  if (!raw) return null;
  const document = gunzipChecked(raw.gzip, MAX_XML_BYTES);
  if (typeof document === 'string') return null;
  const bytes = raw.range ? document.subarray(...raw.range) : document;
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/xml' });
}

export async function tlsView(store: Store, id: string): Promise<TlsView | null> {
  const [stored, report] = await Promise.all([store.reports.get(id), store.reports.body(id)]);
  return stored && report?.kind === 'tls' ? { id, report, imported: stored.imported } : null;
}

/** A failure report, redacted unless `reveal`. */
export async function failureView(store: Store, id: string, reveal: boolean): Promise<FailureView | null> {
  const [stored, report] = await Promise.all([store.reports.get(id), store.reports.body(id)]);
  if (!stored || report?.kind !== 'failure') return null;
  return {
    id,
    report: reveal ? report : redactFailure(report),
    imported: stored.imported,
    keep: stored.keep,
  };
}

async function recordStatuses(
  store: Store,
  header: AggregateHeader,
): Promise<(block: RecordBlock, i: number) => AddressStatus> {
  const { domain } = header.policy;
  const [facts, aligned] = await Promise.all([loadFacts(store, domain, []), keptAlignment(store, domain)]);
  return statusOfRecords(header, domain, facts, aligned);
}

/** Status of single records by what is known; Ignored shows for Not addresses, as in the list of senders. */
function statusOfRecords(
  header: AggregateHeader,
  domain: string,
  facts: Pick<DomainFacts, 'verdictOf' | 'ignored'>,
  aligned: AlignedUnder,
): (block: RecordBlock, i: number) => AddressStatus {
  const isIgnored = ignoredSet(domain, facts.ignored);
  return (block, i) => {
    const address = block.strings[block.sourceIp[i]!]!;
    const verdicts = spfDomainsOfRow(block, i, header, aligned).map((name) => facts.verdictOf(name, address));
    const status = statusOfVerdicts(verdicts);
    return status === 'not' && isIgnored(address) ? 'ignored' : status;
  };
}
