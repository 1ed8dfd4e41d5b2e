import { normalName } from '../../lib/domain-name.ts';
import { RefusalError } from '../../lib/refusal-error.ts';
import { writtenDate } from '../../lib/written-date.ts';
import type { TlsFailure, TlsPolicy, TlsReport, UnixSeconds } from '../../model/report.ts';
import type { Notes } from '../notes.ts';
import { reporterName } from '../reporters.ts';
import { sessionCount } from './session-count.ts';

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
  const described = isObject(entry.policy)
    ? fields(entry.policy)
    : misplaced(entry, 'policy-type', path, notes);
  const details = entry['failure-details'] ?? described['failure-details'];
  const failures = capped(list(details), limit).map((one, i) =>
    failure(fields(one), `${path}/failure-details[${i + 1}]`, notes),
  );
  return {
    type: text(described['policy-type']).toLowerCase(),
    strings: texts(described['policy-string']),
    domain: normalName(text(described['policy-domain'])),
    mxHosts: texts(described['mx-host'] ?? described['mx-host-pattern']),
    ...sessions(entry, described, failures, path, notes),
    failures,
  };
}

/**
 * Sessions that succeeded and failed. The summary counts; failure details may add up to less (they are optional) or to more
 * (a session can fail in several ways, RFC 8460 section 4.4), and stand in only for a figure that is missing.
 */
function sessions(
  entry: Fields,
  described: Fields,
  failures: TlsFailure[],
  path: string,
  notes: Notes,
): { successful: number; failed: number } {
  const place = `${path}/summary`;
  const summary = isObject(entry.summary)
    ? fields(entry.summary)
    : isObject(described.summary)
      ? misplaced(fields(described.summary), '', place, notes)
      : misplaced(entry, 'total-successful-session-count', place, notes);
  const success = `${place}/total-successful-session-count`;
  const failing = `${place}/total-failure-session-count`;
  const written = summary['total-failure-session-count'] ?? alias(summary, failing, notes);
  const detailed = failures.reduce((sum, one) => sum + one.sessions, 0);
  const largest = failures.reduce((most, one) => Math.max(most, one.sessions), 0);
  if (summary['total-successful-session-count'] == null) notes.add('missing', success, '', '0');
  const successful = sessionCount(summary['total-successful-session-count'], success, notes);
  if (written == null) {
    notes.add('missing', failing, '', String(detailed));
    return { successful, failed: detailed };
  }
  const failed = sessionCount(written, failing, notes);
  if (largest > failed) notes.add('details-contradict', failing, String(largest), String(failed));
  return { successful, failed };
}

/** Members that stand one level too high or too low; noted where one named `sign` (or any at all) stands there. */
function misplaced(found: Fields, sign: string, path: string, notes: Notes): Fields {
  if (sign === '' || found[sign] !== undefined) notes.add('element-misplaced', path);
  return found;
}

/** A name that some write for the count of failures. */
function alias(summary: Fields, path: string, notes: Notes): unknown {
  const found = summary['total-failed-session-count'];
  if (found !== undefined) notes.add('element-alias', path, 'total-failed-session-count');
  return found;
}

function failure(entry: Fields, path: string, notes: Notes): TlsFailure {
  return {
    resultType: text(entry['result-type']).toLowerCase(),
    sendingMta: text(entry['sending-mta-ip']),
    receivingHost: text(entry['receiving-mx-hostname']),
    receivingIp: text(entry['receiving-ip']),
    sessions: sessionCount(entry['failed-session-count'], `${path}/failed-session-count`, notes),
    reason: text(
      entry['failure-reason-code'] ?? entry['failure-error-code'] ?? entry['additional-information'],
    ),
  };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Members by their names in lower case with hyphens; if two keys normalise alike, the first wins. */
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

function date(value: unknown, path: string, notes: Notes): UnixSeconds | null {
  const raw = text(value);
  const found = writtenDate(raw);
  if (found === null) notes.add(raw === '' ? 'missing' : 'date-invalid', path, raw, '');
  else if (found.assumed) notes.add('date-odd', path, raw, String(found.time));
  return found?.time ?? null;
}
