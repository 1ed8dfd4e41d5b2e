import { whyNoAnswer } from '../lib/answer.ts';
import { isDnsName } from '../lib/dns-names.ts';
import { normalName } from '../lib/domain-name.ts';
import type { DmarcProblem, Pointing } from '../model/dmarc.ts';
import type { DnsAnswer, DnsFailure, DnsResult, DnsVoid, NoAnswer, Resolve } from '../model/dns.ts';
import type { UnixSeconds } from '../model/report.ts';
import { dmarcTexts } from './fetch-record.ts';
import { nearMisses } from './near-miss.ts';
import { parseDmarcRecord } from './record.ts';
import { isWildcardAlias } from './wildcard-alias.ts';

/** Extended DNS Errors, RFC 8914 section 4: no reachable authority, network error. */
const LAME_CODES = [22, 23];
/** RFC 8914: 6 DNSSEC bogus, 7 expired, 8 not yet valid, 9 DNSKEY, 10 RRSIG, 11 no zone key bit, 12 NSEC missing. */
const BOGUS_CODES = [6, 7, 8, 9, 10, 11, 12];

/**
 * How `_dmarc.DOMAIN` is pointed, from two questions: TXT and NS at that owner. A CNAME at the owner
 * decides first, because nothing else can stand beside it (RFC 1034 section 3.6.2), unless every other name has the
 * same alias by a wildcard; then name servers of that very owner; else the record stands in the domain's own zone.
 * No record behind a CNAME or a delegation is `empty`, more than one anywhere is `several`; `via` then tells which
 * of both it was. Where a question that decides was not answered the kind is `unknown`, with the reason: nothing is
 * concluded from silence.
 *
 * @param now Unix seconds, for `seen`.
 */
export async function readPointing(
  domain: string,
  resolve: Resolve,
  now: UnixSeconds = Math.floor(Date.now() / 1000),
): Promise<Pointing> {
  const name = normalName(domain);
  const owner = `_dmarc.${name}`;
  if (!isDnsName(owner)) return unknown('malformed');
  const [txt, ns] = await Promise.all([resolve(owner, 'TXT', 'pointing'), resolve(owner, 'NS', 'pointing')]);
  const alias = aliasOf(owner, txt) ?? aliasOf(owner, ns);
  if (alias === null) return pointingFrom(owner, txt, ns, null, now);
  const wildcard = await isWildcardAlias(name, alias, resolve);
  if (typeof wildcard !== 'boolean')
    return { ...unknown(whyNoAnswer(wildcard) ?? 'malformed'), ...recordOf(txt) };
  return pointingFrom(owner, txt, ns, { target: alias, wildcard }, now);
}

const UNKNOWN: Pointing = {
  kind: 'unknown',
  targets: [],
  fault: null,
  record: null,
  texts: [],
  seen: null,
  stale: false,
};

const unknown = (noAnswer: NoAnswer): Pointing => ({ ...UNKNOWN, noAnswer });

interface Alias {
  target: string;
  wildcard: boolean;
}

function pointingFrom(
  owner: string,
  txt: DnsResult,
  ns: DnsResult,
  alias: Alias | null,
  now: UnixSeconds,
): Pointing {
  const failed = whyNoAnswer(txt);
  if (failed !== null) {
    if (failed !== 'servfail') return unknown(failed);
    const { via, targets } = pathOf(owner, txt, ns, alias);
    return {
      ...unknown(failed),
      ...(via === null ? {} : { via }),
      kind: 'broken',
      targets,
      fault: faultOf(txt, ns),
      seen: now - txt.age,
    };
  }
  const answer = txt as DnsAnswer | DnsVoid;
  // A record of the owner itself, beside an alias that another question was answered with: two zones, or two servers.
  const conflict = alias !== null && aliasOf(owner, txt) === null;
  const { via, targets } = conflict ? { via: null, targets: [] } : pathOf(owner, txt, ns, alias);
  const texts = dmarcTexts(txt);
  const problems: DmarcProblem[] = nearMisses(allTexts(txt));
  if (conflict) problems.unshift({ code: 'alias-beside-record', detail: alias.target });
  else if (alias?.wildcard) problems.unshift({ code: 'wildcard-alias', detail: alias.target });
  const base: Pointing = {
    ...UNKNOWN,
    targets,
    seen: now - answer.age,
    stale: answer.stale,
    ttl: answer.ttl,
    ...(problems.length > 0 ? { problems } : {}),
  };
  const behind = via === null ? {} : { via };
  const end = via === 'cname' ? answer.chain.at(-1)?.target : undefined;
  if (end !== undefined) base.at = end;
  const silent = undecided(owner, answer, ns, alias, via);
  if (silent !== null) return { ...base, ...unknown(silent), ...recordOf(txt) };
  if (texts.length > 1) return { ...base, ...behind, kind: 'several', texts: [...texts].sort() };
  const record = texts[0] === undefined ? null : parseDmarcRecord(texts[0]);
  if (record !== null) return { ...base, kind: via ?? 'txt', record };
  return { ...base, ...behind, kind: via === null ? 'none' : 'empty' };
}

/**
 * Why it is not known whether the owner is delegated, or to whom: its NS question was not answered, and the answer to
 * TXT does not tell either. A name that does not exist, or whose void answer names the zone above, is not delegated.
 */
function undecided(
  owner: string,
  txt: DnsAnswer | DnsVoid,
  ns: DnsResult,
  alias: Alias | null,
  via: 'cname' | 'ns' | null,
): NoAnswer | null {
  const silent = whyNoAnswer(ns);
  if (silent === null || alias !== null || via === 'cname') return null;
  if (via === 'ns') return silent;
  if (txt.kind === 'nxdomain') return null;
  return txt.kind === 'nodata' && txt.soaOwner !== null && txt.soaOwner !== owner ? null : silent;
}

/** Record or records of an answer whose pointing is not known: they are in force all the same. */
function recordOf(txt: DnsResult): Partial<Pointing> {
  const texts = dmarcTexts(txt);
  if (texts.length > 1) return { texts: [...texts].sort() };
  return texts[0] === undefined ? {} : { record: parseDmarcRecord(texts[0]) };
}

function allTexts(txt: DnsResult): string[] {
  if (txt.kind !== 'answer') return [];
  return txt.records.flatMap((each) => (each.type === 'TXT' ? [each.data.join('')] : []));
}

function aliasOf(owner: string, result: DnsResult): string | null {
  return 'chain' in result ? (result.chain.find((link) => link.name === owner)?.target ?? null) : null;
}

/** What stands at the owner: an alias of its own, a delegation, or neither. */
function pathOf(
  owner: string,
  txt: DnsResult,
  ns: DnsResult,
  alias: Alias | null,
): { via: 'cname' | 'ns' | null; targets: string[] } {
  if (alias !== null)
    return alias.wildcard ? { via: null, targets: [] } : { via: 'cname', targets: [alias.target] };
  const servers =
    ns.kind === 'answer'
      ? ns.records.flatMap((record) => (record.type === 'NS' && record.name === owner ? [record.data] : []))
      : [];
  if (servers.length > 0) return { via: 'ns', targets: [...new Set(servers)].sort() };
  // A zone whose apex lists no servers still shows itself as owner of the SOA that says no.
  const ownSoa = [txt, ns].some((result) => 'soaOwner' in result && result.soaOwner === owner);
  return { via: ownSoa ? 'ns' : null, targets: [] };
}

function faultOf(...results: DnsResult[]): 'servfail' | 'lame' | 'bogus' {
  const codes = results
    .filter((result): result is DnsFailure => 'error' in result)
    .flatMap((result) => (result.error === null ? [] : [result.error.code]));
  if (codes.some((code) => BOGUS_CODES.includes(code))) return 'bogus';
  if (codes.some((code) => LAME_CODES.includes(code))) return 'lame';
  return 'servfail';
}
