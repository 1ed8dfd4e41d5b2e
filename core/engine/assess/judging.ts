import type { Store } from '../../store/store.ts';
import type { AssessQueue } from './assess-queue.ts';

const JUDGE_AFTER_MS = 1_000;

/** Statuses brought up to date after reports or decisions changed. */
export interface Judging {
  /** Judges these domains again, and asks DNS for those that are confirmed. */
  judge(changed: Iterable<string>): Promise<void>;
  /** The same soon, once for many calls in a row; null: all domains. Without `asksDns` by what is known. */
  judgeSoon(changed: readonly string[] | null, asksDns: boolean): void;
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
  /** Domains that wait for each; null: all. */
  let toJudge: Set<string> | null = new Set();
  let toRejudge: Set<string> | null = new Set();

  async function judge(changed: Iterable<string>): Promise<void> {
    const confirmed = new Set(await store.domains.confirmed());
    const all = [...new Set(changed)];
    queue.assess(all.filter((domain) => confirmed.has(domain)));
    queue.rejudge(all.filter((domain) => !confirmed.has(domain)));
  }

  async function allDomains(): Promise<Set<string>> {
    const stored = (await store.summaries.domains()).map((it) => it.domain);
    return new Set([...stored, ...(await store.domains.confirmed())]);
  }

  async function judgeWaiting(): Promise<void> {
    const [judged, rejudged] = [toJudge, toRejudge];
    toJudge = new Set();
    toRejudge = new Set();
    await judge(judged ?? (await allDomains()));
    queue.rejudge([...(rejudged ?? (await allDomains()))]);
  }

  return {
    judge,
    judgeSoon(changed, asksDns) {
      if (changed !== null) for (const domain of changed) (asksDns ? toJudge : toRejudge)?.add(domain);
      else if (asksDns) toJudge = null;
      else toRejudge = null;
      // Reports of an exchange come in many small messages: once after the last.
      cancel?.();
      cancel = parts.later(JUDGE_AFTER_MS, () => parts.inBackground(judgeWaiting()));
    },
    stop: () => cancel?.(),
  };
}
