import { isNotAsked } from '../lib/answer.ts';
import type { DomainStatus, HostMatch, Pointing, StatusReason } from '../model/dmarc.ts';
import { rejectsEverything } from './rejects-everything.ts';

export interface StatusFacts {
  pointing: Pointing;
  host: HostMatch;
  /** The user locked the domain as one that sends nothing. */
  locked: boolean;
  declared: 'sends' | 'non-sending' | null;
  /** The user chose Active in Change Domain Mode; only that makes a declared non-sending domain Active. */
  chosenActive?: boolean;
  /** Where the record that applies stands, if not here. */
  inheritsFrom: string | null;
  /** DNS did not tell whether a record above applies. */
  parentUnknown?: boolean;
  /** A host of the user's that only a connected store knows keeps the name. */
  heldElsewhere?: boolean;
  /** Other known domains whose alias leads to the same name. */
  sharedWith?: readonly string[];
}

/**
 * Status of a domain, decided in this order: locked and delegated, then NS or CNAME, then TXT, then none
 * with the reason. A lock holds behind NS, and behind an alias only to a name
 * that our host keeps for this domain alone: over anything else the user has no control.
 */
export function domainStatus(facts: StatusFacts): { status: DomainStatus; reason: StatusReason } {
  const { pointing, locked } = facts;
  const path = pathOf(pointing);
  if (locked && path !== null) {
    const inTheWay = path === 'cname' ? aliasProblem(facts) : null;
    if (inTheWay === null) {
      return pointing.kind === path && rejectsEverything(pointing.record)
        ? { status: 'blocked', reason: 'locked-and-rejecting' }
        : { status: 'blocked-not-in-force', reason: 'locked-not-rejecting' };
    }
    if (pointing.kind === 'cname') return { status: 'active', reason: inTheWay };
  }
  switch (pointing.kind) {
    case 'ns':
    case 'cname':
      if (facts.declared === 'non-sending' && !facts.chosenActive && !locked) {
        return { status: 'none', reason: 'declared-non-sending' };
      }
      return { status: 'active', reason: pointing.kind === 'ns' ? 'delegated-by-ns' : 'aliased-by-cname' };
    case 'txt':
      return { status: 'reporting-only', reason: locked ? 'locked-but-txt' : 'txt-in-own-zone' };
    case 'none':
      if (facts.inheritsFrom !== null) return { status: 'none', reason: 'inherits' };
      return { status: 'none', reason: facts.parentUnknown ? 'parent-unknown' : 'no-record' };
    case 'empty':
      return { status: 'none', reason: 'empty-delegation' };
    case 'several':
      return { status: 'none', reason: 'several-records' };
    case 'broken':
      return { status: 'none', reason: `broken-${pointing.fault ?? 'servfail'}` };
    case 'unknown':
      return { status: 'none', reason: wasAsked(pointing) ? 'no-answer' : 'not-looked-up' };
  }
}

/** Whether somebody was asked about the name, and gave no answer. */
export function wasAsked({ noAnswer }: Pointing): boolean {
  return noAnswer !== undefined && !isNotAsked(noAnswer);
}

/** NS or CNAME where DNS shows one, also behind a fault. */
function pathOf(pointing: Pointing): 'ns' | 'cname' | null {
  if (pointing.kind === 'ns' || pointing.kind === 'cname') return pointing.kind;
  return pointing.via ?? null;
}

function aliasProblem(facts: StatusFacts): 'locked-but-shared-target' | 'locked-but-not-ours' | null {
  if ((facts.sharedWith ?? []).length > 0) return 'locked-but-shared-target';
  return facts.host.kind === 'ours' || facts.heldElsewhere ? null : 'locked-but-not-ours';
}
