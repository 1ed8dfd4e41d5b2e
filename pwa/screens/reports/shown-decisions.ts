import { signal } from '@preact/signals';
import type { SenderList, SenderRow } from '../../../core/engine/senders/face.ts';
import type { SenderStatus } from '../../../core/model/sender.ts';

/** A decision as it is shown until the engine's answers know of it. */
interface ShownDecision {
  ignored: boolean;
  /** Answers that came since the engine took it; null: it has not yet. */
  answers: number | null;
}

/** A question that was under way when the engine took the decision may still answer with the state before. */
const ANSWERS_UNTIL_KNOWN = 2;

const decisions = signal<ReadonlyMap<string, ShownDecision>>(new Map());

const keyOf = (domain: string, senderKey: string) => `${domain} ${senderKey}`;

/** Shows senders as ignored, or no longer, at once, while the engine takes the decision. */
export async function showDecision(
  domain: string,
  senderKeys: readonly string[],
  ignored: boolean,
  act: () => Promise<unknown>,
): Promise<void> {
  const set = (decision: ShownDecision | null) => {
    const next = new Map(decisions.peek());
    for (const key of senderKeys) {
      if (decision) next.set(keyOf(domain, key), decision);
      else next.delete(keyOf(domain, key));
    }
    decisions.value = next;
  };
  set({ ignored, answers: null });
  try {
    await act();
    set({ ignored, answers: 0 });
  } catch (error) {
    set(null);
    throw error;
  }
}

/** To be called with each answer that comes: lets go of decisions that it knows of. */
export function answerCame(domain: string, rows: readonly SenderRow[]): void {
  if (decisions.peek().size === 0) return;
  const next = new Map(decisions.peek());
  for (const row of rows) {
    const key = keyOf(domain, row.key);
    const decision = next.get(key);
    if (decision === undefined || decision.answers === null) continue;
    const answers = decision.answers + 1;
    const known = row.status === statusOf(row.status, decision.ignored) || answers >= ANSWERS_UNTIL_KNOWN;
    if (known) next.delete(key);
    else next.set(key, { ...decision, answers });
  }
  decisions.value = next;
}

/** A row as it is to be shown; subscribes the reader. */
export function withDecision(domain: string, row: SenderRow): SenderRow {
  const decision = decisions.value.get(keyOf(domain, row.key));
  if (decision === undefined) return row;
  const status = statusOf(row.status, decision.ignored);
  return status === row.status ? row : { ...row, status };
}

/** A list as it is to be shown; the same one where nothing was decided. Subscribes the reader. */
export function withDecisions(list: SenderList): SenderList {
  if (decisions.value.size === 0) return list;
  return { ...list, senders: list.senders.map((row) => withDecision(list.domain, row)) };
}

/** Ignored covers the Not addresses only: a sender with others In reads In. */
function statusOf(before: SenderStatus, ignored: boolean): SenderStatus {
  if (ignored) return before === 'not' ? 'ignored' : before === 'partially' ? 'in' : before;
  return before === 'ignored' ? 'not' : before;
}
