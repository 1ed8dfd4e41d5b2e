import { laterStamp } from '../../lib/hybrid-clock.ts';
import type { Hold, PresenceRegister, Stamp } from '../../model/stored.ts';

/** Imports whose hold is newer than its undoing and than the deletion. */
export function activeImports(register: Omit<PresenceRegister, 'id'>): string[] {
  const { holds, deleted } = register;
  return Object.keys(holds).filter((importId) => isActive(holds[importId]!, deleted));
}

export function isPresent(register: Omit<PresenceRegister, 'id'>): boolean {
  return activeImports(register).length > 0;
}

function isActive(hold: Hold, deleted: Stamp | null): boolean {
  return (hold.undone === null || hold.at > hold.undone) && (deleted === null || hold.at > deleted);
}

/** Both registers joined: commutative, associative, idempotent, so that stores agree in any order. */
export function mergeRegisters(a: PresenceRegister, b: PresenceRegister): PresenceRegister {
  const holds: Record<string, Hold> = { ...a.holds };
  for (const [importId, hold] of Object.entries(b.holds)) {
    const mine = Object.hasOwn(holds, importId) ? holds[importId]! : null;
    holds[importId] =
      mine === null
        ? hold
        : { at: laterStamp(mine.at, hold.at), undone: laterStamp(mine.undone, hold.undone) };
  }
  return { id: a.id, holds, deleted: laterStamp(a.deleted, b.deleted) };
}

/** Whether two registers say the same. */
export function sameRegister(a: PresenceRegister, b: PresenceRegister): boolean {
  const keys = Object.keys(a.holds);
  return (
    a.deleted === b.deleted &&
    keys.length === Object.keys(b.holds).length &&
    keys.every((key) => {
      const other = Object.hasOwn(b.holds, key) ? b.holds[key]! : null;
      return other !== null && other.at === a.holds[key]!.at && other.undone === a.holds[key]!.undone;
    })
  );
}
