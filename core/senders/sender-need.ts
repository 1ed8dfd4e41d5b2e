import type { SenderClassWord } from '../model/decisions.ts';
import type { SenderNeed, SenderRemark, SenderStatus } from '../model/sender.ts';
import { isHardlyAny, NOTABLE, share } from './shares.ts';

export interface SenderNeedFacts {
  status: SenderStatus;
  remarks: readonly SenderRemark[];
  forwarder: boolean;
  /** What the user said that it is; null where nothing. */
  said: SenderClassWord | null;
  messages: number;
  passed: number;
  /** Failing, and let through. */
  delivered: number;
}

/** What a sender asks of the user, see SENDER_NEEDS; the status itself stays what SPF says. */
export function senderNeed(facts: SenderNeedFacts): SenderNeed {
  const { status, remarks, forwarder, said, messages, passed, delivered } = facts;
  // Broken messages and time-outs at receivers fail as well.
  const fails = share(messages - passed, messages) > NOTABLE;
  if (status === 'ignored') return 'ignored';
  if (status === 'undecided' || status === 'unchecked') return 'open';
  if (said === 'not-ours') return 'spoofed';
  if (status === 'in') return fails ? 'failing' : 'fine';
  if (said === 'ours') return fails ? 'failing' : status === 'partially' ? 'partially' : 'by-dkim';
  if (status === 'partially') return 'partially';
  if (remarks.includes('passes-by-dkim')) return 'by-dkim';
  if (forwarder || said === 'forwarder') return 'forwarder';
  // Nothing of it passes and nothing gets in: whoever it is, receivers deal with it.
  return isHardlyAny(passed, messages) && isHardlyAny(delivered, messages) ? 'spoofed' : 'unknown';
}
