/**
 * What can be told where the browser does not say what is painted: styles, clipping and covers are looked at now and
 * then while the element is in view, at times that the page cannot foresee.
 */
import type { Sight } from './sight.ts';
import { isUncovered } from './uncovered.ts';

const LEAST_MS = 200;
const SPREAD_MS = 400;
/** Looking takes this part of the time at most, over all marks of a page. */
const SHARE = 1 / 20;

/** How many elements are looked at in this page. */
let watched = 0;

/** `host` stands in the page, `box` in its closed root. */
export function stylesSight(host: HTMLElement, box: Element): Sight {
  let since: number | null = null;
  let timer = 0;
  const look = () => {
    const at = performance.now();
    if (document.hidden || !isUncovered(host, box, null, true)) since = null;
    else since ??= at;
    const rest = ((performance.now() - at) * watched) / SHARE;
    clearTimeout(timer);
    timer = window.setTimeout(look, Math.max(rest, LEAST_MS + Math.random() * SPREAD_MS));
  };
  const observer = new IntersectionObserver((entries) => {
    clearTimeout(timer);
    since = null;
    if (entries.at(-1)?.isIntersecting) look();
  });
  watched += 1;
  observer.observe(box);
  return {
    since: () => since,
    look: () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => resolve(isUncovered(host, box, null, true)));
      }),
    end() {
      watched -= 1;
      clearTimeout(timer);
      observer.disconnect();
    },
  };
}
