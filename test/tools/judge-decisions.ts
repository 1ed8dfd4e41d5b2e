import { isDnsName } from '../../core/lib/dns-names.ts';
import { normalName } from '../../core/lib/domain-name.ts';
import { normalizeIp, prefix64 } from '../../core/lib/ip.ts';
import { SERVICE_KINDS, type Service } from '../../core/model/sender.ts';

/** What one line of `--decisions` says, or one part of it. */
export type JudgeDecision = { /** Line of the text, from 1. */ line?: number } & (
  | { kind: 'ignore'; domain: string; addresses: string[]; note: string }
  | { kind: 'declare'; domain: string; declared: 'sends' | 'non-sending' }
  | { kind: 'lock'; domain: string; locked: boolean }
  | { kind: 'service'; service: Service }
);

const KINDS = ['ignore', 'declare', 'lock', 'service'] as const;

/** A fault of a line or of a part of it, as a sentence. */
interface Fault {
  fault: string;
}

/**
 * The decisions of a text, one JSON object a line. What cannot be followed is told with its line, and stops nothing
 * else: neither the other lines, nor what else the same line says.
 */
export function decisionsIn(text: string): { decisions: JudgeDecision[]; faults: string[] } {
  const decisions: JudgeDecision[] = [];
  const faults: string[] = [];
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    for (const each of decisionsOf(line)) {
      if ('fault' in each) faults.push(`--decisions line ${i + 1}: ${each.fault}`);
      else decisions.push({ ...each, line: i + 1 });
    }
  }
  return { decisions, faults };
}

function decisionsOf(line: string): (JudgeDecision | Fault)[] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return [{ fault: 'not JSON' }];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [{ fault: 'not an object' }];
  const said = value as Record<string, unknown>;
  const kinds = KINDS.filter((kind) => kind in said);
  if (kinds.length === 0) return [{ fault: 'has none of ignore, declare, lock, service' }];
  return kinds.flatMap((kind) => decisionsOfKind(kind, said));
}

function decisionsOfKind(
  kind: JudgeDecision['kind'],
  said: Record<string, unknown>,
): (JudgeDecision | Fault)[] {
  if (kind === 'service') {
    const service = serviceOf(said.service);
    return [typeof service === 'string' ? { fault: service } : { kind, service }];
  }
  const domain = typeof said.domain === 'string' ? domainOf(said.domain) : null;
  if (domain === null)
    return [{ fault: `domain is no domain name: ${JSON.stringify(said.domain) ?? 'missing'}` }];
  if (kind === 'declare') {
    const declared = said.declare;
    return declared === 'sends' || declared === 'non-sending'
      ? [{ kind, domain, declared }]
      : [{ fault: 'declare is neither sends nor non-sending' }];
  }
  if (kind === 'lock') {
    const locked = said.lock;
    return typeof locked === 'boolean'
      ? [{ kind, domain, locked }]
      : [{ fault: 'lock is neither true nor false' }];
  }
  return ignoreOf(domain, said);
}

function ignoreOf(domain: string, said: Record<string, unknown>): (JudgeDecision | Fault)[] {
  if (!Array.isArray(said.ignore) || said.ignore.length === 0)
    return [{ fault: 'ignore is no list of addresses' }];
  const found: (JudgeDecision | Fault)[] = [];
  const addresses: string[] = [];
  for (const each of said.ignore) {
    const address = typeof each === 'string' ? addressOf(each.trim()) : null;
    if (address === null) found.push({ fault: `not an address: ${JSON.stringify(each)}` });
    else addresses.push(address);
  }
  const note = typeof said.note === 'string' ? said.note : '';
  return addresses.length === 0 ? found : [{ kind: 'ignore', domain, addresses, note }, ...found];
}

/** A service with what is left out filled in; the engine itself checks its names and ranges. */
function serviceOf(value: unknown): Service | string {
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
  return {
    id: text('id'),
    name: text('name'),
    kind: kind as Service['kind'],
    url: text('url'),
    forwards: forwards as Service['forwards'],
    ...(lists as Pick<Service, 'ptr' | 'spf' | 'dkim' | 'envelope'> & { ranges: string[] }),
  };
}

/** An address, or an IPv6 /64 by its prefix, as the engine keeps them. */
function addressOf(text: string): string | null {
  return text.endsWith('/64') ? prefix64(text.slice(0, -'/64'.length)) : normalizeIp(text);
}

/** A domain name as it is compared; null where it is none. */
export function domainOf(text: string): string | null {
  const name = normalName(text);
  return name.includes('.') && isDnsName(name) ? name : null;
}
