import type { Note, Outcome, Refusal, ReportKind } from '../../core/model/report.ts';

/** One report, or one thing that gave none. */
export interface InspectRow {
  path: string;
  kind: ReportKind | '';
  outcome: Outcome;
  report_id: string;
  org_name: string;
  domain: string;
  begin: number | '';
  end: number | '';
  records: number;
  messages: number;
  passed: number;
  dkim_aligned: number;
  spf_aligned: number;
  notes: string[];
}

const COLUMNS = [
  'path',
  'kind',
  'outcome',
  'report_id',
  'org_name',
  'domain',
  'begin',
  'end',
  'records',
  'messages',
  'passed',
  'dkim_aligned',
  'spf_aligned',
  'notes',
] as const;

export const TSV_HEADER = COLUMNS.join('\t');

export function asTsv(row: InspectRow): string {
  return COLUMNS.map((column) => {
    const value = row[column];
    return (Array.isArray(value) ? value.join('; ') : String(value)).replace(
      /[\t\r\n\u0085\u2028\u2029]+/g,
      ' ',
    );
  }).join('\t');
}

export function asJson(row: InspectRow): string {
  return JSON.stringify(row);
}

/** A line for people. */
export function asTable(row: InspectRow): string {
  const when = row.begin === '' ? '' : new Date(row.begin * 1000).toISOString().slice(0, 10);
  const figures =
    row.kind === '' ? '' : `${row.records} records, ${row.passed} of ${row.messages} messages passed`;
  const head = [row.outcome, row.kind, row.org_name, row.domain, when, figures].filter(Boolean).join('  ');
  return `${row.path}\n    ${head}${row.notes.map((note) => `\n    - ${note}`).join('')}`;
}

export function noteText(note: Note): string {
  const place = note.path ? ` at ${note.path}` : '';
  const found = note.found ? ` found ${JSON.stringify(note.found)}` : '';
  const assumed = note.assumed ? ` assumed ${JSON.stringify(note.assumed)}` : '';
  return `${note.code}${place}${found}${assumed}`;
}

export function refusalText(refusal: Refusal): string {
  const detail = Object.entries(refusal.detail).map(([key, value]) => ` ${key}=${value}`);
  return `${refusal.code}${detail.join('')}`;
}
