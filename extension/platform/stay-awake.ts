import { api } from './api.ts';

/** Browsers end a background that did nothing for 30 seconds; a question to the browser counts as doing. */
const BEAT_MS = 20_000;
/** Work that takes longer than this goes on when the background wakes the next time. */
const MOST_MS = 4 * 60_000;

/** Keeps the background from being ended as idle while the work is under way. */
export async function stayAwake<Result>(work: () => Promise<Result>): Promise<Result> {
  const started = Date.now();
  const beat = setInterval(() => {
    if (Date.now() - started > MOST_MS) clearInterval(beat);
    else void api.runtime.getPlatformInfo();
  }, BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
