/**
 * The published test suite of RFC 7208 (test/fixtures/rfc7208, BSD licence) and its driver rules: SPF records
 * stand for TXT unless a TXT is given, `TXT: NONE` suppresses that, a bare TIMEOUT fails every other type, and
 * names beginning with `error.` that are not in the zone time out.
 */
import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import type { RecordType } from '../../core/model/dns.ts';
import type { Zone, ZoneEntry } from './zone-resolver.ts';

export interface SuiteCase {
  scenario: string;
  id: string;
  helo: string;
  host: string;
  mailfrom: string;
  /** Allowed results, the preferred one first. */
  results: string[];
  /** `DEFAULT`: no explanation from the domain. */
  explanation: string | null;
  zone: Zone;
}

type Row = string | Record<string, unknown>;
interface Scenario {
  description: string;
  tests: Record<
    string,
    { helo: string; host: string; mailfrom: string; result: string | string[]; explanation?: string }
  >;
  zonedata: Record<string, Row[] | null>;
}

export function loadSuite(): SuiteCase[] {
  const file = new URL('../fixtures/rfc7208/rfc7208-tests.yml', import.meta.url);
  const scenarios = (loadAll(readFileSync(file, 'utf8')) as (Scenario | null)[]).filter((s) => s !== null);
  return scenarios.flatMap((scenario) => {
    const zone: Zone = {};
    for (const [name, rows] of Object.entries(scenario.zonedata))
      zone[name.toLowerCase()] = entryOf(rows ?? []);
    return Object.entries(scenario.tests).map(([id, test]) => ({
      scenario: scenario.description,
      id,
      helo: test.helo,
      host: test.host,
      mailfrom: test.mailfrom,
      results: [test.result].flat(),
      explanation: test.explanation ?? null,
      zone,
    }));
  });
}

const TYPES: readonly RecordType[] = ['A', 'AAAA', 'MX', 'TXT', 'PTR', 'CNAME', 'NS', 'SOA'];

function entryOf(rows: Row[]): ZoneEntry {
  const entry: ZoneEntry = {};
  const spf: (string | string[])[] = [];
  const fails: Partial<Record<RecordType, 'timeout'>> = {};
  let txtGiven = false;
  let timeout = false;
  for (const row of rows) {
    if (row === 'TIMEOUT') {
      timeout = true;
      continue;
    }
    for (const [type, value] of Object.entries(row as Record<string, unknown>)) {
      if (value === 'TIMEOUT') {
        if (type !== 'SPF') fails[type as RecordType] = 'timeout';
        if (type === 'TXT') txtGiven = true;
      } else if (type === 'SPF') spf.push(value as string | string[]);
      else if (type === 'TXT') {
        txtGiven = true;
        if (value !== 'NONE') entry.TXT = [...(entry.TXT ?? []), value as string | string[]];
      } else if (type === 'MX') entry.MX = [...(entry.MX ?? []), value as [number, string]];
      else if (type === 'CNAME') entry.CNAME = value as string;
      else if (type === 'A' || type === 'AAAA' || type === 'PTR') {
        entry[type] = [...(entry[type] ?? []), value as string];
      } else throw new Error(`zone data has an unknown type ${type}`);
    }
  }
  if (!txtGiven && spf.length > 0) entry.TXT = spf;
  if (timeout) {
    for (const type of TYPES) if (!(type in entry)) fails[type] = 'timeout';
  }
  if (Object.keys(fails).length > 0) entry.fails = fails;
  return entry;
}
