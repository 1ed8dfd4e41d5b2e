import type { Hold, PresenceRegister, Stamp } from '../model/stored.ts';
import { laterStamp } from './hybrid-clock.ts';

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

/** Both registers joined, under the name of the first: commutative, associative, idempotent, so that stores agree in any order. */
export function mergeRegisters(a: PresenceRegister, b: PresenceRegister): PresenceRegister {
  const holds: Record<string, Hold> = { ...a.holds };
  for (const [importId, hold] of Object.entries(b.holds)) {
    const mine = Object.hasOwn(holds, importId) ? holds[importId]! : null;
    holds[importId] =
      mine === null
        ? hold
        : { at: laterStamp(mine.at, hold.at), undone: laterStamp(mine.undone, hold.undone) };
  }
  const secondKey = a.secondKey ?? b.secondKey;
  return {
    id: a.id,
    ...(secondKey === undefined ? {} : { secondKey }),
    holds,
    deleted: laterStamp(a.deleted, b.deleted),
  };
}

/** Every stamp in a register. */
export function stampsOf(register: Omit<PresenceRegister, 'id'>): Stamp[] {
  const all = Object.values(register.holds).flatMap((hold) => [hold.at, hold.undone]);
  return [...all, register.deleted].filter((stamp) => stamp !== null);
}

/** Whether two registers say the same, whatever document they name. */
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
