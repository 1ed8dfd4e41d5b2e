import { discover } from '../../dmarc/discover.ts';
import { nameExists } from '../../dmarc/name-exists.ts';
import { readPointing } from '../../dmarc/pointing.ts';
import { policyInForce } from '../../dmarc/policy-in-force.ts';
import { stricter } from '../../dmarc/policy-steps.ts';
import { parseDmarcRecord } from '../../dmarc/record.ts';
import { answered, isNotAsked, lastKnown, noAnswer, renew, whyNoAnswer } from '../../lib/answer.ts';
import type { DmarcProblemCode } from '../../model/codes.ts';
import type {
  Discovery,
  DiscoveryOutcome,
  DmarcRecord,
  InForce,
  Pointing,
  PolicyTag,
} from '../../model/dmarc.ts';
import type { Answer, NoAnswer, Resolve } from '../../model/dns.ts';
import type { Policy, UnixSeconds } from '../../model/report.ts';
import type { Store } from '../../store/store.ts';
import { fact } from './fact.ts';
import { renewPointing, shownPointing } from './renew-pointing.ts';

/** What one kind of receiver applies to mail of a domain. */
interface Applied {
  /** Null: no DMARC processing. */
  policy: Policy | null;
  pct: number;
  testing: boolean;
  /** Name of the record where that is another than the domain; null otherwise. */
  inheritsFrom: string | null;
  /** Name of the record; null where none applies. */
  recordDomain: string | null;
  /** Text of an inherited record, and the policy it says for this name before `t` and `pct`. */
  inherited?: { text: string; p: Policy };
}

/** What DNS said of a domain's DMARC, as kept for the Domains page. */
export interface KeptPointing {
  /** When DNS was asked last; 0 where it never was. */
  at: UnixSeconds;
  /** How it is pointed, or was when DNS told last; `noAnswer` tells why that is not new. */
  pointing: Pointing;
  inheritsFrom: string | null;
  inForce: InForce | null;
  problems: { code: DmarcProblemCode; detail: string }[];
  /** What the fields above are made of: each answer, or its reason with the last one. Absent in rows of before. */
  answers?: { pointing: Answer<Pointing>; current: Answer<Applied>; old: Answer<Applied> };
}

/** By domain. */
export const keptPointings = fact<KeptPointing>('pointing');

export const UNKNOWN_POINTING: Pointing = {
  kind: 'unknown',
  targets: [],
  fault: null,
  record: null,
  texts: [],
  seen: null,
  stale: false,
};

/**
 * Reads pointing, discovery and the policies in force. What DNS did not tell stays as it was known before, with its
 * age and the reason; it never becomes "none".
 */
export async function assessPointing(
  domain: string,
  resolve: Resolve,
  now: UnixSeconds,
  before: KeptPointing | null,
): Promise<KeptPointing> {
  const read = await readPointing(domain, resolve, now);
  const pointing = renewPointing(before?.answers?.pointing ?? answerOf(before), read, now);
  const discovery = await discover(domain, resolve);
  const exists = await existence(domain, discovery, resolve);
  const current = renew(
    before?.answers?.current,
    applied(domain, discovery.treewalk, exists, now, 'current'),
  );
  const old = renew(before?.answers?.old, applied(domain, discovery.psl, exists, now, 'old'));
  const shown = shownPointing(pointing);
  const inherits = [current, old].flatMap((each) => lastKnown(each)?.value.inheritsFrom ?? []);
  const asked = pointing.known || current.known || old.known || !isNotAsked(pointing.why);
  return {
    at: asked ? now : (before?.at ?? 0),
    pointing: shown,
    inheritsFrom: inherits[0] ?? null,
    inForce: inForceOf(current, old),
    problems: problemsOf(shown, current, old),
    answers: { pointing, current, old },
  };
}

/** A row kept before answers were kept beside it. */
function answerOf(before: KeptPointing | null): Answer<Pointing> | null {
  if (before === null || before.pointing.seen === null || before.pointing.kind === 'unknown') return null;
  return answered(before.pointing, before.pointing.seen);
}

/** `np` is for names that do not exist; one question more, where it could matter. Null: it does not matter. */
async function existence(
  domain: string,
  { treewalk }: Discovery,
  resolve: Resolve,
): Promise<boolean | NoAnswer | null> {
  const { recordDomain, record } = treewalk;
  if (record === null || recordDomain === domain || record.np === null) return null;
  let why: NoAnswer = 'malformed';
  const exists = await nameExists(domain, async (name, type, purpose) => {
    const result = await resolve(name, type, purpose);
    why = whyNoAnswer(result) ?? why;
    return result;
  });
  return exists ?? why;
}

function applied(
  domain: string,
  outcome: DiscoveryOutcome,
  exists: boolean | NoAnswer | null,
  now: UnixSeconds,
  kind: 'current' | 'old',
): Answer<Applied> {
  const { record, recordDomain, failure } = outcome;
  if (record === null && failure !== null) return noAnswer(failure);
  const inherited = recordDomain !== null && recordDomain !== domain;
  const force = (there: boolean | null) => policyInForce(record, { inherited, exists: there });
  if (typeof exists === 'string' && force(true)[kind] !== force(false)[kind]) return noAnswer(exists);
  const found = force(typeof exists === 'string' ? null : exists);
  return answered(
    {
      policy: found[kind],
      pct: found.pct,
      testing: found.testing,
      inheritsFrom: inherited ? recordDomain : null,
      recordDomain,
      ...(inherited && record !== null
        ? { inherited: { text: record.text, p: saidBy(record, found.by[kind]) } }
        : {}),
    },
    now,
  );
}

/** The policy of the tag that decided; none where the record only asks for reports. */
function saidBy(record: DmarcRecord, tag: PolicyTag): Policy {
  return (tag === 'p' || tag === 'sp' || tag === 'np' ? record[tag] : null) ?? 'none';
}

/** Whether DNS left open which policy one kind of receiver applies. */
export function isForceUnknown(inForce: InForce | null): boolean {
  return inForce !== null && (inForce.current === 'unknown' || inForce.old === 'unknown');
}

/** The inherited record as last known, with the stricter of what both kinds of receiver read in it; null where none. */
export function inheritedOf(kept: KeptPointing | null): { record: DmarcRecord; p: Policy } | null {
  const known = [kept?.answers?.current, kept?.answers?.old].flatMap((each) =>
    each === undefined ? [] : (lastKnown(each)?.value.inherited ?? []),
  );
  const record = known[0] === undefined ? null : parseDmarcRecord(known[0].text);
  return record === null ? null : { record, p: known.map((each) => each.p).reduce(stricter) };
}

/**
 * Null only where both kinds of receiver are known to apply nothing, or were when DNS told last. Where one kind finds no
 * record its policy is null, and not `none`: it sends no reports either.
 */
function inForceOf(current: Answer<Applied>, old: Answer<Applied>): InForce | null {
  const [is, was] = [lastKnown(current), lastKnown(old)];
  if (is !== null && was !== null && is.value.policy === null && was.value.policy === null) return null;
  const silent = current.known ? (old.known ? null : old) : current;
  const policyOf = (known: { value: Applied } | null) =>
    known === null ? ('unknown' as const) : known.value.policy;
  return {
    current: policyOf(is),
    old: policyOf(was),
    pct: was?.value.pct ?? is?.value.pct ?? 100,
    testing: is?.value.testing ?? false,
    ...(silent === null ? {} : { noAnswer: { why: silent.why, at: silent.last?.at ?? null } }),
  };
}

function problemsOf(
  pointing: Pointing,
  current: Answer<Applied>,
  old: Answer<Applied>,
): KeptPointing['problems'] {
  const problems = [...(pointing.problems ?? []), ...(pointing.record?.problems ?? [])];
  // Two organizational domains matter only where they lead to two records.
  if (current.known && old.known && current.value.recordDomain !== old.value.recordDomain) {
    const detail = `${current.value.recordDomain ?? '-'} / ${old.value.recordDomain ?? '-'}`;
    problems.push({ code: 'discovery-differs', detail });
  }
  return problems;
}

/** Keeps what DNS said, and the `_dmarc` name in the record of changes where it was really read. */
export async function keepPointing(
  store: Store,
  domain: string,
  kept: KeptPointing,
  now: UnixSeconds,
): Promise<void> {
  await keptPointings.set(store, domain, kept);
  const { kind, targets, record, texts, stale, noAnswer: silent } = kept.pointing;
  if (kind === 'unknown' || kind === 'broken' || stale || silent !== undefined) return;
  await store.snapshots.add(`_dmarc.${domain}`, now, {
    kind,
    targets: [...targets].sort(),
    text: record?.text ?? [...texts].sort().join('\n'),
  });
}
