import type { AlertKind, AlertRule, DnsChangeKind } from '../model/alert.ts';
import { SENDER_STATUS_ORDER } from '../model/sender.ts';

const KINDS: readonly AlertKind[] = [
  'non-compliant-mail',
  'compliant-with-issues',
  'reports-stopped',
  'dns-changed',
  'mail-from-blocked',
];
const WATCHES: readonly DnsChangeKind[] = ['spf', 'dmarc', 'dkim', 'pointing'];

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isFlag: Check = (value) => typeof value === 'boolean';
const listOf =
  (each: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(each);
const oneOf =
  (words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string);

const FIELDS: Record<keyof AlertRule, Check> = {
  id: (value) => isText(value) && value !== '',
  name: isText,
  kind: oneOf(KINDS),
  enabled: isFlag,
  domains: listOf(isText),
  statuses: listOf(oneOf(SENDER_STATUS_ORDER)),
  threshold: isCount,
  silentDays: isCount,
  perReporter: isFlag,
  watches: listOf(oneOf(WATCHES)),
  created: isCount,
};

/** Names of the fields by which a kept value is no rule; empty where it is one. Nothing is guessed. */
export function faultyFields(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return Object.keys(FIELDS);
  const fields = value as Record<string, unknown>;
  return Object.entries(FIELDS).flatMap(([name, check]) => (check(fields[name]) ? [] : [name]));
}
