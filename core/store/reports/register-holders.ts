import type { StoreContext } from '../context.ts';
import type { ReportNames } from '../exchange-store.ts';
import type { RegisterRow, ReportRow, TrashRow } from '../rows.ts';
import { hasRows, rowsWith } from '../rows-with.ts';
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
  const seconds = secondKeys(names).map(secondNumber);
  const reports = (await hasRows(db.reports))
    ? [...(await rowsWith(db.reports, 'id', ids)), ...(await rowsWith(db.reports, 'second', seconds))]
    : [];
  const trash = (await hasRows(db.trash))
    ? [...(await rowsWith(db.trash, 'id', ids)), ...(await rowsWith(db.trash, 'second', seconds))]
    : [];
  const absentOf = await findAbsent(context, names);
  const reportOf = indexed(reports, (row) => row);
  const trashOf = indexed(trash, (row) => row.row);
  return (of) => ({
    report: reportOf(of)[0] ?? null,
    trash: trashOf(of)[0] ?? null,
    absent: absentOf(of),
  });
}

/** The registers of reports that are not here, by the same names. Inside a transaction. */
export async function findAbsent(
  { db }: StoreContext,
  names: readonly ReportNames[],
): Promise<(of: ReportNames) => RegisterRow[]> {
  // Mostly there are none: they come from deletions and from another store.
  if (names.length === 0 || !(await hasRows(db.registers))) return () => [];
  const ids = names.map((it) => it.id);
  return indexed(
    [
      ...(await rowsWith(db.registers, 'id', ids)),
      ...(await rowsWith(db.registers, 'secondKey', secondKeys(names))),
    ],
    (row) => row,
  );
}

const secondKeys = (names: readonly ReportNames[]): string[] =>
  names.flatMap((it) => (it.secondKey === undefined ? [] : [it.secondKey]));

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
