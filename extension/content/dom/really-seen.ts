/**
 * Whether a person sees a mark that they press: a page can lay its own picture over a mark, or make it all but
 * transparent, so that a click meant for something else imports a report. What counts is what was seen for some time
 * before the press, and is seen by looks that are made after it: neither a cover that comes with the press nor one
 * that goes with it, nor one that comes and goes all the time, gets by.
 */
import { browserSight, tellsVisibility } from './browser-sight.ts';
import { stylesSight } from './styles-sight.ts';
import { isUncovered } from './uncovered.ts';

/** Nobody reads a mark and decides to press it in less. */
const SEEN_MS = 500;
/** Looks after the press, and the longest pause between them. */
const LOOKS = 3;
const PAUSE_MS = 60;

interface SeenWatch {
  /** Whether `pressed`, an element of the mark, and the mark around it are seen; to be called at the press. */
  seen(pressed: Element): Promise<boolean>;
  end(): void;
}

/** Watches `box`, what is drawn of the mark within its closed root. */
export function watchSeen(host: HTMLElement, box: Element): SeenWatch {
  const told = tellsVisibility();
  const sight = told ? browserSight(box) : stylesSight(host, box);
  return {
    async seen(pressed) {
      const at = performance.now();
      if (!isUncovered(host, box, pressed, !told)) return false;
      for (let looks = 0; looks < LOOKS; looks += 1) {
        if (looks > 0) await pause(Math.random() * PAUSE_MS);
        if (!(await sight.look())) return false;
      }
      // asked last: by now all is told that was seen up to the press
      const since = sight.since();
      return since !== null && at - since >= SEEN_MS;
    },
    end: () => sight.end(),
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
