import { alertMeasure, isWorse, saidOfAlert } from '../../lib/alert-measure.ts';
import { DECISION_KINDS, type DecisionTopic } from '../../merge/decision-kinds.ts';
import { isNewer, kindOf, newestOfEach } from '../../merge/newer-decision.ts';
import type { Decision } from '../../model/stored.ts';
import { nextSeq, type StoreContext, witness } from '../context.ts';
import type { ExchangeMerge } from '../exchange-store.ts';
import { settle } from '../parked.ts';
import { guarded } from '../with-quota-errors.ts';

/** Decisions taken in by one transaction. */
const AT_ONCE = 2_000;

/** Takes over the decisions that are newer than ours. */
export async function mergeDecisions(
  context: StoreContext,
  given: readonly Decision[],
  result: ExchangeMerge,
): Promise<void> {
  // A page may hold a decision twice, in any order
  const latest = newestOfEach(given);
  for (let at = 0; at < latest.length; at += AT_ONCE) {
    const newer = await mergeSome(context, latest.slice(at, at + AT_ONCE));
    result.decisions += newer.length;
    result.asksDns ||= newer.some((row) => DECISION_KINDS[kindOf(row)].asksDns);
    for (const [topic, domains] of subjectsOf(newer)) {
      context.emit({ topic, domains: domains === null ? [] : [...domains] });
      if (domains === null) result.anyDomain = true;
      else for (const domain of domains) result.domains.add(domain);
    }
  }
}

async function mergeSome(context: StoreContext, decisions: readonly Decision[]): Promise<Decision[]> {
  const { db } = context;
  return guarded(context, () =>
    db.transaction('rw', [db.meta, db.decisions, db.alerts, db.parked], async () => {
      await witness(
        context,
        decisions.map((it) => it.stamp),
      );
      await settle(
        context,
        decisions.map((decision) => ({ decision })),
      );
      const known = await db.decisions.bulkGet(decisions.map((it) => [it.kind, it.key] as [string, string]));
      const rows = decisions.filter((it, i) => isNewer(it, known[i]));
      if (rows.length === 0) return rows;
      const seq = await nextSeq(context);
      await db.decisions.bulkPut(rows.map((it) => ({ ...it, seq })));
      const states = new Map(
        rows.flatMap((it) =>
          it.kind === 'alert-state' && it.value !== null ? [[it.key, saidOfAlert(it.value)!]] : [],
        ),
      );
      if (states.size > 0) {
        await db.alerts
          .where('id')
          .anyOf([...states.keys()])
          .modify((alert) => {
            const { state, of } = states.get(alert.id)!;
            // What was said elsewhere, was said of less.
            if (of === null || !isWorse(of, alertMeasure(alert.data))) alert.state = state;
          });
      }
      return rows;
    }),
  );
}

/** Domains that decisions of each topic concern; null: any. */
function subjectsOf(rows: readonly Decision[]): Map<DecisionTopic, Set<string> | null> {
  const found = new Map<DecisionTopic, Set<string> | null>();
  for (const row of rows) {
    const { topic, subject } = DECISION_KINDS[kindOf(row)];
    const domain = subject(row.key);
    const domains = found.get(topic);
    if (domain === null) found.set(topic, null);
    else if (domains === undefined) found.set(topic, new Set([domain]));
    else domains?.add(domain);
  }
  return found;
}
