import { isDnsName } from '../lib/dns-names.ts';
import type { RecordType } from '../model/dns.ts';
import { KEPT_KINDS, type SnapshotAnswer, type SpfSnapshot } from './snapshot.ts';

/** Answers of one snapshot; an expansion within the limits asks for fewer than 300. */
export const MAX_SNAPSHOT_ANSWERS = 2_000;
/** Records of one answer, and characters of one TXT record. */
const MAX_ANSWER_RECORDS = 1_000;
const MAX_TXT = 65_535;

const TYPES: readonly RecordType[] = ['A', 'AAAA', 'MX', 'TXT', 'PTR'];

/** Reads a snapshot from elsewhere; null where its shape is not that of one. Nothing in it is believed. */
export function readSnapshot(value: unknown, limits: { maxAnswers?: number } = {}): SpfSnapshot | null {
  if (!isObject(value) || value.version !== 1 || typeof value.domain !== 'string') return null;
  if (!isDnsName(value.domain) || !Array.isArray(value.answers)) return null;
  if (value.answers.length > (limits.maxAnswers ?? MAX_SNAPSHOT_ANSWERS)) return null;
  if (!value.answers.every(isAnswer)) return null;
  const answers = value.answers.map(({ name, type, kind, data }) => ({ name, type, kind, data }));
  return { version: 1, domain: value.domain, time: 0, answers };
}

function isAnswer(value: unknown): value is SnapshotAnswer {
  if (!isObject(value) || typeof value.name !== 'string' || !isDnsName(value.name)) return false;
  const type = TYPES.find((each) => each === value.type);
  if (type === undefined || !KEPT_KINDS.some((each) => each === value.kind)) return false;
  const { data } = value;
  return Array.isArray(data) && data.length <= MAX_ANSWER_RECORDS && data.every((each) => isData(type, each));
}

function isData(type: RecordType, data: unknown): boolean {
  if (type === 'TXT') return Array.isArray(data) && data.every((each) => isText(each, MAX_TXT));
  if (type === 'MX') return isObject(data) && isText(data.exchange, 253) && Number.isInteger(data.preference);
  return isText(data, 253);
}

const isText = (value: unknown, most: number): boolean => typeof value === 'string' && value.length <= most;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
