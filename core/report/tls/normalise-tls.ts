import type { TlsFailure, TlsPolicy, TlsReport, UnixSeconds } from '../../model/report.ts';
import { parseCount } from '../aggregate/parse-count.ts';
import type { Notes } from '../notes.ts';
import { reporterName } from '../reporters.ts';

type Fields = Record<string, unknown>;

const MAX_POLICIES = 10_000;
const MAX_FAILURES = 10_000;
const MAX_TEXT = 4000;

/** Whether a JSON value is meant as a TLS report: every field is optional, so any of its own names will do. */
export function isTlsReport(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const names = ['organization-name', 'date-range', 'report-id', 'policies'];
  return names.filter((name) => Object.hasOwn(value, name)).length >= 2;
}

/** RFC 8460 section 4.4, with every field optional and numbers as text allowed. */
export function normaliseTls(value: Fields, notes: Notes): TlsReport {
  const range = fields(value['date-range']);
  const orgName = text(value['organization-name']);
  const contact = text(value['contact-info']);
  const begin = date(range['start-datetime'], 'date-range/start-datetime', notes);
  const end = date(range['end-datetime'], 'date-range/end-datetime', notes);
  return {
    kind: 'tls',
    reporter: reporterName(orgName, contact),
    orgName,
    contact,
    reportId: text(value['report-id']),
    begin: begin ?? end ?? 0,
    end: end ?? begin ?? 0,
    policies: list(value.policies)
      .slice(0, MAX_POLICIES)
      .map((entry, i) => policy(fields(entry), `policies[${i + 1}]`, notes)),
  };
}

function policy(entry: Fields, path: string, notes: Notes): TlsPolicy {
  const described = fields(entry.policy);
  const summary = fields(entry.summary);
  return {
    type: text(described['policy-type']).toLowerCase(),
    strings: texts(described['policy-string']),
    domain: text(described['policy-domain']).toLowerCase().replace(/\.$/, ''),
    mxHosts: texts(described['mx-host'] ?? described['mx-host-pattern']),
    successful: count(
      summary['total-successful-session-count'],
      `${path}/summary/total-successful-session-count`,
      notes,
    ),
    failed: count(
      summary['total-failure-session-count'],
      `${path}/summary/total-failure-session-count`,
      notes,
    ),
    failures: list(entry['failure-details'])
      .slice(0, MAX_FAILURES)
      .map((one, i) => failure(fields(one), `${path}/failure-details[${i + 1}]`, notes)),
  };
}

function failure(entry: Fields, path: string, notes: Notes): TlsFailure {
  return {
    resultType: text(entry['result-type']).toLowerCase(),
    sendingMta: text(entry['sending-mta-ip']),
    receivingHost: text(entry['receiving-mx-hostname']),
    receivingIp: text(entry['receiving-ip']),
    sessions: count(entry['failed-session-count'], `${path}/failed-session-count`, notes),
    reason: text(
      entry['failure-reason-code'] ?? entry['failure-error-code'] ?? entry['additional-information'],
    ),
  };
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value).trim().slice(0, MAX_TEXT)
    : '';
}

/** `policy-string` and `mx-host` come as a list or as one text. */
function texts(value: unknown): string[] {
  return list(value).slice(0, 1000).map(text).filter(Boolean);
}

function count(value: unknown, path: string, notes: Notes): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return Math.floor(value);
  if (value === undefined || value === null) return 0;
  const number = parseCount(text(value));
  notes.add('count-not-a-number', path, text(value), Number.isNaN(number) ? '0' : String(number));
  return Number.isNaN(number) ? 0 : number;
}

function date(value: unknown, path: string, notes: Notes): UnixSeconds | null {
  const raw = text(value);
  const zoned = /(?:[zZ]|[+-]\d\d:?\d\d)$/.test(raw) || !/\d{4}-\d\d-\d\dT/.test(raw) ? raw : `${raw}Z`;
  const parsed = /^\d{9,10}$/.test(raw) ? Number(raw) * 1000 : Date.parse(zoned);
  if (Number.isFinite(parsed)) return Math.floor(parsed / 1000);
  notes.add(raw === '' ? 'missing' : 'date-invalid', path, raw, '');
  return null;
}
