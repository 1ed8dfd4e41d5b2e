import { activeImports, isPresent } from '../../merge/presence.ts';
import type { PresenceRegister } from '../../model/stored.ts';
import { nextSeq, nextStamp, type StoreContext } from '../context.ts';
import type { ReportNames, ReportState } from '../exchange-store.ts';
import { guarded } from '../with-quota-errors.ts';
import { findHolders } from './register-holders.ts';
import {
  applyRegister,
  REMOVED_AT_ONCE,
  registerOf,
  registerRow,
  relist,
  tables,
  told,
} from './report-remove.ts';

/** How each report stands here (see ExchangeStore.states). */
export async function reportStates(
  context: StoreContext,
  names: readonly ReportNames[],
): Promise<ReportState[]> {
  const { db } = context;
  const states: ReportState[] = [];
  for (let at = 0; at < names.length; at += REMOVED_AT_ONCE) {
    const part = names.slice(at, at + REMOVED_AT_ONCE);
    const holderOf = await db.transaction('r', [db.reports, db.trash, db.registers], async () =>
      findHolders(context, part),
    );
    for (const name of part) {
      const { report, trash, absent } = holderOf(name);
      if (report !== null) states.push('here');
      else if (absent.some(isPresent)) states.push('wanted');
      else states.push(trash !== null || absent.length > 0 ? 'deleted' : 'unknown');
    }
  }
  return states;
}

/** Reports that these registers say are present, and that were deleted here since: held again from now on. */
export async function holdAgain(
  context: StoreContext,
  registers: readonly PresenceRegister[],
): Promise<void> {
  const { db } = context;
  const present = registers.filter(isPresent);
  for (let from = 0; from < present.length; from += REMOVED_AT_ONCE) {
    const part = present.slice(from, from + REMOVED_AT_ONCE);
    const back = await guarded(context, () =>
      db.transaction('rw', tables(context), async () => {
        const holderOf = await findHolders(context, part);
        const seq = await nextSeq(context);
        const at = await nextStamp(context);
        const rows = [];
        for (const register of part) {
          const { report, trash, absent } = holderOf(register);
          const known = absent[0] ?? (trash === null ? undefined : registerOf(trash.row));
          if (report !== null || known === undefined || isPresent(known)) continue;
          const holds = { ...known.holds };
          for (const importId of activeImports(register)) {
            holds[importId] = { at, undone: holds[importId]?.undone ?? null };
          }
          if (trash === null) await db.registers.put(registerRow({ ...known, holds }, seq));
          else {
            applyRegister(trash.row, { ...registerOf(trash.row), holds }, seq);
            rows.push(trash.row);
          }
        }
        await relist(context, rows);
        return rows;
      }),
    );
    told(context, back);
  }
}
