import { reportedDomain } from '../../lib/reported-domain.ts';
import type {
  AggregateHeader,
  Alignment,
  Policy,
  PolicyPublished,
  ReportTotals,
  UnixSeconds,
} from '../../model/report.ts';
import type { Notes } from '../notes.ts';
import { reporterName } from '../reporters.ts';
import { readTime } from './read-time.ts';
import type { FieldPath } from './vocabulary.ts';

/** Unknown elements kept of a report, and characters of each. */
const MAX_EXTENSIONS = 20;
const MAX_EXTENSION_LENGTH = 2000;
const MAX_ERRORS = 100;

/** Texts of a report's own fields, as found. */
export class HeaderValues {
  #values = new Map<FieldPath, string>();
  readonly errors: string[] = [];
  readonly extensions: string[] = [];
  /** Extensions that were too long or too many to be kept whole beside the document. */
  cut = 0;
  /** The namespace of RFC 9990 on the root element. */
  rfc9990 = false;

  /** False where the field was there before and the new value differs: the first wins. */
  set(path: FieldPath, text: string): boolean {
    if (path === 'report_metadata/error') {
      if (text !== '' && this.errors.length < MAX_ERRORS) this.errors.push(text);
      return true;
    }
    const before = this.#values.get(path);
    if (before) return before === text;
    this.#values.set(path, text);
    return true;
  }

  get(path: FieldPath): string {
    return this.#values.get(path) ?? '';
  }

  has(path: FieldPath): boolean {
    return this.get(path) !== '';
  }

  extension(text: string): void {
    if (this.extensions.length >= MAX_EXTENSIONS || text.length > MAX_EXTENSION_LENGTH) this.cut++;
    if (this.extensions.length < MAX_EXTENSIONS) this.extensions.push(text.slice(0, MAX_EXTENSION_LENGTH));
  }
}

/** A report's header from its texts; what had to be assumed is noted. */
export function normaliseHeader(values: HeaderValues, totals: ReportTotals, notes: Notes): AggregateHeader {
  const orgName = values.get('report_metadata/org_name');
  const email = values.get('report_metadata/email');
  for (const path of [
    'report_metadata/org_name',
    'report_metadata/report_id',
    'policy_published/domain',
  ] as const) {
    if (!values.has(path)) notes.add('missing', `feedback/${path}`);
  }
  let begin = seconds(values, 'report_metadata/date_range/begin', notes);
  let end = seconds(values, 'report_metadata/date_range/end', notes);
  begin ??= end ?? 0;
  end ??= begin;
  if (end < begin) {
    notes.add('range-reversed', 'feedback/report_metadata/date_range', `${begin}-${end}`, `${end}-${begin}`);
    [begin, end] = [end, begin];
  }
  if (values.cut > 0) notes.add('extensions-cut', 'feedback/extension', String(values.cut), '');
  const is9990 =
    values.rfc9990 ||
    values.has('policy_published/discovery_method') ||
    values.has('policy_published/np') ||
    values.has('policy_published/testing') ||
    values.has('report_metadata/generator');
  return {
    kind: 'aggregate',
    reporter: reporterName(orgName, email),
    orgName,
    email,
    extraContact: values.get('report_metadata/extra_contact_info'),
    reportId: values.get('report_metadata/report_id'),
    begin,
    end,
    errors: values.errors,
    generator: values.get('report_metadata/generator'),
    dialect: is9990 ? 'rfc9990' : 'rfc7489',
    policy: policy(values, notes),
    extensions: values.extensions,
    totals: { ...totals },
  };
}

function policy(values: HeaderValues, notes: Notes): PolicyPublished {
  return {
    domain: reportedDomain(values.get('policy_published/domain')),
    p: word<Policy>(values, 'policy_published/p', POLICIES, notes),
    sp: word<Policy>(values, 'policy_published/sp', POLICIES, notes),
    np: word<Policy>(values, 'policy_published/np', POLICIES, notes),
    adkim: word<Alignment>(values, 'policy_published/adkim', ALIGNMENTS, notes),
    aspf: word<Alignment>(values, 'policy_published/aspf', ALIGNMENTS, notes),
    pct: percentage(values, notes),
    fo: values.get('policy_published/fo') || null,
    testing:
      word<'y' | 'n'>(values, 'policy_published/testing', FLAGS, notes)?.replace('n', '') === 'y' ||
      (values.has('policy_published/testing') ? false : null),
    discoveryMethod: word<'psl' | 'treewalk'>(values, 'policy_published/discovery_method', METHODS, notes),
  };
}

const POLICIES: Record<string, Policy> = { none: 'none', quarantine: 'quarantine', reject: 'reject' };
const ALIGNMENTS: Record<string, Alignment> = { r: 'r', relaxed: 'r', s: 's', strict: 's' };
const FLAGS: Record<string, 'y' | 'n'> = { y: 'y', n: 'n', yes: 'y', no: 'n', true: 'y', false: 'n' };
const METHODS: Record<string, 'psl' | 'treewalk'> = { psl: 'psl', treewalk: 'treewalk' };

/** An absent or empty value is null without a note: `sp` is missing in a third of all reports and then means `p`. */
function word<T extends string>(
  values: HeaderValues,
  path: FieldPath,
  words: Record<string, T>,
  notes: Notes,
): T | null {
  const raw = values.get(path);
  if (raw === '') return null;
  const key = raw.toLowerCase();
  if (Object.hasOwn(words, key)) return words[key]!;
  notes.add('unknown-word', `feedback/${path}`, raw, '');
  return null;
}

function percentage(values: HeaderValues, notes: Notes): number | null {
  const raw = values.get('policy_published/pct');
  if (raw === '') return null;
  const found = /^(\d{1,3})(?:\.0*)?%?$/.exec(raw);
  if (found && Number(found[1]) <= 100) return Number(found[1]);
  notes.add('unknown-word', 'feedback/policy_published/pct', raw, '');
  return null;
}

/** Unix seconds from any of the forms of `readTime`; what is not plain seconds is noted. Null where it is no time. */
function seconds(values: HeaderValues, path: FieldPath, notes: Notes): UnixSeconds | null {
  const raw = values.get(path);
  const place = `feedback/${path}`;
  if (raw === '') {
    notes.add('missing', place);
    return null;
  }
  const time = readTime(raw);
  if (time === null || time === 0) notes.add('date-invalid', place, raw, '');
  else if (!/^\d+(?:\.0*)?$/.test(raw) || Number.parseInt(raw, 10) !== time) {
    notes.add('date-odd', place, raw, String(time));
  }
  return time === 0 ? null : time;
}
