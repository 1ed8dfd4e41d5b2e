import * as v from 'valibot';
import type { Decision, Hold, PresenceRegister } from '../model/stored.ts';
import { DECISION_KINDS, isDecisionKind } from './decision-kinds.ts';
import { isStamp } from './hybrid-clock.ts';

const MAX_HOLDS = 200;
const MAX_DECISION_CHARS = 65_536;
const MAX_KEY_CHARS = 600;

/** SHA-256 as hex: names of documents, and second keys. */
const DIGEST = /^[0-9a-f]{64}$/;
const IMPORT_ID = /^[0-9a-z][0-9a-z-]{0,39}$/;

export function isDigest(text: unknown): text is string {
  return typeof text === 'string' && DIGEST.test(text);
}

const stamp = v.custom<string>(isStamp);
const digest = v.pipe(v.string(), v.regex(DIGEST));

const registerShape = v.object({
  id: digest,
  secondKey: v.optional(digest),
  holds: v.custom<Record<string, unknown>>(isRecord),
  deleted: v.nullable(stamp),
});
const holdShape = v.object({ at: stamp, undone: v.nullable(stamp) });

/** A register from outside, rebuilt field by field; null where anything about it is odd. */
export function readRegister(value: unknown): PresenceRegister | null {
  const read = v.safeParse(registerShape, value);
  if (!read.success) return null;
  const { id, secondKey, deleted } = read.output;
  const entries = Object.entries(read.output.holds);
  if (entries.length > MAX_HOLDS) return null;
  const holds: Record<string, Hold> = {};
  for (const [importId, it] of entries) {
    const hold = v.safeParse(holdShape, it);
    if (!IMPORT_ID.test(importId) || !hold.success) return null;
    holds[importId] = hold.output;
  }
  return { id, ...(secondKey === undefined ? {} : { secondKey }), holds, deleted };
}

const decisionShape = v.object({
  kind: v.string(),
  key: v.pipe(v.string(), v.maxLength(MAX_KEY_CHARS)),
  stamp,
  value: v.unknown(),
});

/** A decision from outside; null where its kind is unknown or does not travel, or its value has another shape. */
export function readDecision(value: unknown): Decision | null {
  const read = v.safeParse(decisionShape, value);
  if (!read.success || !isDecisionKind(read.output.kind)) return null;
  const { kind, key, stamp: at } = read.output;
  const { shape, travels } = DECISION_KINDS[kind];
  if (travels === 'stays') return null;
  if (read.output.value !== null && !v.is(shape, read.output.value)) return null;
  const text = JSON.stringify(read.output.value);
  if (text === undefined || text.length > MAX_DECISION_CHARS) return null;
  return { kind, key, value: JSON.parse(text) as unknown, stamp: at };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
