import { isStamp } from '../lib/hybrid-clock.ts';
import type { MailContext } from '../model/report.ts';
import type { Decision, Hold, PresenceRegister } from '../model/stored.ts';
import type { ExchangedReport } from './exchange-store.ts';

/** Registers and decisions in one message. */
export const MAX_EXCHANGED_ROWS = 2_000;
const MAX_HOLDS = 200;
const MAX_DECISION_CHARS = 65_536;
const MAX_KEY_CHARS = 600;
/** Bytes of one report's document as gzip. */
const MAX_EXCHANGED_REPORT_BYTES = 64 * 1024 * 1024;

const REPORT_ID = /^[0-9a-f]{64}$/;
const IMPORT_ID = /^[0-9a-z][0-9a-z-]{0,39}$/;

type Shape = (value: unknown) => boolean;

const isText: Shape = (value) => typeof value === 'string';
const isTextList: Shape = (value) => Array.isArray(value) && value.every(isText);

/** Kinds of decisions that go to the other store and into a backup, with what their values look like. */
const DECISION_SHAPES: Record<string, Shape> = {
  'domain-listing': (value) => ['confirmed', 'declined', 'unconfirmed'].includes(value as string),
  'domain-declared': (value) => ['sends', 'non-sending'].includes(value as string),
  'domain-locked': (value) => typeof value === 'boolean',
  'domain-tags': isTextList,
  ignored: (value) =>
    isRecord(value) &&
    [value.senderKey, value.senderName, value.by, value.note].every(isText) &&
    typeof value.at === 'number' &&
    (value.endedAt === null || typeof value.endedAt === 'number'),
  grouping: (value) =>
    isRecord(value) &&
    isTextList(value.addresses) &&
    (value.serviceId === null || isText(value.serviceId)) &&
    [value.note, value.by].every(isText) &&
    typeof value.at === 'number',
  service: (value) =>
    isRecord(value) &&
    [value.id, value.name, value.kind, value.url].every(isText) &&
    [value.ptr, value.spf, value.dkim, value.envelope].every(isTextList) &&
    ['no', 'yes', 'both'].includes(value.forwards as string) &&
    (value.ranges === undefined || isTextList(value.ranges)),
  'alert-rule': isRecord,
};

export function isExchangedKind(kind: string): boolean {
  return Object.hasOwn(DECISION_SHAPES, kind);
}

function isReportId(id: unknown): id is string {
  return typeof id === 'string' && REPORT_ID.test(id);
}

/** A register from outside, rebuilt field by field; null where anything about it is odd. */
export function readRegister(value: unknown): PresenceRegister | null {
  if (!isRecord(value) || !isReportId(value.id) || !isRecord(value.holds) || !isStampOrNull(value.deleted)) {
    return null;
  }
  const entries = Object.entries(value.holds);
  if (entries.length > MAX_HOLDS) return null;
  const holds: Record<string, Hold> = {};
  for (const [importId, hold] of entries) {
    if (!IMPORT_ID.test(importId) || !isRecord(hold)) return null;
    if (!isStamp(hold.at) || !isStampOrNull(hold.undone)) return null;
    holds[importId] = { at: hold.at, undone: hold.undone };
  }
  return { id: value.id, holds, deleted: value.deleted };
}

/** A decision from outside; null where its kind does not travel or its value has another shape. */
export function readDecision(value: unknown): Decision | null {
  if (!isRecord(value)) return null;
  const { kind, key, stamp } = value;
  if (typeof kind !== 'string' || !isExchangedKind(kind) || !isStamp(stamp)) return null;
  if (typeof key !== 'string' || key.length > MAX_KEY_CHARS) return null;
  if (value.value !== null && !DECISION_SHAPES[kind]!(value.value)) return null;
  const text = JSON.stringify(value.value);
  if (text === undefined || text.length > MAX_DECISION_CHARS) return null;
  return { kind, key, value: JSON.parse(text) as unknown, stamp };
}

/** A whole report from outside; null where anything about it is odd. Its document is read anew, never trusted. */
export function readExchangedReport(value: unknown): ExchangedReport | null {
  if (!isRecord(value) || !isReportId(value.id) || !(value.gzip instanceof Uint8Array)) return null;
  if (value.gzip.length > MAX_EXCHANGED_REPORT_BYTES) return null;
  if (typeof value.fileName !== 'string' || value.fileName.length > MAX_KEY_CHARS) return null;
  const mail = readMail(value.mail);
  if (mail === undefined) return null;
  return { id: value.id, fileName: value.fileName, mail, gzip: value.gzip };
}

function readMail(value: unknown): MailContext | null | undefined {
  if (value === null) return null;
  if (!isRecord(value)) return undefined;
  const { fromDomain, subject, date, messageId } = value;
  if (![fromDomain, subject, messageId].every((it) => typeof it === 'string' && it.length <= 2_000))
    return undefined;
  if (date !== null && typeof date !== 'number') return undefined;
  return { fromDomain, subject, date, messageId } as MailContext;
}

function isStampOrNull(value: unknown): value is string | null {
  return value === null || isStamp(value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
