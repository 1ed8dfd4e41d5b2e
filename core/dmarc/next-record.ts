import { normalName } from '../lib/domain-name.ts';
import { PASSED_OVER } from '../lib/passed-over.ts';
import type { DmarcRecord, InForce, Pointing } from '../model/dmarc.ts';
import type { Recommended, RecordChange } from '../model/domain-configuration.ts';
import type { NextRecord } from '../model/need.ts';
import type { Policy } from '../model/report.ts';
import { changeDmarcRecord } from './build-record.ts';
import { mergeRecords } from './merge-records.ts';
import { policyInForce } from './policy-in-force.ts';
import { POLICY_STEPS, stricter, weaker } from './policy-steps.ts';
import { organizationalDomainByList } from './public-suffix.ts';
import { isUsable, parseDmarcRecord } from './record.ts';
import { isReportUri, mailtoAddress } from './report-uri.ts';

export interface NextRecordFacts {
  domain: string;
  pointing: Pointing;
  inForce: InForce | null;
  /** The record of a name above that applies here, and the policy it says for this name; null where none does. */
  inherited: { record: DmarcRecord; p: Policy } | null;
  /** The record in force treats all failing mail as a plain p=reject does. */
  rejectsAll: boolean;
  /** The user locked it, or said that it sends nothing. */
  sendsNothing: boolean;
  /** What the next policy would have hit; null where that is not worked out. */
  readiness: Recommended['code'] | null;
  /** Mail addresses at which the user receives reports. */
  reportAddresses: readonly string[];
}

/** The policy that readiness is worked out for: the next one after the record's. */
export function policyWished({ record }: Pick<Pointing, 'record'>): Policy {
  return record?.p === 'quarantine' || record?.p === 'reject' ? 'reject' : 'quarantine';
}

/**
 * The record to publish next at a domain's `_dmarc` name: one step at a time, never weaker than what is in force, and
 * stricter only where the figures allow it (`now`). Null where DNS did not tell what stands there or what applies
 * instead, or fails: what to write is not known then.
 */
export function nextRecord(facts: NextRecordFacts): NextRecord | null {
  const { pointing } = facts;
  switch (pointing.kind) {
    case 'unknown':
    case 'broken':
      return null;
    case 'several':
      return isUnknown(facts) ? null : merged(facts);
    case 'none':
    case 'empty': {
      if (isUnknown(facts)) return null;
      const meant = (pointing.problems ?? []).filter(({ code }) => code.startsWith('near-miss-'));
      return facts.inherited === null
        ? made(facts, {
            code: 'publish',
            record: null,
            p: allowed(facts, 'none'),
            replaces: meant.map(({ detail }) => detail),
          })
        : ofItsOwn(facts, facts.inherited);
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
    const p = allowed(facts, record.p ?? 'none');
    return made(facts, { code: 'repair', record, p, replaces, change: below(facts, record, p) });
  }
  const { p } = record;
  if (facts.sendsNothing && !facts.rejectsAll)
    return made(facts, { code: 'lock', record, p: 'reject', replaces });
  // Without reports nobody can say what a stricter policy hits.
  if (!record.rua.some(isReportUri) && facts.reportAddresses.length > 0) {
    return made(facts, { code: 'reports', record, p, replaces });
  }
  const partial = record.testing || record.pct < 100;
  const now = facts.readiness === 'ready' || facts.sendsNothing;
  if (p !== 'none' && partial) return made(facts, { code: 'full', record, p, replaces, now });
  const next = POLICY_STEPS[POLICY_STEPS.indexOf(p) + 1];
  if (next === undefined)
    return {
      ...made(facts, { code: facts.rejectsAll ? 'keep' : 'keep-own', record, p, replaces: [] }),
      value: record.text,
    };
  return made(facts, { code: 'raise', record, p: next, replaces, now });
}

function hasFault({ problems }: DmarcRecord): boolean {
  return problems.some(({ code }) => PASSED_OVER.includes(code));
}

/**
 * What a repaired record says of names below. Of a record that does not apply, neither do its `sp` and `np`: they come
 * into force by the repair, so without figures they ask for no more than the repaired `p` or what is in force there now.
 */
function below({ readiness, sendsNothing }: NextRecordFacts, record: DmarcRecord, p: Policy): RecordChange {
  if (readiness === 'ready' || sendsNothing) return {};
  const capped = (tag: 'sp' | 'np') => {
    const wanted = record[tag];
    if (wanted === null) return {};
    const { current, old } = policyInForce(record, { inherited: true, exists: tag === 'sp' });
    const most = [current, old].reduce<Policy>(
      (most, each) => (each === null ? most : stricter(most, each)),
      p,
    );
    return { [tag]: weaker(wanted, most) };
  };
  return { ...capped('sp'), ...capped('np') };
}

/** Whether DNS left open what applies in place of a record of the name's own; of one that sends nothing it matters not. */
function isUnknown({ inForce, sendsNothing }: NextRecordFacts): boolean {
  return !sendsNothing && inForce !== null && (inForce.current === 'unknown' || inForce.old === 'unknown');
}

/** The policy that may be asked for at once: never weaker than what is in force, stricter as far as the figures reach. */
function allowed({ inForce, sendsNothing, readiness, pointing }: NextRecordFacts, wanted: Policy): Policy {
  if (sendsNothing) return 'reject';
  const known = [inForce?.current, inForce?.old].filter((each) => each && each !== 'unknown') as Policy[];
  const floor = known.reduce(stricter, 'none');
  return stricter(floor, readiness === 'ready' ? weaker(wanted, policyWished(pointing)) : 'none');
}

/**
 * Receivers pass over all records where there are several (RFC 9989 section 4.10), so nothing of them is in force: what
 * takes their place asks for no more than the weakest, and names all their addresses.
 */
function merged(facts: NextRecordFacts): NextRecord {
  const { texts } = facts.pointing;
  const records = texts.map((text) => parseDmarcRecord(text)).filter((each) => each !== null);
  const { record, change } = mergeRecords(records);
  const p = allowed(facts, change.p ?? 'none');
  // Policies for subdomains that were weaker stay so; stricter ones wait until there are figures.
  const capped = (policy: Policy | null | undefined) =>
    policy && weaker(policy, p) === policy ? policy : null;
  const sp = facts.sendsNothing ? null : capped(change.sp);
  const np = facts.sendsNothing ? null : capped(change.np);
  return made(facts, { code: 'merge', record, p, replaces: texts, change: { ...change, sp, np } });
}

/** Beside an inherited policy: the same one for both kinds of receiver, and reports where they go now. */
function ofItsOwn(facts: NextRecordFacts, { record, p }: { record: DmarcRecord; p: Policy }): NextRecord {
  return made(facts, {
    code: facts.pointing.kind === 'empty' ? 'publish' : 'own',
    record,
    p: facts.sendsNothing ? 'reject' : p,
    replaces: [],
    change: { sp: null, np: null, psd: null },
  });
}

interface Making {
  code: NextRecord['code'];
  record: DmarcRecord | null;
  p: Policy;
  replaces: string[];
  now?: boolean;
  change?: RecordChange;
}

function made(
  facts: NextRecordFacts,
  { code, record, p, replaces, now = true, change = {} }: Making,
): NextRecord {
  const written = (record?.rua ?? []).filter(isReportUri);
  const uris = written.length > 0 ? written : facts.reportAddresses.map((each) => `mailto:${each}`);
  const { sendsNothing, inherited } = facts;
  // pct and t weaken a policy; a weaker policy for subdomains stays as the user wrote it, unless nothing is sent at all.
  const stays =
    !sendsNothing &&
    (record === inherited?.record || ['repair', 'reports', 'keep', 'keep-own'].includes(code));
  const value = changeDmarcRecord(record, {
    ...(stays ? {} : { pct: null, testing: null }),
    ...(record?.sp === null || sendsNothing ? { sp: null } : {}),
    ...(record?.np === null || sendsNothing ? { np: null } : {}),
    ...change,
    p,
    rua: uris,
  });
  // Consent is asked for by the name of the record, which is another than before where it was inherited.
  const before = record === inherited?.record ? [] : written;
  return {
    code,
    name: facts.pointing.at ?? `_dmarc.${facts.domain}`,
    type: 'TXT',
    value,
    policy: p,
    replaces: replaces.filter((text) => text !== value),
    now,
    noReports: uris.length === 0,
    also: code === 'keep' || code === 'keep-own' ? [] : consents(facts.domain, uris, before),
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
