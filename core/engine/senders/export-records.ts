import { organizationalDomainByList } from '../../dmarc/public-suffix.ts';
import { recordAt } from '../../lib/columns/block-cursor.ts';
import type { Period } from '../../model/period.ts';
import type { AggregateHeader } from '../../model/report.ts';
import type { Store } from '../../store/store.ts';
import type { JudgedTraffic } from '../judge/judge-domain.ts';
import { csvBody, csvLine, type ExportRow, type ExportSource, exportRecord } from './export-csv.ts';
import type { ExportFormat } from './face.ts';
import type { OwnerOf } from './sender-overlay.ts';

/** Rows turned into text at a time, so that an export of millions needs little memory beside its own bytes. */
const ROWS_PER_PART = 5_000;

/** What an export of records rests on. */
export interface ExportFacts {
  store: Store;
  judged: JudgedTraffic;
  ownerOf: OwnerOf;
}

/**
 * Every record of these senders in the period, all of the domain where `keys` is null, in parsedmarc's columns:
 * CSV as UTF-8 with CRLF, or a JSON array. An export without records is empty, or `[]`.
 */
export async function exportRecords(
  facts: ExportFacts,
  domain: string,
  period: Period,
  keys: readonly string[] | null,
  format: ExportFormat,
): Promise<Blob> {
  const { store } = facts;
  const reports = await store.reports.list({ domain, period, kind: 'aggregate' });
  const headers = new Map(reports.map((report) => [report.id, report.header]));
  const sources = sourcesOf(facts, keys);
  const parts: string[] = [];
  let rows: ExportRow[] = [];
  let columns: string[] | null = null;
  const flush = () => {
    const [first] = rows;
    if (!first) return;
    if (format === 'json') {
      parts.push(columns ? ',\n' : '[\n', rows.map((row) => JSON.stringify(row)).join(',\n'));
      columns = [];
    } else {
      if (!columns) parts.push(csvLine(Object.keys(first)));
      columns = Object.keys(first);
      parts.push(csvBody(rows, columns));
    }
    rows = [];
  };
  for await (const { report, block } of store.reports.scan(domain, period)) {
    const header: AggregateHeader | null | undefined = headers.get(report.id);
    if (!header) continue;
    for (let i = 0; i < block.count; i++) {
      const source = sources.get(block.strings[block.sourceIp[i]!]!);
      if (source) rows.push(exportRecord(header, recordAt(block, i), source));
      if (rows.length >= ROWS_PER_PART) flush();
    }
  }
  flush();
  if (format === 'json') parts.push(columns ? '\n]\n' : '[]\n');
  return new Blob(parts, { type: format === 'json' ? 'application/json' : 'text/csv;charset=utf-8' });
}

/** What is known of each wanted address. */
function sourcesOf(facts: ExportFacts, keys: readonly string[] | null): Map<string, ExportSource> {
  const { judged, ownerOf } = facts;
  const wanted = keys && new Set(keys);
  const sources = new Map<string, ExportSource>();
  for (const { sender } of judged.senders) {
    if (wanted && !wanted.has(sender.key)) continue;
    for (const member of sender.members) {
      const address = judged.traffic.addresses[member]!;
      const reverseName = judged.facts.reverseName(address)?.name ?? '';
      sources.set(address, {
        country: ownerOf(address)?.country ?? '',
        reverseName,
        baseDomain: reverseName === '' ? '' : organizationalDomainByList(reverseName),
        name: sender.service?.name ?? '',
        type: sender.service?.kind ?? '',
      });
    }
  }
  return sources;
}
