import type { StoreContext } from '../context.ts';
import type { ReportNames } from '../exchange-store.ts';
import type { RegisterRow, ReportRow, TrashRow } from '../rows.ts';
import { secondNumber } from './report-keys.ts';

/** Where the state of one report lies: in the list, in the trash, or in registers of reports that are not here. */
export interface Holder {
  report: ReportRow | null;
  trash: TrashRow | null;
  /** More than one where wrappings were told of one by one. */
  absent: RegisterRow[];
}

/** Finds the holders of many reports by their documents and second keys. Inside a transaction. */
export async function findHolders(
  context: StoreContext,
  names: readonly ReportNames[],
): Promise<(of: ReportNames) => Holder> {
  const { db } = context;
  const ids = names.map((it) => it.id);
  const keys = names.flatMap((it) => (it.secondKey === undefined ? [] : [it.secondKey]));
  const seconds = keys.map(secondNumber);
  const hasTrash = (await db.trash.count()) > 0;
  const hasAbsent = (await db.registers.count()) > 0;
  const reports = [
    ...(await db.reports.where('id').anyOf(ids).toArray()),
    ...(keys.length > 0 ? await db.reports.where('second').anyOf(seconds).toArray() : []),
  ];
  const trash = hasTrash
    ? [
        ...(await db.trash.where('id').anyOf(ids).toArray()),
        ...(await db.trash.where('second').anyOf(seconds).toArray()),
      ]
    : [];
  const absent = hasAbsent
    ? [
        ...(await db.registers.where('id').anyOf(ids).toArray()),
        ...(await db.registers.where('secondKey').anyOf(keys).toArray()),
      ]
    : [];
  const reportOf = indexed(reports, (row) => row);
  const trashOf = indexed(trash, (row) => row.row);
  const absentOf = indexed(absent, (row) => row);
  return (of) => ({
    report: reportOf(of)[0] ?? null,
    trash: trashOf(of)[0] ?? null,
    absent: absentOf(of),
  });
}

/** Rows by either name; each row is one object, however it was found. */
function indexed<T extends { id: string }>(
  rows: readonly T[],
  namesOf: (row: T) => ReportNames,
): (of: ReportNames) => T[] {
  const byId = new Map<string, T>();
  for (const row of rows) if (!byId.has(row.id)) byId.set(row.id, row);
  const bySecond = new Map<string, T[]>();
  for (const row of byId.values()) {
    const { secondKey } = namesOf(row);
    if (secondKey !== undefined) bySecond.set(secondKey, [...(bySecond.get(secondKey) ?? []), row]);
  }
  return ({ id, secondKey }) => {
    const same = byId.get(id);
    const others = secondKey === undefined ? [] : (bySecond.get(secondKey) ?? []);
    return same === undefined ? others : [same, ...others.filter((row) => row !== same)];
  };
}
