import type { DkimKeyRow, DkimKeyStep } from '../model/dkim-inventory.ts';
import type { UnixSeconds } from '../model/report.ts';
import { OLD_KEY_SECONDS } from './needs/key-needs.ts';

/**
 * What to do about a key. Of a key that DNS has not told of nothing is said, and one that nobody signs with any more is to
 * be taken away, whatever its length: it could still be used by whoever has it.
 */
export function dkimKeyStep(
  row: Pick<DkimKeyRow, 'key' | 'inUse' | 'unanswered'>,
  now: UnixSeconds,
): DkimKeyStep {
  const { key, inUse } = row;
  if (key === null) return 'ask';
  const { state } = key;
  if (inUse === false) return state === 'missing' || state === 'revoked' ? 'keep' : 'retire';
  // Whether mail is signed with it is not known: a key that is gone may be gone for good.
  if (state === 'missing' || state === 'revoked') return inUse === null ? 'keep' : 'publish';
  if (state !== 'present') return 'repair';
  if (key.weak) return 'replace-weak';
  if (key.problems.some(({ code }) => code === 'key-short')) return 'replace-short';
  return now - key.since > OLD_KEY_SECONDS ? 'replace-old' : 'keep';
}
