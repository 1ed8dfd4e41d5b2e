import type { DomainStatus, SendingState, StatusReason } from '../model/dmarc.ts';
import type { DomainMode, ModeOffer } from '../model/domain-configuration.ts';
import type { HostProblem } from '../model/host.ts';
import type { StatusFacts } from './status.ts';
import { domainStatus, wasAsked } from './status.ts';

export interface ModeFacts extends StatusFacts {
  sending: SendingState;
  /** Whether any policy host is configured. */
  hostsConfigured: boolean;
  /** From `writeProblem` for the host that serves or would serve the domain; null: it may be written. */
  writeProblem: HostProblem | null;
}

/** All three modes, in order, each open or closed with the reason and the way there. */
export function modeOffers(facts: ModeFacts): ModeOffer[] {
  const { status, reason } = domainStatus(facts);
  const offers = [
    active(facts, status, reason),
    reportingOnly(facts, status),
    blocked(facts, status, reason),
  ];
  if (!facts.locked || offers.some((each) => each.open && each.mode !== 'blocked')) return offers;
  // Whatever DNS and the host say, the user's own word can be taken back; what is published then stays.
  const mode: DomainMode = facts.pointing.kind === 'txt' ? 'reporting-only' : 'active';
  return offers.map((each) =>
    each.mode === mode
      ? { ...each, current: false, open: true, reason: 'takes-lock-off', way: '', names: [] }
      : each,
  );
}

function active(facts: ModeFacts, status: DomainStatus, reason: StatusReason): ModeOffer {
  const offer = base('active', status === 'active');
  if (offer.current) return { ...offer, reason: 'current' };
  const shut = closedByPointing(facts, reason, offer);
  if (shut !== null) return shut;
  // Leaving Blocked restores the last record, so the host must be writable; else DNS alone decides.
  const leaves = status === 'blocked' || status === 'blocked-not-in-force';
  return leaves ? byHost(facts, offer) : { ...offer, open: true };
}

function reportingOnly(facts: ModeFacts, status: DomainStatus): ModeOffer {
  const offer = base('reporting-only', status === 'reporting-only');
  if (offer.current) return { ...offer, reason: 'current' };
  if (facts.pointing.kind === 'unknown') return unknownPointing(facts, offer);
  return { ...offer, reason: 'pointing-decides', way: 'put-txt-back' };
}

function blocked(facts: ModeFacts, status: DomainStatus, reason: StatusReason): ModeOffer {
  const offer = base('blocked', status === 'blocked' || status === 'blocked-not-in-force');
  if (facts.declared === 'sends') offer.warning = 'declared-sends';
  else if (facts.sending === 'sends') offer.warning = 'sends';
  else if (facts.sending === 'unknown') offer.warning = 'unknown';
  if (status === 'blocked') return { ...offer, reason: 'current', warning: '' };
  return closedByPointing(facts, reason, offer) ?? byHost(facts, offer);
}

function unknownPointing({ pointing }: ModeFacts, offer: ModeOffer): ModeOffer {
  return wasAsked(pointing)
    ? { ...offer, reason: 'no-answer', way: 'look-again' }
    : { ...offer, reason: 'not-looked-up', way: 'choose-resolver' };
}

/** Closed because of what DNS shows; null where the name is delegated. */
function closedByPointing(facts: ModeFacts, reason: StatusReason, offer: ModeOffer): ModeOffer | null {
  switch (facts.pointing.kind) {
    case 'ns':
    case 'cname':
      return null;
    case 'unknown':
      return unknownPointing(facts, offer);
    case 'txt':
      return {
        ...offer,
        reason: 'needs-delegation',
        way: facts.hostsConfigured ? 'delegate' : 'set-up-host',
      };
    case 'none':
      if (reason === 'inherits') {
        return { ...offer, reason: 'inherits', way: 'go-to-parent', names: [facts.inheritsFrom ?? ''] };
      }
      if (reason === 'parent-unknown') return { ...offer, reason: 'no-answer', way: 'look-again' };
      return {
        ...offer,
        reason: 'needs-delegation',
        way: facts.hostsConfigured ? 'delegate' : 'set-up-host',
      };
    case 'empty':
    case 'several':
      // What is missing or wrong at our own host is put right by choosing a mode.
      if (facts.host.kind === 'ours') return null;
      return { ...offer, reason: 'fault', way: 'fix-dns', names: facts.pointing.targets };
    default:
      return { ...offer, reason: 'fault', way: 'fix-dns', names: facts.pointing.targets };
  }
}

function byHost(facts: ModeFacts, offer: ModeOffer): ModeOffer {
  const problem = facts.writeProblem;
  if (!facts.hostsConfigured) return { ...offer, reason: 'no-host', way: 'set-up-host' };
  if (problem === null) return { ...offer, open: true };
  const names = problem.detail === '' ? [] : problem.detail.split(', ');
  const ways: Record<string, ModeOffer['way']> = {
    limited: 'limit',
    'shared-target': 'use-one-name',
    mixed: 'fix-dns',
    foreign: 'set-up-host',
    broken: 'fix-dns',
  };
  return { ...offer, reason: `host-${problem.code}`, way: ways[problem.code] ?? '', names };
}

function base(mode: DomainMode, current: boolean): ModeOffer {
  return { mode, current, open: false, reason: 'allowed', way: '', names: [], warning: '' };
}
