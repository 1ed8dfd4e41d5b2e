import { ALIGNED_RESULTS, DISPOSITIONS, DKIM_RESULTS, SPF_RESULTS, SPF_SCOPES } from '../../model/records.ts';

/** A word of a report as a code of its column, and whether that took a repair worth a note. */
export interface Coded {
  code: number;
  odd: boolean;
  /** Whether the raw word has to be kept, because no code says the same. */
  keep: boolean;
}

const sure = (code: number): Coded => ({ code, odd: false, keep: false });
const assumed = (code: number): Coded => ({ code, odd: true, keep: true });

function table(words: readonly string[], aliases: Record<string, string>, fallback: string) {
  const codes = new Map(words.filter((word) => word !== 'unknown').map((word, code) => [word, sure(code)]));
  for (const [alias, word] of Object.entries(aliases)) codes.set(alias, assumed(words.indexOf(word)));
  const none = assumed(words.indexOf(fallback));
  return (raw: string): Coded => codes.get(raw.toLowerCase()) ?? none;
}

/** What DKIM_RESULTS.indexOf('none') and its like are, for absent values. */
export const DISPOSITION_UNKNOWN = DISPOSITIONS.indexOf('unknown');
export const ALIGNED_UNKNOWN = ALIGNED_RESULTS.indexOf('unknown');
export const ALIGNED_PASS = ALIGNED_RESULTS.indexOf('pass');
export const DKIM_NONE = DKIM_RESULTS.indexOf('none');
export const SPF_NONE = SPF_RESULTS.indexOf('none');
export const SCOPE_NONE = SPF_SCOPES.indexOf('none');

export const dispositionCode = table(
  DISPOSITIONS,
  { monitor: 'none', deliver: 'none', delivered: 'none', junk: 'quarantine', rejected: 'reject' },
  'unknown',
);
/** `none` and `softfail` have been seen in policy_evaluated: neither is a pass. */
export const alignedCode = table(
  ALIGNED_RESULTS,
  {
    none: 'fail',
    softfail: 'fail',
    hardfail: 'fail',
    neutral: 'fail',
    permerror: 'fail',
    temperror: 'fail',
    failed: 'fail',
    passed: 'pass',
  },
  'unknown',
);
export const dkimCode = table(
  DKIM_RESULTS,
  { invalid: 'permerror', error: 'temperror', hardfail: 'fail', softfail: 'fail', failed: 'fail' },
  'unknown',
);
export const spfCode = table(
  SPF_RESULTS,
  { hardfail: 'fail', unknown: 'permerror', error: 'temperror', failed: 'fail' },
  'unknown',
);
export const scopeCode = table(
  SPF_SCOPES,
  { mailfrom: 'mfrom', 'mail-from': 'mfrom', mail_from: 'mfrom', ehlo: 'helo' },
  'none',
);
