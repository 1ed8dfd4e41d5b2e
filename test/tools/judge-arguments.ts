import { readFileSync } from 'node:fs';
import { isDnsName } from '../../core/lib/dns-names.ts';
import { normalName } from '../../core/lib/domain-name.ts';
import { normalizeIp, prefix64 } from '../../core/lib/ip.ts';
import { SERVICE_KINDS, type Service } from '../../core/model/sender.ts';

export const JUDGE_USAGE =
  'usage: npm run -s judge -- --doh URL [--json] [--now UNIX] [--mine DOMAIN]… [--decisions FILE] PATH…';

export interface JudgeArguments {
  doh: string;
  json: boolean;
  /** Unix seconds; null: the machine's clock. */
  now: number | null;
  /** Domains to confirm; empty: all that the reports name. */
  mine: string[];
  decisions: JudgeDecision[];
  paths: string[];
}

/** One line of `--decisions`. */
export type JudgeDecision =
  | { kind: 'ignore'; domain: string; addresses: string[]; note: string }
  | { kind: 'declare'; domain: string; declared: 'sends' | 'non-sending' }
  | { kind: 'lock'; domain: string; locked: boolean }
  | { kind: 'service'; service: Service };

/** What the command line says; a sentence where it cannot be followed. */
export function readJudgeArguments(argv: readonly string[]): JudgeArguments | string {
  const found: JudgeArguments = { doh: '', json: false, now: null, mine: [], decisions: [], paths: [] };
  let onlyPaths = false;
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if (onlyPaths || !word.startsWith('--')) {
      found.paths.push(word);
      continue;
    }
    if (word === '--') {
      onlyPaths = true;
      continue;
    }
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    if (name === '--json') {
      found.json = true;
      continue;
    }
    if (!['--doh', '--now', '--mine', '--decisions'].includes(name)) return `unknown option ${name}`;
    const value = equals < 0 ? argv[++i] : word.slice(equals + 1);
    if (value === undefined || value === '') return `${name} needs a value`;
    const fault = take(found, name, value);
    if (fault !== null) return fault;
  }
  if (found.doh === '') return '--doh is missing: the URL of a DNS server that speaks DNS over HTTPS';
  if (found.paths.length === 0) return 'no file and no folder is named';
  return found;
}

function take(found: JudgeArguments, name: string, value: string): string | null {
  if (name === '--doh') {
    const url = URL.canParse(value) ? new URL(value) : null;
    if (url === null || !/^https?:$/.test(url.protocol)) return `--doh is no web address: ${value}`;
    found.doh = value;
  } else if (name === '--now') {
    if (!/^\d{1,12}$/.test(value)) return `--now is no time in Unix seconds: ${value}`;
    found.now = Number(value);
  } else if (name === '--mine') {
    const domain = domainOf(value);
    if (domain === null) return `--mine is no domain name: ${value}`;
    found.mine.push(domain);
  } else {
    const decisions = readDecisions(value);
    if (typeof decisions === 'string') return decisions;
    found.decisions.push(...decisions);
  }
  return null;
}

/** The decisions of a file, one JSON object a line; a sentence with the line where one is none. */
function readDecisions(path: string): JudgeDecision[] | string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return `--decisions cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
  const decisions: JudgeDecision[] = [];
  for (const [i, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const decision = decisionOf(line);
    if (typeof decision === 'string') return `--decisions line ${i + 1}: ${decision}`;
    decisions.push(decision);
  }
  return decisions;
}

function decisionOf(line: string): JudgeDecision | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'not JSON';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not an object';
  const said = value as Record<string, unknown>;
  const kinds = ['ignore', 'declare', 'lock', 'service'].filter((kind) => kind in said);
  if (kinds.length !== 1) return 'needs exactly one of ignore, declare, lock, service';
  if (kinds[0] === 'service') return serviceOf(said.service);
  const domain = typeof said.domain === 'string' ? domainOf(said.domain) : null;
  if (domain === null) return 'domain is no domain name';
  if (kinds[0] === 'declare') {
    const declared = said.declare;
    if (declared !== 'sends' && declared !== 'non-sending') return 'declare is neither sends nor non-sending';
    return { kind: 'declare', domain, declared };
  }
  if (kinds[0] === 'lock') {
    return typeof said.lock === 'boolean'
      ? { kind: 'lock', domain, locked: said.lock }
      : 'lock is neither true nor false';
  }
  if (!Array.isArray(said.ignore) || said.ignore.length === 0) return 'ignore is no list of addresses';
  const addresses: string[] = [];
  for (const each of said.ignore) {
    const address = typeof each === 'string' ? addressOf(each.trim()) : null;
    if (address === null) return `not an address: ${JSON.stringify(each)}`;
    addresses.push(address);
  }
  return { kind: 'ignore', domain, addresses, note: typeof said.note === 'string' ? said.note : '' };
}

/** A service with what is left out filled in; the engine itself checks its names and ranges. */
function serviceOf(value: unknown): JudgeDecision | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'service is no object';
  const said = value as Record<string, unknown>;
  const text = (key: string): string => (typeof said[key] === 'string' ? said[key] : '');
  const kind = said.kind ?? 'mailbox';
  if (!SERVICE_KINDS.includes(kind as Service['kind']))
    return `not a kind of service: ${JSON.stringify(kind)}`;
  const forwards = said.forwards ?? 'no';
  if (!['no', 'yes', 'both'].includes(forwards as string)) return 'forwards is neither no, yes nor both';
  const lists = { ptr: [], spf: [], dkim: [], envelope: [], ranges: [] } as Record<string, string[]>;
  for (const key of Object.keys(lists)) {
    const list = said[key] ?? [];
    if (!Array.isArray(list) || list.some((each) => typeof each !== 'string'))
      return `${key} is no list of texts`;
    lists[key] = list;
  }
  const service = {
    id: text('id'),
    name: text('name'),
    kind: kind as Service['kind'],
    url: text('url'),
    forwards: forwards as Service['forwards'],
    ...(lists as Pick<Service, 'ptr' | 'spf' | 'dkim' | 'envelope'> & { ranges: string[] }),
  };
  return { kind: 'service', service };
}

/** An address, or an IPv6 /64 by its prefix, as the engine keeps them. */
function addressOf(text: string): string | null {
  return text.endsWith('/64') ? prefix64(text.slice(0, -'/64'.length)) : normalizeIp(text);
}

function domainOf(text: string): string | null {
  const name = normalName(text);
  return name.includes('.') && isDnsName(name) ? name : null;
}
