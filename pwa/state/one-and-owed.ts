/** Milliseconds between the starts of two questions: an import tells of changes many times a second. */
export const MIN_GAP_MS = 250;

export interface OneAndOwed {
  /** Asks now if nothing is under way, otherwise once more after what is. */
  request(): void;
  /** Ends: an answer that is still to come is not shown. */
  stop(): void;
}

/**
 * One question under way and at most one owed. Each answer that comes is shown, however much changed meanwhile: a
 * screen whose answers were dropped in favour of newer questions would show nothing as long as changes keep coming.
 *
 * @param parts.show the answer; `more`: another question follows
 * @param parts.fail what was thrown in place of an answer
 */
export function oneAndOwed<T>(parts: {
  ask(): Promise<T>;
  begin(): void;
  show(answer: T, more: boolean): void;
  fail(error: unknown, more: boolean): void;
}): OneAndOwed {
  let busy = false;
  let owed = false;
  let stopped = false;

  async function run(): Promise<void> {
    busy = true;
    const started = performance.now();
    parts.begin();
    try {
      const answer = await parts.ask();
      if (!stopped) parts.show(answer, owed);
    } catch (error) {
      if (!stopped) parts.fail(error, owed);
    }
    const rest = MIN_GAP_MS - (performance.now() - started);
    if (rest > 0) setTimeout(next, rest);
    else next();
  }

  function next(): void {
    busy = false;
    if (!owed || stopped) return;
    owed = false;
    void run();
  }

  return {
    request() {
      if (stopped) return;
      if (busy) owed = true;
      else void run();
    },
    stop() {
      stopped = true;
    },
  };
}
