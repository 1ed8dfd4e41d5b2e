/**
 * check_host() once more, written from the text of RFC 7208 alone and in the plainest way: one address, one question
 * after the other, nothing kept. An oracle for the term, the path and the counts, which other checkers do not
 * tell. Shares no code with `core/spf`.
 */
import ipaddr from 'ipaddr.js';
import type { RecordType, Resolve } from '../../core/model/dns.ts';

export interface NaiveVerdict {
  result: string;
  term: string;
  path: string[];
  lookups: number;
  voids: number;
}

export interface NaiveInput {
  ip: string;
  domain: string;
  local?: string;
  helo?: string;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Section 12, term by term. */
const EXPAND = '%(?:\\{[slodiphv](?:[1-9]\\d*)?r?[-.+,/_=]*\\}|%|_|-)';
const STRING = `(?:${EXPAND}|[\\x21-\\x24\\x26-\\x7e])*`;
const TOP = '(?:[a-z0-9]*[a-z][a-z0-9]*|[a-z0-9]+-[a-z0-9-]*[a-z0-9])';
const DOMAIN = `${STRING}(?:\\.${TOP}\\.?|${EXPAND})`;
const TERMS: Record<string, RegExp> = {
  all: /^()$/,
  include: new RegExp(`^:(${DOMAIN})$`, 'i'),
  exists: new RegExp(`^:(${DOMAIN})$`, 'i'),
  ptr: new RegExp(`^(?::(${DOMAIN}))?$`, 'i'),
  a: new RegExp(`^(?::(${DOMAIN}))?(?:/(0|[1-9]\\d?))?(?://(0|[1-9]\\d{0,2}))?$`, 'i'),
  mx: new RegExp(`^(?::(${DOMAIN}))?(?:/(0|[1-9]\\d?))?(?://(0|[1-9]\\d{0,2}))?$`, 'i'),
  ip4: /^:(\d+\.\d+\.\d+\.\d+)(?:\/(0|[1-9]\d?))?$/,
  ip6: /^:([0-9a-f:.]+)(?:\/(0|[1-9]\d{0,2}))?$/i,
};
const ANY_STRING = STRING.replace('slodiphv', 'slodiphcrtv');
const RESULTS: Record<string, string> = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' };

class Stop extends Error {
  readonly result: string;
  readonly path: string[];
  constructor(result: string, path: string[]) {
    super(result);
    this.result = result;
    this.path = path;
  }
}

export async function naiveSpf(input: NaiveInput, resolve: Resolve): Promise<NaiveVerdict> {
  const ip = ipaddr.process(input.ip);
  const v6 = ip.kind() === 'ipv6';
  const sender = input.domain;
  const count = { lookups: 0, voids: 0 };

  const ask = async (name: string, type: RecordType, path: string[]): Promise<unknown[]> => {
    const answer = await resolve(name, type, 'spf');
    if (answer.kind === 'nxdomain' || answer.kind === 'nodata') return [];
    if (answer.kind !== 'answer') throw new Stop('temperror', path);
    return answer.records.map((record) => record.data);
  };
  const charge = (path: string[]): void => {
    if (count.lookups === 10) throw new Stop('permerror', path);
    count.lookups++;
  };
  const chargeVoid = (found: unknown[], path: string[]): void => {
    if (found.length > 0) return;
    if (count.voids === 2) throw new Stop('permerror', path);
    count.voids++;
  };
  const hosts = async (name: string, path: string[]): Promise<Address[]> =>
    (await ask(name, v6 ? 'AAAA' : 'A', path)).map((text) => ipaddr.parse(String(text)));
  const inside = (network: Address, prefix: number): boolean =>
    network.kind() === ip.kind() && (ip as ipaddr.IPv4).match(network as ipaddr.IPv4, prefix);

  /** Section 5.5: reverse names that lead back, of the first ten by name; an error means none. */
  async function validated(path: string[]): Promise<string[]> {
    const bytes = ip.toByteArray();
    const reverse = v6
      ? `${[...bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')].reverse().join('.')}.ip6.arpa`
      : `${[...bytes].reverse().join('.')}.in-addr.arpa`;
    const answer = await resolve(reverse, 'PTR', 'spf');
    if (answer.kind === 'nxdomain' || answer.kind === 'nodata') chargeVoid([], path);
    if (answer.kind !== 'answer') return [];
    const names: string[] = [];
    for (const name of answer.records
      .map((record) => String(record.data))
      .sort()
      .slice(0, 10)) {
      const back = await hosts(name, path).catch(() => []);
      if (back.some((address) => address.toString() === ip.toString())) names.push(name);
    }
    return names;
  }

  /** Section 7.3. */
  async function expand(spec: string, domain: string, path: string[]): Promise<string> {
    let known: string[] | null = null;
    if (/%\{p/i.test(spec.replaceAll('%%', ''))) {
      charge(path);
      known = await validated(path);
    }
    const p = known?.find((n) => n === domain) ?? known?.find((n) => n.endsWith(`.${domain}`)) ?? known?.[0];
    const values: Record<string, string> = {
      s: `${input.local ?? 'postmaster'}@${sender}`,
      l: input.local ?? 'postmaster',
      o: sender,
      d: domain,
      i: v6
        ? [
            ...ip
              .toByteArray()
              .map((byte) => byte.toString(16).padStart(2, '0'))
              .join(''),
          ].join('.')
        : ip.toString(),
      p: p ?? 'unknown',
      v: v6 ? 'ip6' : 'in-addr',
      h: input.helo ?? sender,
    };
    const name = spec.replace(
      /%(?:\{([a-z])(\d*)(r?)([^}]*)\}|(.))/gi,
      (_, letter: string, keep: string, back: string, delimiters: string, sign: string) => {
        if (sign !== undefined) return { '%': '%', _: ' ', '-': '%20' }[sign] ?? '';
        const splits = new Set(delimiters === '' ? '.' : delimiters);
        const parts = [...(values[letter.toLowerCase()] ?? '')].reduce<string[]>(
          (list, char) => {
            if (splits.has(char)) list.push('');
            else list[list.length - 1] += char;
            return list;
          },
          [''],
        );
        if (back !== '') parts.reverse();
        return parts.slice(keep === '' ? 0 : -Number(keep)).join('.');
      },
    );
    const labels = name.replace(/\.$/, '').split('.');
    while (labels.join('.').length > 253) labels.shift();
    return labels.join('.');
  }

  async function check(
    domain: string,
    path: string[],
  ): Promise<{ result: string; term: string; path: string[] }> {
    if (!isDomain(domain)) return { result: 'none', term: '', path };
    const texts = (await ask(domain, 'TXT', path)).map((strings) => (strings as string[]).join(''));
    if (path.length > 1) chargeVoid(texts, path);
    const records = texts.filter((text) => /^v=spf1( |$)/i.test(text));
    if (records.length === 0) return { result: 'none', term: '', path };
    if (records.length > 1) throw new Stop('permerror', path);
    const terms = (records[0] as string).split(' ').slice(1).filter(Boolean);
    const redirect = readAll(terms, path);
    for (const term of terms) {
      if (!isDirective(term)) continue;
      const [, sign, name = '', rest = ''] = /^([-+?~]?)([^:/]*)(.*)$/s.exec(term) ?? [];
      const inner = await matches(name.toLowerCase(), rest, domain, path);
      if (!inner) continue;
      const own = inner === true ? { term, path } : inner;
      return { result: RESULTS[sign || '+'] as string, term: own.term, path: own.path };
    }
    if (redirect === null || terms.some((term) => /^[-+?~]?all$/i.test(term))) {
      return { result: 'neutral', term: '', path };
    }
    const target = await expand(redirect, domain, path);
    if (!isDomain(target)) throw new Stop('permerror', path);
    charge(path);
    const ending = await check(target, [...path, target]);
    if (ending.result === 'none') throw new Stop('permerror', path);
    return ending;
  }

  /** False, true, or where an include matched. */
  async function matches(
    name: string,
    rest: string,
    domain: string,
    path: string[],
  ): Promise<boolean | { term: string; path: string[] }> {
    const [, first, cidr4, cidr6] = TERMS[name]?.exec(rest) ?? [];
    if (name === 'all') return true;
    if (name === 'ip4' || name === 'ip6') {
      const full = name === 'ip4' ? 32 : 128;
      return inside(ipaddr.parse(first as string), cidr4 === undefined ? full : Number(cidr4));
    }
    const target = first === undefined ? domain : await expand(first, domain, path);
    if (!isDomain(target)) {
      // Section 4.8 leaves it open; a name that cannot be asked for does not match, an include of it is of none.
      if (name === 'include') throw new Stop('permerror', path);
      return false;
    }
    charge(path);
    switch (name) {
      case 'include': {
        const inner = await check(target, [...path, target]);
        if (inner.result === 'none') throw new Stop('permerror', path);
        return inner.result === 'pass' ? inner : false;
      }
      case 'exists': {
        const found = await ask(target, 'A', path);
        chargeVoid(found, path);
        return found.length > 0;
      }
      case 'ptr': {
        const names = await validated(path);
        const wanted = target.toLowerCase();
        return names.some((each) => each === wanted || each.endsWith(`.${wanted}`));
      }
    }
    const prefix = v6 ? Number(cidr6 ?? 128) : Number(cidr4 ?? 32);
    if (name === 'a') {
      const found = await hosts(target, path);
      chargeVoid(found, path);
      return found.some((address) => inside(address, prefix));
    }
    const exchanges = (await ask(target, 'MX', path)) as { preference: number; exchange: string }[];
    chargeVoid(exchanges, path);
    if (exchanges.length > 10) throw new Stop('permerror', path);
    const order = exchanges.toSorted(
      (a, b) => a.preference - b.preference || (a.exchange < b.exchange ? -1 : 1),
    );
    for (const { exchange } of order) {
      if (exchange === '') continue;
      if ((await hosts(exchange, path)).some((address) => inside(address, prefix))) return true;
    }
    return false;
  }

  try {
    return { ...(await check(sender, [sender])), ...count };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { result: error.result, term: '', path: error.path, ...count };
  }
}

const isDirective = (term: string): boolean => !/^[^:/=]*=/.test(term);

/** Section 4.6: every term is read before any is evaluated. Gives the redirect, or null. */
function readAll(terms: readonly string[], path: string[]): string | null {
  const seen: Record<string, string> = {};
  for (const term of terms) {
    if (isDirective(term)) {
      const [, name = '', rest = ''] = /^[-+?~]?([^:/]*)(.*)$/s.exec(term) ?? [];
      const found = TERMS[name.toLowerCase()]?.exec(rest);
      const [, first = '', cidr4, cidr6] = found ?? [];
      const isBad =
        (name.toLowerCase() === 'ip4' && !/^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.|$)){4}$/.test(first)) ||
        (name.toLowerCase() === 'ip6' && (!first.includes(':') || !ipaddr.IPv6.isValid(first)));
      const most = name.toLowerCase() === 'ip6' ? 128 : 32;
      if (!found || isBad || Number(cidr4 ?? 0) > most || Number(cidr6 ?? 0) > 128) {
        throw new Stop('permerror', path);
      }
      continue;
    }
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(term) ?? [];
    const known = ['redirect', 'exp'].includes(name.toLowerCase());
    const grammar = known ? `^${DOMAIN}$` : `^${ANY_STRING}$`;
    if (!/^[a-z][a-z0-9\-_.]*$/i.test(name) || !new RegExp(grammar, 'i').test(value)) {
      throw new Stop('permerror', path);
    }
    if (known && name.toLowerCase() in seen) throw new Stop('permerror', path);
    seen[name.toLowerCase()] = value;
  }
  return seen.redirect ?? null;
}

/** Section 4.3: well-formed, more than one label. */
function isDomain(name: string): boolean {
  const labels = name.split('.');
  return (
    labels.length > 1 &&
    name.length <= 253 &&
    labels.every((label) => /^[ -~]{1,63}$/.test(label)) &&
    new RegExp(`^${TOP}$`, 'i').test(labels.at(-1) as string)
  );
}
