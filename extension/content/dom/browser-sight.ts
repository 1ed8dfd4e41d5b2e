/**
 * What the browser says is painted, by IntersectionObserver v2. It looks by itself at most every 100 ms and tells
 * changes only, so what it told last may be older than what the page has just done.
 */
import type { Sight } from './sight.ts';

/** Shortest time between two looks of the browser; it takes no less. */
const LOOK_MS = 100;
/** Watches beside each other, each with a rhythm of its own, so that no cover can come and go between all of them. */
const WATCHES = 3;
const SPREAD_MS = 70;
/** Longest wait for a look on a page that is slow to draw. */
const WAIT_MS = 3_000;

/** `trackVisibility` and what it tells, which TypeScript's library does not know. */
type Look = IntersectionObserverEntry & { isVisible?: boolean };

export function tellsVisibility(): boolean {
  return (
    typeof IntersectionObserverEntry === 'function' && 'isVisible' in IntersectionObserverEntry.prototype
  );
}

export function browserSight(box: Element): Sight {
  const watches = Array.from({ length: WATCHES }, () => watch(box, LOOK_MS + Math.random() * SPREAD_MS));
  return {
    since() {
      const all = watches.map((each) => each.since());
      return all.reduce((last, each) => (last === null || each === null ? null : Math.max(last, each)), 0);
    },
    look: () => freshLook(box),
    end() {
      for (const each of watches) each.end();
    },
  };
}

function watch(box: Element, delay: number): Omit<Sight, 'look'> {
  let since: number | null = null;
  const take = (looks: Look[]) => {
    for (const { isVisible, time } of looks) {
      if (isVisible !== true) since = null;
      else since ??= time;
    }
  };
  const observer = observerOf(take, delay);
  observer.observe(box);
  return {
    since() {
      take(observer.takeRecords());
      return since;
    },
    end: () => observer.disconnect(),
  };
}

/** The first look of an observer is made at the next frame, whatever others have seen. */
function freshLook(box: Element): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isSeen: boolean) => {
      clearTimeout(timer);
      observer.disconnect();
      resolve(isSeen);
    };
    const timer = setTimeout(() => end(false), WAIT_MS);
    const observer = observerOf((looks) => end(looks.at(-1)?.isVisible === true), LOOK_MS);
    observer.observe(box);
  });
}

function observerOf(take: (looks: Look[]) => void, delay: number): IntersectionObserver {
  return new IntersectionObserver(take, {
    threshold: [0, 0.5, 1],
    trackVisibility: true,
    delay,
  } as IntersectionObserverInit);
}
