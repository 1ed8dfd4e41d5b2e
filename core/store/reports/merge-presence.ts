import { isPresent, mergeRegisters, sameRegister, stampsOf } from '../../merge/presence.ts';
import type { PresenceRegister } from '../../model/stored.ts';
import { nextSeq, type StoreContext, witness } from '../context.ts';
import type { ExchangeMerge } from '../exchange-store.ts';
import { settle } from '../parked.ts';
import type { RegisterRow, ReportRow } from '../rows.ts';
import { isPersonal, isSampleOnly } from '../said/stays-here.ts';
import { guarded } from '../with-quota-errors.ts';
import { findHolders, type Holder } from './register-holders.ts';
import {
  applyRegister,
  erase,
  REMOVED_AT_ONCE,
  registerOf,
  registerRow,
  relist,
  tables,
  told,
  unlist,
} from './report-remove.ts';

/** What a transaction is going to do. */
interface Steps {
  seq: number;
  changed: Set<ReportRow>;
  back: Set<ReportRow>;
  put: Map<string, RegisterRow>;
  drop: Set<string>;
}

/**
 * Takes registers in: renews holds, deletes what is no longer present, brings back from the trash what is present
 * again, and notes what is to be fetched. Reading and writing are one transaction, so that nothing that happens
 * beside it is overwritten.
 */
export async function mergePresence(
  context: StoreContext,
  registers: readonly PresenceRegister[],
  result: ExchangeMerge,
): Promise<void> {
  const { db } = context;
  for (let at = 0; at < registers.length; at += REMOVED_AT_ONCE) {
    const part = registers.slice(at, at + REMOVED_AT_ONCE);
    const { gone, back } = await guarded(context, () =>
      db.transaction('rw', [...tables(context), db.parked], async () => {
        await witness(context, part.flatMap(stampsOf));
        await settle(
          context,
          part.map((register) => ({ register })),
        );
        const holderOf = await findHolders(context, part);
        const steps: Steps = {
          seq: await nextSeq(context),
          changed: new Set(),
          back: new Set(),
          put: new Map(),
          drop: new Set(),
        };
        for (const register of part) mergeOne(register, known(holderOf(register), register, steps), steps);
        return write(context, steps);
      }),
    );
    result.removed += gone.length;
    for (const row of [...gone, ...back]) result.domains.add(row.domain);
    told(context, [...gone, ...back]);
  }
}

/** Adds what this transaction itself decided so far to what was read at its beginning. */
function known(holder: Holder, { id, secondKey }: PresenceRegister, steps: Steps): Holder {
  const own = [...steps.put.values()].filter(
    (row) => row.id === id || (secondKey !== undefined && row.secondKey === secondKey),
  );
  const read = holder.absent.filter((row) => !steps.drop.has(row.id) && !steps.put.has(row.id));
  return { ...holder, absent: [...own, ...read] };
}

function mergeOne(register: PresenceRegister, holder: Holder, steps: Steps): void {
  const { report, trash, absent } = holder;
  const { seq } = steps;
  const others = absent.reduce((all, row) => mergeRegisters(all, row), register);
  if (report !== null) {
    if (isPersonal(report) || isSampleOnly(report.holds)) return;
    for (const row of absent) forget(row.id, steps);
    const merged = mergeRegisters(registerOf(report), others);
    if (sameRegister(merged, registerOf(report))) return;
    applyRegister(report, merged, seq);
    steps.changed.add(report);
    return;
  }
  if (trash !== null) {
    const { row } = trash;
    if (isPersonal(row)) return;
    for (const it of absent) if (it.id !== row.id) forget(it.id, steps);
    const merged = mergeRegisters(registerOf(row), others);
    if (isPresent(merged)) {
      applyRegister(row, merged, seq);
      steps.back.add(row);
      steps.put.delete(row.id);
    } else if (!absent.some((it) => it.id === row.id && sameRegister(it, merged))) {
      steps.put.set(row.id, registerRow(merged, seq));
    }
    return;
  }
  const [first, ...rest] = absent;
  if (first?.local === true) return;
  for (const row of rest) forget(row.id, steps);
  const merged = first === undefined ? others : mergeRegisters(first, others);
  const isNew =
    first === undefined ||
    rest.length > 0 ||
    !sameRegister(merged, first) ||
    first.secondKey !== merged.secondKey;
  if (isNew) steps.put.set(merged.id, registerRow(merged, seq));
}

function forget(id: string, steps: Steps): void {
  steps.put.delete(id);
  steps.drop.add(id);
}

async function write(context: StoreContext, steps: Steps): Promise<{ gone: ReportRow[]; back: ReportRow[] }> {
  const { db } = context;
  const changed = [...steps.changed];
  const gone = changed.filter((row) => row.imports.length === 0);
  const kept = changed.filter((row) => row.imports.length > 0);
  if (steps.drop.size > 0) await db.registers.bulkDelete([...steps.drop]);
  if (steps.put.size > 0) await db.registers.bulkPut([...steps.put.values()]);
  if (kept.length > 0) await db.reports.bulkPut(kept);
  const back = [...steps.back];
  await relist(context, back);
  await unlist(context, gone);
  await erase(context, gone);
  return { gone, back };
}
