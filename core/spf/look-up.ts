/** Questions that terms ask, with answers reduced to what evaluation needs. */

import { type IpAddress, inNetwork, parseIp, reverseName } from '../lib/ip.ts';
import type { DnsProblem } from '../model/codes.ts';
import type { RecordType, Resolve } from '../model/dns.ts';
import { dnsProblem } from './fetch-record.ts';
import { MAX_MX, MAX_PTR } from './limits.ts';

export type Found<T> =
  | { kind: 'found'; values: T[] }
  | { kind: 'void' }
  | { kind: 'temperror'; problem: DnsProblem };

async function ask<T>(
  name: string,
  type: RecordType,
  resolve: Resolve,
  read: (record: { type: string; data: unknown }) => T | null,
): Promise<Found<T>> {
  const result = await resolve(name, type, 'spf');
  if ('detail' in result) return { kind: 'temperror', problem: dnsProblem(result) };
  if (result.kind !== 'answer') return { kind: 'void' };
  return { kind: 'found', values: result.records.map(read).filter((value): value is T => value !== null) };
}

/** Addresses of a host in one family. */
export function findAddresses(name: string, family: 4 | 6, resolve: Resolve): Promise<Found<IpAddress>> {
  return ask(name, family === 4 ? 'A' : 'AAAA', resolve, (record) => {
    const ip = typeof record.data === 'string' ? parseIp(record.data) : null;
    return ip?.family === family ? ip : null;
  });
}

/**
 * Mail hosts in order of preference, equal ones by name, so that an answer that rotates gives one verdict.
 * A null MX (RFC 7505) has no hosts. `too-many` where there are more than 10 (section 4.6.4).
 */
export async function findMailHosts(
  name: string,
  resolve: Resolve,
): Promise<Found<string> | { kind: 'too-many' }> {
  const found = await ask(name, 'MX', resolve, (record) =>
    record.type === 'MX' ? (record.data as { preference: number; exchange: string }) : null,
  );
  if (found.kind !== 'found') return found;
  if (found.values.length > MAX_MX) return { kind: 'too-many' };
  const hosts = found.values
    .sort((a, b) => a.preference - b.preference || (a.exchange < b.exchange ? -1 : 1))
    .map((mx) => mx.exchange)
    .filter((host) => host !== '');
  return { kind: 'found', values: hosts };
}

/** Names that lead back to an address. */
export interface ValidatedNames {
  names: string[];
  /** There is no reverse name. */
  isVoid: boolean;
  /** What was wrong with DNS where a question was not answered, so that there may be more names; null otherwise. */
  silent: DnsProblem | null;
}

/**
 * Validated names of an address (section 5.5): reverse names that lead back to it. An error means no names;
 * only the first 10, in alphabetical order, are looked at.
 */
export async function findValidatedNames(ip: IpAddress, resolve: Resolve): Promise<ValidatedNames> {
  const found = await ask(reverseName(ip), 'PTR', resolve, (record) =>
    record.type === 'PTR' ? (record.data as string) : null,
  );
  if (found.kind !== 'found') {
    return {
      names: [],
      isVoid: found.kind === 'void',
      silent: found.kind === 'temperror' ? found.problem : null,
    };
  }
  const names = found.values.sort().slice(0, MAX_PTR);
  const confirmed: string[] = [];
  let silent: DnsProblem | null = null;
  for (const name of names) {
    const addresses = await findAddresses(name, ip.family, resolve);
    if (addresses.kind === 'temperror') silent ??= addresses.problem;
    const bits = ip.family === 4 ? 32 : 128;
    if (addresses.kind === 'found' && addresses.values.some((a) => inNetwork(a, ip, bits))) {
      confirmed.push(name);
    }
  }
  return { names: confirmed, isVoid: false, silent };
}

/** The value of %{p} (section 7.3): the domain itself, else a name below it, else any, else `unknown`. */
export function bestName(names: readonly string[], domain: string): string {
  const target = domain.toLowerCase();
  return (
    names.find((name) => name === target) ??
    names.find((name) => name.endsWith(`.${target}`)) ??
    names[0] ??
    'unknown'
  );
}
