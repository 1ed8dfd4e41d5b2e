import type { ImportedFile } from '../../model/import.ts';
import type { StoreContext } from '../context.ts';
import type { ImportRow, ReportRow } from '../rows.ts';
import { noteSource } from '../source-progress.ts';
import type { ImportNotes, NewReport } from './report-store.ts';

/** What a transaction added to an import. */
export interface ImportChange {
  added: { report: NewReport; row: ReportRow }[];
  duplicates: { report: NewReport; row: ReportRow }[];
}

/** Counts and notes of an import, in the transaction that stores its reports. */
export async function noteImport(
  context: StoreContext,
  importId: string,
  notes: ImportNotes,
  change: ImportChange,
): Promise<void> {
  const { db } = context;
  const row = await db.imports.get(importId);
  if (row === undefined) throw new Error(`import "${importId}" was not started`);
  for (const { report, row: stored } of change.added) {
    if (report.outcome === 'repaired') row.repaired++;
    row.imported++;
    row.records += stored.records;
    row.messages += stored.messages;
    if (stored.kind === 'aggregate') countDomain(row, stored);
  }
  row.duplicates += change.duplicates.length;
  const files = [
    ...(notes.files ?? []),
    ...change.duplicates.map(({ report, row: it }) => duplicate(report, it)),
  ];
  for (const file of notes.files ?? []) {
    if (file.outcome === 'rejected') row.rejected++;
    if (file.outcome === 'not-a-report') row.notReports++;
  }
  await db.imports.put(row);
  if (notes.source !== undefined) {
    const [reports, duplicates] = [change.added.length, change.duplicates.length];
    const rejected = (notes.files ?? []).filter((file) => file.outcome === 'rejected').length;
    await noteSource(context, notes.source, { reports, duplicates, rejected, importId });
  }
  const done = notes.done ?? [];
  if (files.length + done.length === 0) return;
  await db.importNotes.add({ importId, files, done } as never);
  // Short imports keep no inputs: one question instead of a deletion for each file
  const kept = await db.inputs.where('[importId+key]').between([importId, ''], [importId, '\uffff']).count();
  if (kept > 0) await db.inputs.bulkDelete(done.map((key) => [importId, key] as [string, string]));
}

function countDomain(row: ImportRow, stored: ReportRow): void {
  const known = Object.hasOwn(row.domains, stored.domain) ? row.domains[stored.domain]! : [0, 0, 0];
  const value = [known[0]! + 1, known[1]! + stored.messages, known[2]! + stored.passed];
  // An own property even where a report names its domain `__proto__`.
  Object.defineProperty(row.domains, stored.domain, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function duplicate(report: NewReport, row: ReportRow): ImportedFile {
  return { ...fileOf(row), path: report.fileName, outcome: 'duplicate', notes: [] };
}

/** The line of the summary for a stored report. */
export function fileOf(row: ReportRow): ImportedFile {
  return {
    path: row.file,
    outcome: row.notes !== undefined && row.notes.length > 0 ? 'repaired' : 'report',
    reportId: row.id,
    domain: row.domain,
    reporter: row.reporter,
    records: row.records,
    messages: row.messages,
    notes: row.notes ?? [],
    refusal: null,
  };
}
