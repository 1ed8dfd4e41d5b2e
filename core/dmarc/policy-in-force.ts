import type { DmarcRecord, PolicyInForce, PolicyTag } from '../model/dmarc.ts';
import type { Policy } from '../model/report.ts';
import { isUsable } from './record.ts';
import { isReportUri } from './report-uri.ts';

const STEPS: readonly Policy[] = ['none', 'quarantine', 'reject'];

/** The policy one step weaker: reject, quarantine, none, none. */
function oneStepDown(policy: Policy): Policy {
  return STEPS[Math.max(0, STEPS.indexOf(policy) - 1)] ?? 'none';
}

/**
 * What receivers do with failing mail of a domain under a record, for both kinds of receiver.
 *
 * @param record the record that applies, own or inherited; null: none
 * @param options.inherited whether it stands at another name than the domain (`sp` and `np` count then)
 * @param options.exists whether the inheriting name exists in DNS; null where not known, taken as yes.
 *   RFC 9989 section 4.10.1: `np` counts only for names that do not exist.
 */
export function policyInForce(
  record: DmarcRecord | null,
  options: { inherited: boolean; exists?: boolean | null } = { inherited: false },
): PolicyInForce {
  const nothing: PolicyInForce = {
    current: null,
    old: null,
    pct: 100,
    testing: false,
    by: { current: 'nothing', old: 'nothing' },
  };
  if (record === null || !isUsable(record)) return nothing;
  const missing = options.inherited && options.exists === false;
  const current = choose(record, options.inherited, missing, ['p', 'sp', 'np']);
  const old = choose(record, options.inherited, false, ['p', 'sp']);
  // RFC 7489 section 6.6.4: what is not in the share gets the next weaker policy; of 0 % that is all of it.
  const all = record.pct === 0;
  return {
    current: current.policy !== null && record.testing ? oneStepDown(current.policy) : current.policy,
    old: all && old.policy !== null ? oneStepDown(old.policy) : old.policy,
    pct: all ? 100 : record.pct,
    testing: record.testing,
    by: { current: current.tag, old: old.tag },
  };
}

/**
 * RFC 9989 section 4.10.1 and RFC 7489 section 6.6.3: a record without valid p, or with an sp or np that
 * is not valid, acts as p=none where it asks for reports at a valid URI, and otherwise not at all.
 */
function choose(
  record: DmarcRecord,
  inherited: boolean,
  missing: boolean,
  known: ('p' | 'sp' | 'np')[],
): { policy: Policy | null; tag: PolicyTag } {
  const written = (name: string) => record.tags.some((tag) => tag.name === name);
  const broken = known.some((name) => record[name] === null && (name === 'p' || written(name)));
  if (broken) {
    return record.rua.some(isReportUri) ? { policy: 'none', tag: 'rua' } : { policy: null, tag: 'nothing' };
  }
  if (missing && record.np !== null) return { policy: record.np, tag: 'np' };
  if (inherited && record.sp !== null) return { policy: record.sp, tag: 'sp' };
  return { policy: record.p, tag: 'p' };
}
