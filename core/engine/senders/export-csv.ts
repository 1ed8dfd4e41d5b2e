import type { PlainRecord } from '../../lib/columns/block-cursor.ts';
import type { AggregateHeader } from '../../model/report.ts';
import type { SenderList } from './face.ts';

/** A table to write: one object a row, keys in the order of the columns. Lists are joined with commas. */
export type ExportRow = Record<string, string | number | boolean | readonly string[]>;

/** What is known of a source beside its record. */
export interface ExportSource {
  country: string;
  reverseName: string;
  baseDomain: string;
  name: string;
  type: string;
}

/** A record of an aggregate report under the column names of parsedmarc's aggregate CSV. */
export function exportRecord(header: AggregateHeader, record: PlainRecord, source: ExportSource): ExportRow {
  const { policy } = header;
  const list = <T>(items: readonly T[], pick: (item: T) => string): string[] =>
    items.map((item) => pick(item));
  const spf = record.spfAligned === 'pass';
  const dkim = record.dkimAligned === 'pass';
  return {
    xml_schema: header.dialect,
    org_name: header.orgName,
    org_email: header.email,
    org_extra_contact_info: header.extraContact,
    report_id: header.reportId,
    begin_date: utcText(header.begin),
    end_date: utcText(header.end),
    normalized_timespan: false,
    errors: header.errors,
    domain: policy.domain,
    adkim: policy.adkim ?? 'r',
    aspf: policy.aspf ?? 'r',
    p: policy.p ?? '',
    sp: policy.sp ?? policy.p ?? '',
    pct: policy.pct ?? 100,
    fo: policy.fo ?? '',
    source_ip_address: record.sourceIp,
    source_country: source.country,
    source_reverse_dns: source.reverseName,
    source_base_domain: source.baseDomain,
    source_name: source.name,
    source_type: source.type,
    count: record.messages,
    spf_aligned: spf,
    dkim_aligned: dkim,
    dmarc_aligned: spf || dkim,
    disposition: record.disposition,
    policy_override_reasons: list(record.reasons, (reason) => reason.type),
    policy_override_comments: list(record.reasons, (reason) => reason.comment),
    envelope_from: record.envelopeFrom,
    header_from: record.headerFrom,
    envelope_to: record.envelopeTo,
    dkim_domains: list(record.dkim, (each) => each.domain),
    dkim_selectors: list(record.dkim, (each) => each.selector),
    dkim_results: list(record.dkim, (each) => each.result),
    spf_domains: list(record.spf, (each) => each.domain),
    spf_scopes: list(record.spf, (each) => each.scope),
    spf_results: list(record.spf, (each) => each.result),
  };
}

/** The table of senders, with parsedmarc's names where it has the column. */
export function exportSenders(list: SenderList): ExportRow[] {
  return list.senders.map((row) => ({
    domain: list.domain,
    source_name: row.name,
    source_type: row.service?.kind ?? '',
    status: row.status,
    remarks: row.remarks,
    addresses: row.addresses,
    count: row.totals.messages,
    dmarc_aligned: row.totals.passed,
    spf_aligned: row.totals.spfAligned,
    dkim_aligned: row.totals.dkimAligned,
    disposition_none: row.totals.none,
    disposition_quarantine: row.totals.quarantine,
    disposition_reject: row.totals.reject,
    begin_date: utcText(row.firstSeen),
    end_date: utcText(row.lastSeen),
    forwarder: row.forwarder,
    header_from: row.headerFroms,
    org_name: row.reporters,
  }));
}

/** Rows as CSV by RFC 4180, with a header line and CRLF. Columns are those of the first row. */
export function toCsv(rows: readonly ExportRow[]): string {
  const first = rows[0];
  if (!first) return '';
  return csvLine(Object.keys(first)) + csvBody(rows, Object.keys(first));
}

/** One line of names, with CRLF. */
export function csvLine(names: readonly string[]): string {
  return `${names.join(',')}\r\n`;
}

/** Lines of rows without the header, for tables written in parts. */
export function csvBody(rows: readonly ExportRow[], columns: readonly string[]): string {
  return rows.map((row) => `${columns.map((column) => csvCell(row[column] ?? '')).join(',')}\r\n`).join('');
}

/** Rows as a JSON array; lists stay lists. */
export function toJson(rows: readonly ExportRow[]): string {
  return `${JSON.stringify(rows, null, 2)}\n`;
}

/** Reports are written by strangers: a text that a spreadsheet would run as a formula gets an apostrophe. */
function csvCell(value: ExportRow[string]): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  const text = typeof value === 'string' ? value : value.join(',');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** `2026-05-31 23:59:59`, UTC, as parsedmarc writes dates. */
function utcText(seconds: number): string {
  const milliseconds = seconds * 1000;
  if (!Number.isFinite(milliseconds) || Math.abs(milliseconds) > 8.64e15) return '';
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}
