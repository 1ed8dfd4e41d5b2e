/** Work that nobody waits for, of one engine. */
export interface Background {
  /** Runs after a time; returns the way to cancel it. */
  later(milliseconds: number, run: () => void): () => void;
  /** Takes work that nobody waits for; a failure of it is a fault. */
  run(work: Promise<unknown>): void;
  /** A bug, reported unless the engine ended: the store is closed then under whatever still runs, which is no bug. */
  fault(error: unknown): void;
  stop(): void;
}

/** The longest time that a timer of the platform takes, in milliseconds. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export function createBackground(onFault: (error: unknown) => void): Background {
  let stopped = false;
  const fault = (error: unknown): void => {
    if (!stopped) onFault(error);
  };
  return {
    later(milliseconds, run) {
      const timer = setTimeout(run, Math.min(milliseconds, MAX_TIMER_MS));
      return () => clearTimeout(timer);
    },
    run: (work) => void work.catch(fault),
    fault,
    stop() {
      stopped = true;
    },
  };
}
