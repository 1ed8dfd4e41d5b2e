import { timeOf } from '../merge/hybrid-clock.ts';
import { isRecord } from '../merge/read-rows.ts';
import type { ParkedView } from '../model/parked.ts';
import { type Exchanged, latestStamp } from './parked.ts';
import type { ParkedRow } from './rows.ts';

const MAX_SHOWN = 200;

/** A parked row as screens show it. */
export function parkedView({ key: name, why, due, at, from, row }: ParkedRow): ParkedView {
  const when = {
    ...{ name, why, from: from ?? null, since: Math.floor(at / 1000) },
    due: why === 'ahead' ? Math.ceil(due / 1000) : null,
  };
  if (why === 'malformed') {
    const { kind, key } = isRecord(row) ? row : {};
    return { ...when, written: null, kind: shown(kind), key: shown(key) };
  }
  const taken = row as Exchanged;
  const written = Math.floor(timeOf(latestStamp(taken)) / 1000);
  if ('decision' in taken) {
    return { ...when, written, kind: taken.decision.kind, key: shown(taken.decision.key) };
  }
  return { ...when, written, kind: 'report', key: taken.register.id };
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, MAX_SHOWN) : '';
}
