import type { Resolve } from '../../model/dns.ts';
import type { UnixSeconds } from '../../model/report.ts';
import { createAnswerMemo } from '../../spf/answer-memo.ts';
import type { CompiledSpf } from '../../spf/compiled.ts';
import { evaluateSpf } from '../../spf/evaluate.ts';
import { stillHolds, takeSnapshot } from '../../spf/snapshot.ts';
import { buildSpfTree } from '../../spf/tree.ts';
import type { Store } from '../../store/store.ts';
import { fact } from './fact.ts';
import { lastSnapshot } from './spf-snapshots.ts';

/**
 * A temporary error is no evidence, and comes and goes; one that lasts so long is the state of the record, and
 * would otherwise hide every other change of it. Seconds.
 */
export const LASTING_FAULT_SECONDS = 86_400;
/** Names besides the domain itself whose expansions are kept in one run, those with the most mail first. */
export const MAX_SNAPSHOT_NAMES = 50;

/** Since when DNS has not answered for some part of a record, by name. */
const faultSince = fact<UnixSeconds>('spf-fault-since');

/**
 * Keeps an expansion where it differs from the last one. One with SERVFAIL or REFUSED in it is kept once that has
 * lasted; one whose resolver was out of reach, or that rests on old answers, never.
 * @param compiled as `expandSpf` gives it, with the answers of the tree
 */
export async function keepSnapshot(
  store: Store,
  compiled: CompiledSpf,
  now: UnixSeconds,
  options: { lastingSeconds?: number } = {},
): Promise<void> {
  const { domain } = compiled;
  const whole = takeSnapshot(compiled, now);
  const since = await faultSince.get(store, domain);
  if (whole !== null) {
    if (since !== null) await faultSince.remove(store, [domain]);
    await store.snapshots.add(domain, now, whole);
    return;
  }
  const faulty = takeSnapshot(compiled, now, { withFaults: true });
  if (faulty === null) return;
  if (since === null) await faultSince.set(store, domain, now);
  else if (now - since >= (options.lastingSeconds ?? LASTING_FAULT_SECONDS)) {
    await store.snapshots.add(domain, now, faulty);
  }
}

/**
 * Keeps the expansions that a domain's verdicts rest on: its own, and those of the header-from and envelope names
 * of its mail that publish a record, or did. A new one is completed with what the tree names beyond what any
 * address reaches, so that the assessment of a domain and its SPF page keep the same.
 * @param options.reported DNS for names that reports brought, which has a budget
 */
export async function keepSnapshots(
  store: Store,
  domain: string,
  expansions: ReadonlyMap<string, CompiledSpf>,
  resolve: Resolve,
  now: UnixSeconds,
  options: { reported?: Resolve; maxNames?: number; signal?: AbortSignal } = {},
): Promise<void> {
  const { reported = resolve } = options;
  let left = options.maxNames ?? MAX_SNAPSHOT_NAMES;
  for (const [name, compiled] of expansions) {
    if (options.signal?.aborted) return;
    if (isOfAnotherKind(name)) continue;
    if (name !== domain) {
      const last = await lastSnapshot(store, name);
      if (!(publishes(compiled) || last) || left-- <= 0) continue;
      // Only for the domain itself more is asked than its verdicts need, as long as nothing has changed.
      if (last && stillHolds(last.snapshot, compiled)) {
        await store.snapshots.add(name, now, last.snapshot);
        continue;
      }
    }
    const memo = createAnswerMemo(name === domain ? resolve : reported, compiled.answers);
    await buildSpfTree(compiled.domain, memo.resolve);
    await keepSnapshot(store, { ...compiled, answers: memo.answers }, now);
  }
}

/** Names under which DMARC records and DKIM keys are kept; a report may write any name into a From line. */
function isOfAnotherKind(name: string): boolean {
  return name.startsWith('_dmarc.') || name.includes('._domainkey.');
}

/** Whether there is a record at all: without one every address has the verdict `none`. */
function publishes(compiled: CompiledSpf): boolean {
  return evaluateSpf(compiled, '192.0.2.1').result !== 'none';
}
