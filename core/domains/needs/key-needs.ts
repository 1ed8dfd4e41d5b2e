import type { DkimKeyState } from '../../model/dmarc.ts';
import type { Need } from '../../model/need.ts';
import type { UnixSeconds } from '../../model/report.ts';

/** A DKIM key that the domain's mail is signed with, as DNS shows it. */
export interface KeyFacts {
  /** `SELECTOR._domainkey.DOMAIN`. */
  name: string;
  selector: string;
  state: DkimKeyState['state'];
  weak: boolean;
  bits: number | null;
  /** When DNS was first seen to show it so. */
  since: UnixSeconds;
  /** Passing messages with it in 90 days. */
  messages: number;
  /** Mail was still signed with it in the last week of reports. */
  inUse: boolean;
  /** Seconds for which the key is known to be the same. */
  unchangedFor: number;
}

/**
 * A key that signs for longer than a year should be replaced: M3AAWG's best practices for key rotation ask for six
 * months; a year leaves no argument. Seconds.
 */
export const OLD_KEY_SECONDS = 365 * 86_400;

type KeyNeed = Pick<Need, 'code' | 'subject' | 'since' | 'messages' | 'detail' | 'step'>;

/** Keys that are gone, weak or old, of signatures that are still made; what DNS did not tell makes none. */
export function keyNeeds(keys: readonly KeyFacts[]): KeyNeed[] {
  return keys.flatMap((key): KeyNeed[] => {
    const code = codeOf(key);
    if (code === null) return [];
    const { name, selector, state, since, messages, bits } = key;
    const detail = { name, selector, state, bits: bits ?? 0 };
    return [{ code, subject: name, since, messages, detail, step: { do: 'domain', tab: 'dkim' } }];
  });
}

function codeOf({ state, weak, inUse, unchangedFor }: KeyFacts): KeyNeed['code'] | null {
  // A selector that nobody signs with any more was retired, as it should be.
  if (!inUse || state === 'unknown') return null;
  if (state !== 'present') return 'dkim-gone';
  if (weak) return 'dkim-weak';
  return unchangedFor > OLD_KEY_SECONDS ? 'dkim-unchanged' : null;
}
