import { discover } from '../../dmarc/discover.ts';
import { nameExists } from '../../dmarc/name-exists.ts';
import { readPointing } from '../../dmarc/pointing.ts';
import { policyInForce } from '../../dmarc/policy-in-force.ts';
import type { Pointing } from '../../model/dmarc.ts';
import type { Resolve } from '../../model/dns.ts';
import type { Policy, UnixSeconds } from '../../model/report.ts';
import type { Store } from '../../store/store.ts';

/** What DNS said of a domain's DMARC, as kept for the Domains page. */
export interface KeptPointing {
  at: UnixSeconds;
  pointing: Pointing;
  inheritsFrom: string | null;
  inForce: { current: Policy; old: Policy; pct: number; testing: boolean } | null;
  problems: { code: string; detail: string }[];
}

/** Kind under which it is kept; the key is the domain. */
export const POINTING_KIND = 'pointing';

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
 * Reads pointing, discovery and the policy in force. Where DNS could not be asked, what was known before
 * stays, marked stale.
 */
export async function assessPointing(
  domain: string,
  resolve: Resolve,
  now: UnixSeconds,
  before: KeptPointing | null,
): Promise<KeptPointing> {
  const pointing = await readPointing(domain, resolve, now);
  if (pointing.kind === 'unknown') {
    if (before === null) return { at: now, pointing, inheritsFrom: null, inForce: null, problems: [] };
    return { ...before, pointing: { ...before.pointing, stale: true } };
  }
  const discovery = await discover(domain, resolve);
  const applies = discovery.treewalk.failure === null ? discovery.treewalk : discovery.psl;
  const inherited = applies.recordDomain !== null && applies.recordDomain !== domain;
  // np is for names that do not exist; one question more, where it could matter.
  const mayBeMissing = inherited && applies.record !== null && applies.record.np !== null;
  const exists = mayBeMissing ? await nameExists(domain, resolve) : null;
  const force = policyInForce(applies.record, { inherited, exists });
  const problems = [...(pointing.record?.problems ?? [])];
  // Two organizational domains matter only where they lead to two records.
  if (discovery.differ && discovery.treewalk.recordDomain !== discovery.psl.recordDomain) {
    const detail = `${discovery.treewalk.recordDomain ?? '-'} / ${discovery.psl.recordDomain ?? '-'}`;
    problems.push({ code: 'discovery-differs', detail });
  }
  return {
    at: now,
    pointing,
    inheritsFrom: inherited ? applies.recordDomain : null,
    inForce:
      force.current === null && force.old === null
        ? null
        : {
            current: force.current ?? 'none',
            old: force.old ?? 'none',
            pct: force.pct,
            testing: force.testing,
          },
    problems,
  };
}

/** Keeps what DNS said, and the `_dmarc` name in the record of changes where it was really read. */
export async function keepPointing(
  store: Store,
  domain: string,
  kept: KeptPointing,
  now: UnixSeconds,
): Promise<void> {
  await store.kept.put(POINTING_KIND, [{ key: domain, value: kept }]);
  const { kind, targets, record, texts, stale } = kept.pointing;
  if (kind === 'unknown' || kind === 'broken' || stale) return;
  await store.snapshots.add(`_dmarc.${domain}`, now, {
    kind,
    targets: [...targets].sort(),
    text: record?.text ?? [...texts].sort().join('\n'),
  });
}
