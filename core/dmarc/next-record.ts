import { normalName } from '../lib/domain-name.ts';
import type { DmarcRecord, InForce, Pointing } from '../model/dmarc.ts';
import type { Recommended } from '../model/domain-configuration.ts';
import type { NextRecord } from '../model/need.ts';
import type { Policy } from '../model/report.ts';
import { changeDmarcRecord } from './build-record.ts';
import { organizationalDomainByList } from './public-suffix.ts';
import { isUsable, parseDmarcRecord } from './record.ts';
import { isReportUri, mailtoAddress } from './report-uri.ts';

export interface NextRecordFacts {
  domain: string;
  pointing: Pointing;
  inheritsFrom: string | null;
  inForce: InForce | null;
  /** The user locked it, or said that it sends nothing. */
  sendsNothing: boolean;
  /** What the next policy would have hit; null where that is not worked out. */
  readiness: Recommended['code'] | null;
  /** Mail addresses at which the user receives reports. */
  reportAddresses: readonly string[];
}

const LADDER: readonly Policy[] = ['none', 'quarantine', 'reject'];

/**
 * The record to publish next at a domain's `_dmarc` name: one step at a time, and stricter only where the figures allow
 * it (`now`). Null where DNS did not tell what stands there, or fails: what to write is not known then.
 */
export function nextRecord(facts: NextRecordFacts): NextRecord | null {
  const { pointing, sendsNothing } = facts;
  switch (pointing.kind) {
    case 'unknown':
    case 'broken':
      return null;
    case 'several':
      return merged(facts);
    case 'none':
    case 'empty': {
      if (facts.inheritsFrom !== null && pointing.kind === 'none') return ofItsOwn(facts);
      const meant = (pointing.problems ?? []).filter(({ code }) => code.startsWith('near-miss-'));
      const p = sendsNothing ? 'reject' : 'none';
      return made(facts, { code: 'publish', record: null, p, replaces: meant.map(({ detail }) => detail) });
    }
    case 'ns':
    case 'cname':
    case 'txt':
      return pointing.record === null ? null : afterRecord(facts, pointing.record);
  }
}

function afterRecord(facts: NextRecordFacts, record: DmarcRecord): NextRecord {
  const replaces = [record.text];
  if (!isUsable(record) || record.p === null || hasFault(record)) {
    return made(facts, { code: 'repair', record, p: record.p ?? 'none', replaces });
  }
  const { p } = record;
  if (facts.sendsNothing && p !== 'reject')
    return made(facts, { code: 'lock', record, p: 'reject', replaces });
  // Without reports nobody can say what a stricter policy hits.
  if (!record.rua.some(isReportUri) && facts.reportAddresses.length > 0) {
    return made(facts, { code: 'reports', record, p, replaces });
  }
  const partial = record.testing || record.pct < 100;
  const now = facts.readiness === 'ready' || facts.sendsNothing;
  if (p !== 'none' && partial) return made(facts, { code: 'full', record, p, replaces, now });
  const next = LADDER[LADDER.indexOf(p) + 1];
  if (next === undefined)
    return { ...made(facts, { code: 'keep', record, p, replaces }), value: record.text };
  return made(facts, { code: 'raise', record, p: next, replaces, now });
}

/** A fault that makes receivers pass over a policy of the record, or the record itself. */
function hasFault({ problems }: DmarcRecord): boolean {
  return problems.some(({ code }) =>
    ['not-applied', 'sp-invalid', 'np-invalid', 'leading-space'].includes(code),
  );
}

/**
 * Receivers pass over all records where there are several (RFC 9989 section 4.10), so nothing is in force: the one that
 * takes their place begins with the weakest policy among them and names all their addresses.
 */
function merged(facts: NextRecordFacts): NextRecord {
  const { texts } = facts.pointing;
  const records = texts.map((text) => parseDmarcRecord(text)).filter((each) => each !== null);
  const weakest = [...records].sort((a, b) => LADDER.indexOf(a.p ?? 'none') - LADDER.indexOf(b.p ?? 'none'));
  const p = facts.sendsNothing ? 'reject' : (weakest[0]?.p ?? 'none');
  const rua = [...new Set(records.flatMap((each) => each.rua))];
  return made(facts, { code: 'merge', record: weakest[0] ?? null, p, replaces: texts, rua });
}

/** Beside an inherited policy: the same one, said for this name. */
function ofItsOwn(facts: NextRecordFacts): NextRecord {
  const inherited = facts.inForce?.current ?? 'none';
  const p = facts.sendsNothing ? 'reject' : inherited === 'unknown' ? 'none' : inherited;
  return made(facts, { code: 'own', record: null, p, replaces: [] });
}

interface Making {
  code: NextRecord['code'];
  record: DmarcRecord | null;
  p: Policy;
  replaces: string[];
  now?: boolean;
  rua?: string[];
}

function made(facts: NextRecordFacts, { code, record, p, replaces, now = true, rua }: Making): NextRecord {
  const written = (rua ?? record?.rua ?? []).filter(isReportUri);
  const uris = written.length > 0 ? written : facts.reportAddresses.map((each) => `mailto:${each}`);
  // pct and t weaken a policy; a weaker policy for subdomains stays as the user wrote it.
  const stays = code === 'repair' || code === 'reports' || code === 'keep';
  const value = changeDmarcRecord(record, {
    p,
    ...(stays ? {} : { pct: null, testing: null }),
    ...(record?.sp === null ? { sp: null } : {}),
    ...(record?.np === null ? { np: null } : {}),
    rua: uris,
  });
  return {
    code,
    name: `_dmarc.${facts.domain}`,
    type: 'TXT',
    value,
    policy: p,
    replaces: replaces.filter((text) => text !== value),
    now,
    noReports: uris.length === 0,
    also: code === 'keep' ? [] : consents(facts.domain, uris, written),
  };
}

/** Consent records of other organizations' zones for addresses that the record did not name before. */
function consents(domain: string, uris: readonly string[], written: readonly string[]): NextRecord['also'] {
  const own = organizationalDomainByList(normalName(domain));
  const others = uris
    .filter((uri) => !written.includes(uri))
    .flatMap((uri) => mailtoAddress(uri)?.domain ?? [])
    .filter((name) => name !== '' && organizationalDomainByList(name) !== own);
  return [...new Set(others)].map((name) => ({
    name: `${domain}._report._dmarc.${name}`,
    type: 'TXT',
    value: 'v=DMARC1',
  }));
}
