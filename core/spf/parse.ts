/** The grammar of SPF records, RFC 7208 section 12. Every fault is found, with its position. */

import { parseIpv4, parseIpv6 } from '../lib/ip.ts';
import type { SpfTreeCode } from '../model/codes.ts';
import type { SpfSyntaxError } from '../model/spf-tree.ts';
import {
  ANY_LETTER,
  type MacroOutcome,
  type MacroString,
  parseDomainSpec,
  parseMacroString,
} from './macro-string.ts';
import type { Mechanism, Modifier, Qualifier, SpfRecord } from './record.ts';

/** Terms read of one record; a record of 65,535 bytes could hold 20,000. */
export const MAX_TERMS = 5_000;

/** Whether a text is an SPF record: `v=spf1` in any case, then a space or the end (section 4.5). */
export function isSpfRecord(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text);
}

/** Reads a record that `isSpfRecord`. Never throws; faults are in `errors`. */
export function parseSpf(text: string, limits: { maxTerms?: number } = {}): SpfRecord {
  const record: SpfRecord = { text, mechanisms: [], redirect: null, exp: null, unknown: [], errors: [] };
  let count = 0;
  // Terms are separated by spaces only; any other white space is part of a term, and a fault there.
  for (const match of text.slice(6).matchAll(/[^ ]+/g)) {
    const at = match.index + 6;
    if (++count > (limits.maxTerms ?? MAX_TERMS)) {
      record.errors.push({ code: 'too-many-terms', text: '', at });
      break;
    }
    readTerm(match[0], at, record);
  }
  return record;
}

function readTerm(text: string, at: number, record: SpfRecord): undefined {
  const fault = (code: SpfTreeCode, offset = 0): undefined => {
    record.errors.push({ code, text, at: at + offset });
  };
  const control = text.search(/[^\x21-\x7e]/);
  if (control >= 0) return fault('bad-character', control);
  const modifier = /^([^:/=]*)=(.*)$/s.exec(text);
  if (modifier) return readModifier(modifier[1] ?? '', modifier[2] ?? '', text, at, record, fault);
  const parts = /^([+\-?~]?)([^:/]*)(.*)$/s.exec(text) as RegExpExecArray;
  const name = (parts[2] ?? '').toLowerCase();
  const rest = parts[3] ?? '';
  const start = text.length - rest.length;
  const base = { qualifier: (parts[1] || '+') as Qualifier, text, at };
  const add = (mechanism: Mechanism): undefined => {
    record.mechanisms.push(mechanism);
  };
  const domainOf = (spec: string): MacroString | null =>
    accept(parseDomainSpec(spec), (code, offset) => fault(code, start + 1 + offset));
  switch (name) {
    case 'all':
      return rest === '' ? add({ ...base, name }) : fault('unexpected-value', start);
    case 'include':
    case 'exists': {
      if (!rest.startsWith(':')) return fault('missing-domain', start);
      const domain = domainOf(rest.slice(1));
      return domain ? add({ ...base, name, domain }) : undefined;
    }
    case 'ptr': {
      if (rest === '') return add({ ...base, name, domain: null });
      if (!rest.startsWith(':')) return fault('unexpected-value', start);
      const domain = domainOf(rest.slice(1));
      return domain ? add({ ...base, name, domain }) : undefined;
    }
    case 'a':
    case 'mx': {
      const host = /^(:.*?)?(?:\/(\d+))?(?:\/\/(\d+))?$/s.exec(rest);
      if (!host) return fault('bad-prefix', start);
      const cidr4 = prefixOf(host[2], 32);
      const cidr6 = prefixOf(host[3], 128);
      if (cidr4 === null || cidr6 === null) return fault('bad-prefix', start + (host[1]?.length ?? 0));
      if (host[1] === undefined) return add({ ...base, name, domain: null, cidr4, cidr6 });
      const domain = domainOf(host[1].slice(1));
      return domain ? add({ ...base, name, domain, cidr4, cidr6 }) : undefined;
    }
    case 'ip4': {
      const parsed = /^:([\d.]+)(?:\/(\d+))?$/.exec(rest);
      const value = parsed ? parseIpv4(parsed[1] ?? '') : -1;
      const prefix = prefixOf(parsed?.[2], 32);
      if (value < 0) return fault('bad-ip4', start);
      if (prefix === null) return fault('bad-prefix', rest.indexOf('/') + start);
      return add({ ...base, name, network: { family: 4, words: Uint32Array.of(value) }, prefix });
    }
    case 'ip6': {
      const parsed = /^:([0-9a-f:.]+)(?:\/(\d+))?$/i.exec(rest);
      const words = new Uint32Array(4);
      if (!parsed || !parseIpv6(parsed[1] ?? '', words)) return fault('bad-ip6', start);
      const prefix = prefixOf(parsed[2], 128);
      if (prefix === null) return fault('bad-prefix', rest.indexOf('/') + start);
      return add({ ...base, name, network: { family: 6, words }, prefix });
    }
    default:
      return fault('unknown-mechanism', parts[1]?.length ?? 0);
  }
}

function readModifier(
  name: string,
  value: string,
  text: string,
  at: number,
  record: SpfRecord,
  fault: (code: SpfTreeCode, offset?: number) => undefined,
): undefined {
  // name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." )
  if (!/^[a-z][a-z0-9\-_.]*$/i.test(name)) return fault('bad-modifier-name');
  const known = name.toLowerCase();
  const start = name.length + 1;
  const report = (code: SpfTreeCode, offset: number): undefined => fault(code, start + offset);
  if (known !== 'redirect' && known !== 'exp') {
    const macro = accept(parseMacroString(value, { letters: ANY_LETTER }), report);
    if (macro) record.unknown.push({ name, value: macro, text, at });
    return;
  }
  if (record[known]) return fault(`second-${known}`);
  const domain = accept(parseDomainSpec(value), report);
  if (domain) record[known] = { name: known, value: domain, text, at } satisfies Modifier;
}

function accept(
  outcome: MacroOutcome,
  fault: (code: SpfTreeCode, offset: number) => void,
): MacroString | null {
  if (outcome.ok) return outcome.value;
  fault(outcome.fault.code, outcome.fault.at);
  return null;
}

/** `0` or a number without leading zeros up to `most`; `most` where absent, null where wrong. */
function prefixOf(text: string | undefined, most: number): number | null {
  if (text === undefined) return most;
  return /^(?:0|[1-9]\d{0,2})$/.test(text) && Number(text) <= most ? Number(text) : null;
}

/** The first fault, which names a record's permerror. */
export function firstError(record: SpfRecord): SpfSyntaxError | null {
  return record.errors.reduce<SpfSyntaxError | null>(
    (first, e) => (first && first.at <= e.at ? first : e),
    null,
  );
}
