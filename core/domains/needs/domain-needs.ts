import { dayStart } from '../../lib/days.ts';
import { PASSED_OVER } from '../../lib/passed-over.ts';
import type { DmarcProblemCode, SpfCheckProblem } from '../../model/codes.ts';
import type { DomainStatus, Pointing, StatusReason } from '../../model/dmarc.ts';
import type { MailNeedFacts, Need, NeedCode, NeedStep, NeedUrgency, NextRecord } from '../../model/need.ts';
import type { Policy, UnixSeconds } from '../../model/report.ts';
import { type KeyFacts, keyNeeds } from './key-needs.ts';

/** What the needs of one domain rest on, all of it known already. */
export interface NeedFacts {
  domain: string;
  status: DomainStatus;
  reason: StatusReason;
  pointing: Pointing;
  /** When DNS was first seen to show the `_dmarc` name as it does now; null where it is not kept. */
  pointingSince: UnixSeconds | null;
  /** Faults of the record as codes, see core/words/problem.ts. */
  problems: readonly { code: DmarcProblemCode; detail: string }[];
  /** Names of records that DNS shows otherwise than published, with the time that was first seen. */
  drifted: readonly { name: string; since: UnixSeconds | null }[];
  next: NextRecord | null;
  /** No mail passed for long, and the user has neither said that it sends nor locked it. */
  seemsParked: boolean;
  /** The record in force can be switched from here. */
  writable: boolean;
  /** The record as last known; null where none is kept or it could not be read wholly. */
  spf: SpfFacts | null;
  /** Of receivers of RFC 9989; null: none. */
  inForce: Policy | 'unknown' | null;
  keys: readonly KeyFacts[];
  /** Null where no report is stored, or the newest is too old to say what happens now. */
  mail: MailNeedFacts | null;
  /** Reports are still being read: what is missing may come in the next moment. */
  importing: boolean;
}

export interface SpfFacts {
  /** When DNS was first seen to show it so. */
  since: UnixSeconds;
  /** Code of the permanent error of every address that no term matches before; null where there is none. */
  invalid: SpfCheckProblem | null;
  lookups: number;
  /** One more service could break it. */
  nearLimit: boolean;
}

/** How soon each matters, and the order of those that matter equally, the worst first. */
export const NEED_ORDER: Readonly<Record<NeedCode, NeedUrgency>> = {
  'blocked-mail': 'now',
  'sender-failing': 'now',
  'dmarc-several': 'now',
  'dmarc-broken': 'now',
  'dmarc-empty': 'now',
  'dmarc-invalid': 'now',
  'spf-invalid': 'now',
  'dkim-gone': 'now',
  drift: 'now',
  'blocked-not-in-force': 'now',
  'dmarc-missing': 'open',
  'dkim-weak': 'open',
  'sender-new': 'open',
  'senders-hit': 'open',
  'parked-open': 'open',
  'senders-unclassed': 'open',
  'reports-stopped': 'open',
  ready: 'later',
  'spf-near-limit': 'later',
  'dkim-unchanged': 'later',
};

/** What a domain needs, in no certain order (see rankNeeds). What is not known makes no need. */
export function domainNeeds(facts: NeedFacts): Need[] {
  const { domain, mail } = facts;
  const found: Need[] = [];
  const add: AddNeed = (code, need) => {
    const { subject = '', since = null, messages = mail?.messages ?? 0, detail = {} } = need;
    found.push({
      domain,
      code,
      urgency: NEED_ORDER[code],
      subject,
      since,
      messages,
      detail,
      step: need.step,
    });
  };
  dmarcNeeds(facts, add);
  mailNeeds(facts, add);
  if (facts.spf !== null && facts.spf.invalid !== null) {
    const { since, invalid, lookups } = facts.spf;
    add('spf-invalid', { since, detail: { problem: invalid, lookups }, step: { do: 'spf' } });
  } else if (facts.spf?.nearLimit) {
    const { since, lookups } = facts.spf;
    add('spf-near-limit', { since, detail: { lookups }, step: { do: 'spf' } });
  }
  for (const need of keyNeeds(facts.keys)) add(need.code, need);
  return found;
}

/** The policy in force where it asks receivers to hold mail back; else empty. */
function strictPolicy(inForce: NeedFacts['inForce']): string {
  return inForce === 'quarantine' || inForce === 'reject' ? inForce : '';
}

type AddNeed = (
  code: NeedCode,
  need: {
    subject?: string;
    since?: UnixSeconds | null;
    messages?: number;
    detail?: Record<string, string | number>;
    step: NeedStep;
  },
) => void;

function dmarcNeeds(facts: NeedFacts, add: AddNeed): void {
  const { pointing, reason, next, drifted, writable } = facts;
  const since = facts.pointingSince;
  const copy: NeedStep = next === null || writable ? { do: 'domain', tab: '' } : { do: 'copy', record: next };
  const page: NeedStep = { do: 'domain', tab: '' };
  const own = drifted.length > 0;
  for (const each of drifted)
    add('drift', { subject: each.name, since: each.since, detail: { name: each.name }, step: page });
  switch (reason) {
    case 'several-records':
      add('dmarc-several', {
        since,
        detail: { records: pointing.texts.length, policy: strictPolicy(facts.inForce) },
        step: copy,
      });
      return;
    case 'broken-servfail':
    case 'broken-lame':
    case 'broken-bogus':
      add('dmarc-broken', {
        since: pointing.brokenSince ?? since,
        detail: { fault: pointing.fault ?? 'servfail' },
        step: page,
      });
      return;
    case 'empty-delegation':
      add('dmarc-empty', { since, step: copy });
      return;
    case 'no-record':
      add('dmarc-missing', { since, step: copy });
      return;
  }
  const fault = facts.problems.find(({ code }) => PASSED_OVER.includes(code));
  if (fault && pointing.record !== null) {
    add('dmarc-invalid', { since, detail: { problem: fault.code, detail: fault.detail }, step: copy });
  }
  // Drift says the same, and from when.
  if (facts.status === 'blocked-not-in-force' && !own) add('blocked-not-in-force', { since, step: page });
}

function mailNeeds(facts: NeedFacts, add: AddNeed): void {
  const { mail, next, writable, seemsParked, inForce, importing } = facts;
  if (mail === null) return;
  const all: NeedStep = { do: 'senders', sender: '' };
  if (mail.blocked !== null) {
    const { since, passed, delivered } = mail.blocked;
    add('blocked-mail', { since, messages: passed + delivered, detail: { passed, delivered }, step: all });
  }
  const senders = [
    ['sender-failing', mail.failing],
    ['sender-new', mail.newSenders],
  ] as const;
  for (const [code, list] of senders) {
    for (const { key, name, since, messages, failed, delivered } of list) {
      const detail = { name, messages, failed, delivered };
      add(code, { subject: key, since, messages, detail, step: { do: 'senders', sender: key } });
    }
  }
  // Half an import does not show that something is missing: neither reports, nor mail that passes, nor failures.
  if (mail.silentSince !== null && !importing) {
    add('reports-stopped', { since: mail.silentSince, step: { do: 'domain', tab: '' } });
  }
  const { readiness } = mail;
  const rises = next?.code === 'raise' || next?.code === 'full';
  // Where nothing is sent and a name above has the record, the lock is a record of its own.
  const isBelowReject = inForce !== 'reject' && inForce !== 'unknown';
  const locks = next?.code === 'lock' || (next?.code === 'own' && next.policy === 'reject' && isBelowReject);
  if (seemsParked && (rises || locks) && mail.passed === 0 && mail.delivered > 0) {
    // Who forges its mail need not be classed: nothing of it is the user's.
    const { delivered } = mail;
    if (importing) return;
    add('parked-open', {
      messages: delivered,
      detail: { messages: delivered },
      step: { do: 'domain', tab: '' },
    });
    return;
  }
  // Senders that were named above are not told again as a sum.
  const named = [...mail.failing, ...mail.newSenders].reduce((sum, each) => sum + each.failed, 0);
  if (readiness.code === 'not-yet' && readiness.accepted > named) {
    const { accepted, senders } = readiness;
    add('senders-hit', {
      messages: accepted,
      detail: {
        messages: accepted,
        senders: senders.accepted,
        policy: strictPolicy(inForce),
      },
      step: all,
    });
  }
  if (readiness.code === 'review' && rises && readiness.unknown > named * 2) {
    const { unknown, senders } = readiness;
    const detail = { messages: unknown, senders: senders.unknown, of: readiness.messages };
    add('senders-unclassed', { messages: unknown, detail, step: all });
  }
  if (
    next?.code === 'raise' &&
    next.now &&
    !importing &&
    readiness.messages > 0 &&
    readiness.safeSince !== null
  ) {
    add('ready', {
      since: dayStart(readiness.safeSince),
      messages: readiness.messages,
      detail: {
        policy: next.policy,
        accepted: readiness.accepted,
        hit: readiness.hit,
        messages: readiness.messages,
      },
      step: writable ? { do: 'domain', tab: '' } : { do: 'copy', record: next },
    });
  }
}
