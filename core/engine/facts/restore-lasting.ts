import * as v from 'valibot';
import { isDnsName } from '../../lib/dns-names.ts';
import { isUnixTime } from '../../lib/is-unix-time.ts';
import type { Store } from '../../store/store.ts';
import { type FactKind, tableOf } from './fact.ts';

const MAX_ROWS = 100_000;

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const name = v.pipe(text(255), v.check(isDnsName));
const time = v.pipe(
  v.number(),
  v.integer(),
  v.check((it) => isUnixTime(it)),
);
/** UTC days of the same span as times. */
const day = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(84_000));
const found = v.pipe(v.array(text(65_535)), v.maxLength(100));

const planState = v.variant('state', [
  v.object({ state: v.literal('published') }),
  v.object({ state: v.literal('pending'), wait: v.number(), found }),
  v.object({
    state: v.literal('drifted'),
    found,
    difference: v.pipe(
      v.array(v.object({ tag: text(100), wanted: text(65_535), found: text(65_535) })),
      v.maxLength(100),
    ),
  }),
  v.object({ state: v.literal('unknown'), reason: text(1_000) }),
]);
const wanted = { state: planState, checked: time, since: v.exactOptional(time) };

/** Kinds that a restored device takes over, and what their values must look like. What is owed or spent today is not among them. */
const SHAPES: { readonly [kind in FactKind]?: v.GenericSchema } = {
  'wanted-state': v.object(wanted),
  'wanted-zone-record-state': v.object({ ...wanted, domain: name, name }),
  'spf-fault-since': time,
  'blocked-since': day,
  'dkim-keys': v.object({
    at: time,
    selectors: v.pipe(
      v.array(
        v.object({
          domain: name,
          selector: text(255),
          messages: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
          lastDay: v.exactOptional(day),
        }),
      ),
      v.maxLength(100),
    ),
  }),
};

/** Takes in what a backup knows and cannot be found out again. What is known here stays. Returns how many rows were malformed. */
export async function restoreLasting(store: Store, rows: readonly unknown[]): Promise<number> {
  let refused = Math.max(0, rows.length - MAX_ROWS);
  const byKind = new Map<FactKind, { key: string; value: unknown }[]>();
  for (const row of rows.slice(0, MAX_ROWS)) {
    const read = v.safeParse(v.object({ kind: text(100), key: text(1_000), value: v.unknown() }), row);
    if (!read.success) {
      refused++;
      continue;
    }
    const { kind, key, value } = read.output;
    const shape = Object.hasOwn(SHAPES, kind) ? SHAPES[kind as FactKind] : undefined;
    if (shape === undefined) continue;
    const checked = v.safeParse(shape, value);
    if (!checked.success || !isDnsName(key.split(' ')[0]!)) refused++;
    else {
      const entries = byKind.get(kind as FactKind) ?? [];
      entries.push({ key, value: checked.output });
      byKind.set(kind as FactKind, entries);
    }
  }
  for (const [kind, entries] of byKind) {
    const table = tableOf(store, kind);
    const known = await table.all(kind);
    const fresh = entries.filter(({ key }) => !known.has(key));
    if (fresh.length > 0) await table.put(kind, fresh);
  }
  return refused;
}
