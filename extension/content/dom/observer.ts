/** Watches a page and calls back when it has settled, at most a few times a second, until told to stop. */

/** Shortest time between two calls; what a page does in between is one change. */
const SETTLE_MS = 120;

/** Calls `changed` after mutations, in idle time. Everything ends with the signal. */
export function observePage(
  document: Document,
  attributes: readonly string[],
  changed: () => void,
  signal: AbortSignal,
): void {
  let waiting = false;
  let last = 0;
  const run = () => {
    waiting = false;
    last = performance.now();
    if (signal.aborted) return;
    changed();
    // what our own marks caused is no news
    observer.takeRecords();
  };
  const observer = new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    const rest = Math.max(0, SETTLE_MS - (performance.now() - last));
    setTimeout(() => {
      if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 300 });
      else run();
    }, rest);
  });
  observer.observe(document, {
    childList: true,
    subtree: true,
    ...(attributes.length ? { attributes: true, attributeFilter: [...attributes] } : {}),
  });
  // pages switch between light and dark on their outermost elements
  for (const outer of [document.documentElement, document.body])
    if (outer)
      observer.observe(outer, { attributes: true, attributeFilter: ['class', 'style', 'data-theme'] });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}
