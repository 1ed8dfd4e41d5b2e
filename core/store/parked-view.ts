import { isRecord } from '../merge/read-rows.ts';
import type { ParkedView } from '../model/parked.ts';
import type { Exchanged } from './parked.ts';
import type { ParkedRow } from './rows.ts';

const MAX_SHOWN = 200;

/** A parked row as screens show it. */
export function parkedView({ why, due, at, row }: ParkedRow): ParkedView {
  const when = { why, since: Math.floor(at / 1000), due: why === 'ahead' ? Math.ceil(due / 1000) : null };
  if (why === 'malformed') {
    const { kind, key } = isRecord(row) ? row : {};
    return { ...when, kind: shown(kind), key: shown(key) };
  }
  const taken = row as Exchanged;
  if ('decision' in taken) return { ...when, kind: taken.decision.kind, key: shown(taken.decision.key) };
  return { ...when, kind: 'report', key: taken.register.id };
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, MAX_SHOWN) : '';
}
