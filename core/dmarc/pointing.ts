import { isDnsName } from '../lib/dns-names.ts';
import { normalName } from '../lib/domain-name.ts';
import type { Pointing } from '../model/dmarc.ts';
import type { DnsFailure, DnsResult, Resolve } from '../model/dns.ts';
import type { UnixSeconds } from '../model/report.ts';
import { dmarcTexts } from './fetch-record.ts';
import { parseDmarcRecord } from './record.ts';

/** Extended DNS Errors, RFC 8914 section 4: no reachable authority, network error. */
const LAME_CODES = [22, 23];
/** RFC 8914: 6 DNSSEC bogus, 7 expired, 8 not yet valid, 9 DNSKEY, 10 RRSIG, 11 no zone key bit, 12 NSEC missing. */
const BOGUS_CODES = [6, 7, 8, 9, 10, 11, 12];

/**
 * How `_dmarc.DOMAIN` is pointed, from two questions: TXT and NS at that owner. A CNAME at the owner
 * decides first, because nothing else can stand beside it (RFC 1034 section 3.6.2); then name servers of
 * that very owner; else the record stands in the domain's own zone. No record behind a CNAME or a
 * delegation is `empty`, more than one anywhere is `several`; `via` then tells which of both it was.
 *
 * @param now Unix seconds, for `seen`.
 */
export async function readPointing(
  domain: string,
  resolve: Resolve,
  now: UnixSeconds = Math.floor(Date.now() / 1000),
): Promise<Pointing> {
  const owner = `_dmarc.${normalName(domain)}`;
  if (!isDnsName(owner)) return { ...UNKNOWN };
  const [txt, ns] = await Promise.all([resolve(owner, 'TXT', 'pointing'), resolve(owner, 'NS', 'pointing')]);
  return pointingFrom(owner, txt, ns, now);
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

/** The decision alone, from the two answers; for screens that hold answers already. */
function pointingFrom(owner: string, txt: DnsResult, ns: DnsResult, now: UnixSeconds): Pointing {
  const path = pathOf(owner, txt, ns);
  const via = path.via === null ? {} : { via: path.via };
  if (txt.kind !== 'answer' && txt.kind !== 'nodata' && txt.kind !== 'nxdomain') {
    if (txt.kind !== 'servfail') return { ...UNKNOWN };
    return {
      ...UNKNOWN,
      ...via,
      kind: 'broken',
      targets: path.targets,
      fault: faultOf(txt, ns),
      seen: now - txt.age,
    };
  }
  const texts = dmarcTexts(txt);
  const base: Pointing = {
    ...UNKNOWN,
    targets: path.targets,
    seen: now - txt.age,
    stale: txt.stale,
    ttl: txt.ttl,
  };
  if (texts.length > 1) return { ...base, ...via, kind: 'several', texts: [...texts].sort() };
  const record = texts[0] === undefined ? null : parseDmarcRecord(texts[0]);
  if (record !== null) return { ...base, kind: path.via ?? 'txt', record };
  if (path.via === null && ns.kind === 'servfail') {
    // The parent answers for TXT but the name's own servers do not: a delegation is there and broken.
    return { ...base, kind: 'broken', fault: faultOf(ns, txt) };
  }
  return { ...base, ...via, kind: path.via === null ? 'none' : 'empty' };
}

/** What stands at the owner: an alias, a delegation, or neither. */
function pathOf(
  owner: string,
  txt: DnsResult,
  ns: DnsResult,
): { via: 'cname' | 'ns' | null; targets: string[] } {
  for (const result of [txt, ns]) {
    const alias = 'chain' in result ? result.chain.find((link) => link.name === owner) : undefined;
    if (alias !== undefined) return { via: 'cname', targets: [alias.target] };
  }
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
