import type { HostProblemCode } from '../model/codes.ts';
import type { HostMatch, Pointing } from '../model/dmarc.ts';
import type { HostProblem, HostSettings } from '../model/host.ts';
import { isInLimits } from './host-place.ts';
import { wasAsked } from './status.ts';

export interface WriteFacts {
  domain: string;
  pointing: Pointing;
  match: HostMatch;
  /** The host that would be written. */
  host: HostSettings;
  sharedWith: readonly string[];
}

/**
 * Why a host must not be written for a domain; null where it may. Before delegation (`txt`, `none`,
 * `several`) filling the host changes nothing that DNS shows, so it may. Where DNS could not be read
 * nothing is written, since the name may be somebody else's.
 */
export function writeProblem(facts: WriteFacts): HostProblem | null {
  const refuse = (code: HostProblemCode, detail = ''): HostProblem => ({ code, detail, status: null });
  const { match, pointing, host } = facts;
  if (!isInLimits(host, facts.domain)) return refuse('limited', host.limitedTo.join(', '));
  if (facts.sharedWith.length > 0) return refuse('shared-target', facts.sharedWith.join(', '));
  if (match.kind === 'mixed') return refuse('mixed', match.names.join(', '));
  if (match.kind === 'foreign') return refuse('foreign', match.names.join(', '));
  if (match.kind === 'ours') return match.hostId === host.id ? null : refuse('other-host', match.hostId);
  if (pointing.kind === 'unknown') return refuse(wasAsked(pointing) ? 'no-answer' : 'not-looked-up');
  // Behind a broken name nobody can tell whose servers answer.
  return pointing.kind === 'broken' ? refuse('broken', pointing.fault ?? '') : null;
}
