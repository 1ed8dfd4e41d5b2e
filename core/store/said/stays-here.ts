import type { ReportRow } from '../rows.ts';

/** Imports of the sample company; what only they hold stays here. */
export const SAMPLE_IMPORT_PREFIX = 'sample';

/** Failure reports are personal data. */
export function isPersonal(row: Pick<ReportRow, 'kind'>): boolean {
  return row.kind === 'failure';
}

/** The sample is nobody's. */
export function isSampleOnly(holds: Readonly<Record<string, unknown>>): boolean {
  const imports = Object.keys(holds);
  return imports.length > 0 && imports.every((it) => it.startsWith(SAMPLE_IMPORT_PREFIX));
}

export function staysHere(row: ReportRow): boolean {
  return isPersonal(row) || isSampleOnly(row.holds);
}
