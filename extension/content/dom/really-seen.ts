/**
 * Whether a person can see a mark when it is pressed: a page can lay its own picture over a mark, or make it all but
 * transparent, so that a click meant for something else imports a report. Browsers with IntersectionObserver v2 say
 * what is painted; elsewhere styles, clipping and covers are looked at.
 */
import { isUncovered } from './uncovered.ts';

/** Longest wait for the browser's word on a mark that has just come into view. */
const WAIT_MS = 700;
/** Shortest time between two looks of the browser; it takes no less. */
const LOOK_MS = 100;

/** `trackVisibility` and what it tells, which TypeScript's library does not know. */
type Look = IntersectionObserverEntry & { isVisible?: boolean };

interface SeenWatch {
  /** Whether `pressed`, an element of the mark, and the mark around it are seen now. */
  seen(pressed: Element): Promise<boolean>;
  end(): void;
}

/** Watches `box`, what is drawn of the mark within its closed root. */
export function watchSeen(host: HTMLElement, box: Element): SeenWatch {
  let last: Look | null = null;
  const waiting = new Set<() => void>();
  const observer = tellsVisibility()
    ? new IntersectionObserver(
        (looks: Look[]) => {
          last = looks.at(-1) ?? last;
          for (const each of waiting) each();
        },
        {
          threshold: [0, 0.5, 1],
          trackVisibility: true,
          delay: LOOK_MS,
        } as IntersectionObserverInit,
      )
    : null;
  observer?.observe(box);

  /** Covered or faded is covered or faded; only what had no box or was out of view may come into it. */
  const told = (): Promise<boolean> =>
    new Promise((resolve) => {
      const end = () => {
        waiting.delete(look);
        clearTimeout(timer);
        resolve(last?.isVisible === true);
      };
      const look = () => void (last?.isIntersecting && end());
      const timer = setTimeout(end, WAIT_MS);
      waiting.add(look);
      look();
    });

  return {
    async seen(pressed) {
      if (!isUncovered(host, box, pressed, observer === null)) return false;
      return observer === null || (await told());
    },
    end: () => observer?.disconnect(),
  };
}

function tellsVisibility(): boolean {
  return (
    typeof IntersectionObserverEntry === 'function' && 'isVisible' in IntersectionObserverEntry.prototype
  );
}
