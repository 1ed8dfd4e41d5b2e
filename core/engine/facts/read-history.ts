import { isDnsName } from '../../lib/dns-names.ts';
import { isUnixTime } from '../../lib/is-unix-time.ts';
import type { StoredSnapshot } from '../../model/stored.ts';
import { readSnapshot } from '../../spf/read-snapshot.ts';

/** Rows read of one backup; the store keeps 500 of a name. */
export const MAX_HISTORY_ROWS = 200_000;
const MAX_TEXT = 65_535;
const MAX_TARGETS = 100;

/**
 * Snapshots out of a backup by their name: of SPF expansions, of `_dmarc` names and of DKIM keys. What has another
 * shape is left out.
 */
export function readHistory(
  rows: readonly unknown[],
  limits: { maxRows?: number } = {},
): Map<string, StoredSnapshot[]> {
  const found = new Map<string, StoredSnapshot[]>();
  for (const row of rows.slice(0, limits.maxRows ?? MAX_HISTORY_ROWS)) {
    const read = readRow(row);
    if (read === null) continue;
    const known = found.get(read.domain);
    if (known === undefined) found.set(read.domain, [read]);
    else known.push(read);
  }
  return found;
}

function readRow(row: unknown): StoredSnapshot | null {
  if (!isObject(row)) return null;
  const { domain, at, until } = row;
  if (typeof domain !== 'string' || !isDnsName(domain) || !isTime(at) || !isTime(until) || until < at)
    return null;
  const snapshot = domain.startsWith('_dmarc.')
    ? readPointing(row.snapshot)
    : domain.includes('._domainkey.')
      ? readKey(row.snapshot)
      : readSnapshot(row.snapshot);
  if (snapshot === null || ('domain' in snapshot && snapshot.domain !== domain)) return null;
  return { domain, at, until, snapshot };
}

function readPointing(value: unknown): object | null {
  if (!isObject(value) || !Array.isArray(value.targets) || value.targets.length > MAX_TARGETS) return null;
  const { kind, targets, text } = value;
  if (!isText(kind) || !isText(text) || !targets.every(isText)) return null;
  return { kind, targets, text };
}

function readKey(value: unknown): object | null {
  return isObject(value) && isText(value.text) ? { text: value.text } : null;
}

const isTime = (value: unknown): value is number => isUnixTime(value) && Number.isInteger(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_TEXT;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
