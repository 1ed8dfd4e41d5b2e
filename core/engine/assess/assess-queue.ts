import { oweAssessment } from '../facts/owed.ts';
import { type AssessDeps, type AssessOutcome, assessDomain, rejudge } from './assess.ts';

export interface AssessQueue {
  /** Assesses these domains in the background, each once however often it is asked for meanwhile. */
  assess(domains: readonly string[]): void;
  /** Judges these domains again without DNS. */
  rejudge(domains: readonly string[]): void;
  /** Whether anything of this domain is under way or waiting. */
  isPending(domain: string): boolean;
  /** Resolves when nothing is left to do; for tests and tools. */
  idle(): Promise<void>;
  /** Ends the run under way after its current step and forgets the rest. */
  stop(): void;
}

export interface AssessQueueOptions {
  /** Calls back with each outcome, `rejudged` without DNS; a bug in one domain's run is reported here and stops no other. */
  onOutcome?(
    domain: string,
    outcome: AssessOutcome | { kind: 'rejudged' } | { kind: 'failed'; error: unknown },
  ): void;
  /** Sets a timer for asking again when DNS answers end; absent: nothing is asked again by itself. */
  later?(milliseconds: number, run: () => void): () => void;
}

/** One domain at a time: DNS is the bottleneck, and screens fill from the top. */
export function createAssessQueue(deps: AssessDeps, options: AssessQueueOptions = {}): AssessQueue {
  const waiting = new Map<string, 'assess' | 'rejudge'>();
  const timers = new Map<string, () => void>();
  let running: string | null = null;
  let work: Promise<void> = Promise.resolve();
  let controller = new AbortController();

  const runOne = async (domain: string, what: 'assess' | 'rejudge', signal: AbortSignal): Promise<void> => {
    try {
      if (what === 'rejudge') {
        await rejudge(domain, deps);
        options.onOutcome?.(domain, { kind: 'rejudged' });
        return;
      }
      const outcome = await assessDomain(domain, deps, { signal });
      options.onOutcome?.(domain, outcome);
      if (outcome.kind === 'assessed' && options.later && !signal.aborted) {
        timers.get(domain)?.();
        const wait = Math.max(1, outcome.expires - deps.now()) * 1000;
        timers.set(
          domain,
          options.later(wait, () => queue.assess([domain])),
        );
      }
    } catch (error) {
      if (!signal.aborted) options.onOutcome?.(domain, { kind: 'failed', error });
    }
  };

  const drain = async (): Promise<void> => {
    for (;;) {
      const next = waiting.entries().next();
      if (next.done) break;
      const [domain, what] = next.value;
      waiting.delete(domain);
      running = domain;
      await runOne(domain, what, controller.signal);
      running = null;
    }
  };
  const start = (): void => {
    if (running === null && waiting.size > 0) work = work.then(drain);
  };

  const queue: AssessQueue = {
    assess(domains) {
      for (const domain of domains) waiting.set(domain, 'assess');
      // Where this cannot be written, the run itself fails too, and tells.
      void oweAssessment(deps.store, domains).catch(() => {});
      start();
    },
    rejudge(domains) {
      for (const domain of domains) if (!waiting.has(domain)) waiting.set(domain, 'rejudge');
      start();
    },
    isPending: (domain) => running === domain || waiting.has(domain),
    async idle() {
      while (running !== null || waiting.size > 0) await work;
      await work;
    },
    stop() {
      controller.abort();
      controller = new AbortController();
      waiting.clear();
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
  return queue;
}
