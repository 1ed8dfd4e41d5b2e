import { normalName } from '../../lib/domain-name.ts';
import { RefusalError } from '../../lib/refusal-error.ts';
import type { TlsFailure, TlsPolicy, TlsReport, UnixSeconds } from '../../model/report.ts';
import { parseCount } from '../aggregate/parse-count.ts';
import { readTime } from '../aggregate/read-time.ts';
import type { Notes } from '../notes.ts';
import { reporterName } from '../reporters.ts';

type Fields = Record<string, unknown>;

/** Lines of a policy's text or of its mail servers. */
const MAX_LINES = 1000;
const MAX_TEXT = 4000;

/**
 * The TLS report that a JSON value is meant as: every field is optional, so any two of its own names will do, in any case and
 * with underscores; some wrap it in an object of one member. Null where it is none.
 */
export function tlsReportIn(value: unknown, depth = 0): Fields | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const own = fields(value);
  const names = ['organization-name', 'date-range', 'report-id', 'policies'];
  if (names.filter((name) => own[name] !== undefined).length >= 2) return own;
  const inner = Object.values(value);
  return inner.length === 1 && depth < 3 ? tlsReportIn(inner[0], depth + 1) : null;
}

/** RFC 8460 section 4.4, with every field optional and numbers as text allowed. */
export function normaliseTls(value: Fields, notes: Notes, limit: number): TlsReport {
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
    policies: capped(list(value.policies), limit).map((entry, i) =>
      policy(fields(entry), `policies[${i + 1}]`, notes, limit),
    ),
  };
}

function policy(entry: Fields, path: string, notes: Notes, limit: number): TlsPolicy {
  const described = fields(entry.policy);
  const summary = fields(entry.summary);
  return {
    type: text(described['policy-type']).toLowerCase(),
    strings: texts(described['policy-string']),
    domain: normalName(text(described['policy-domain'])),
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
    failures: capped(list(entry['failure-details']), limit).map((one, i) =>
      failure(fields(one), `${path}/failure-details[${i + 1}]`, notes),
    ),
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

/** Members by their names in lower case with hyphens; of two that are one name then the first counts. */
function fields(value: unknown): Fields {
  const found: Fields = Object.create(null) as Fields;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return found;
  for (const [name, inner] of Object.entries(value)) found[name.toLowerCase().replaceAll('_', '-')] ??= inner;
  return found;
}

function capped(entries: unknown[], limit: number): unknown[] {
  if (entries.length > limit) {
    throw new RefusalError('too-many-entries', { limit, found: entries.length });
  }
  return entries;
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
  return list(value).slice(0, MAX_LINES).map(text).filter(Boolean);
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
  const time = readTime(raw);
  if (time === null) notes.add(raw === '' ? 'missing' : 'date-invalid', path, raw, '');
  else if (!/\d{4}-\d\d-\d\d/.test(raw)) notes.add('date-odd', path, raw, String(time));
  return time;
}
