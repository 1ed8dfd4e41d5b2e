import type { Store } from '../../store/store.ts';
import type { AssessQueue } from './assess-queue.ts';

const JUDGE_AFTER_MS = 1_000;

/** Statuses brought up to date after reports or decisions changed. */
export interface Judging {
  /** Judges these domains again, and asks DNS for those that are confirmed. */
  judge(changed: Iterable<string>): Promise<void>;
  /** The same soon, once for many calls in a row; null: all domains. */
  judgeSoon(changed: readonly string[] | null): void;
  stop(): void;
}

export function createJudging(parts: {
  store: Store;
  queue: AssessQueue;
  later(milliseconds: number, run: () => void): () => void;
  inBackground(work: Promise<unknown>): void;
}): Judging {
  const { store, queue } = parts;
  let cancel: (() => void) | null = null;
  /** Domains that wait for it; null: all. */
  let waiting: Set<string> | null = new Set();

  async function judge(changed: Iterable<string>): Promise<void> {
    const confirmed = new Set(await store.domains.confirmed());
    const all = [...new Set(changed)];
    queue.assess(all.filter((domain) => confirmed.has(domain)));
    queue.rejudge(all.filter((domain) => !confirmed.has(domain)));
  }

  async function judgeWaiting(): Promise<void> {
    const domains = waiting;
    waiting = new Set();
    if (domains !== null) return await judge(domains);
    const stored = (await store.summaries.domains()).map((it) => it.domain);
    await judge([...stored, ...(await store.domains.confirmed())]);
  }

  return {
    judge,
    judgeSoon(changed) {
      if (changed === null) waiting = null;
      else for (const domain of changed) waiting?.add(domain);
      // Reports of an exchange come in many small messages: once after the last.
      cancel?.();
      cancel = parts.later(JUDGE_AFTER_MS, () => parts.inBackground(judgeWaiting()));
    },
    stop: () => cancel?.(),
  };
}
