import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Scrolls a row of tabs sideways, so that the current one is in sight on a narrow screen. */
export function useScrollCurrentIntoView(
  row: RefObject<HTMLElement | null>,
  selector: string,
  current: string,
): void {
  useEffect(() => {
    const tab = row.current?.querySelector<HTMLElement>(selector);
    if (!row.current || !tab) return;
    const left = tab.offsetLeft - row.current.offsetLeft;
    const { scrollLeft, clientWidth } = row.current;
    if (left >= scrollLeft && left + tab.offsetWidth <= scrollLeft + clientWidth) return;
    row.current.scrollLeft = Math.max(0, left + tab.offsetWidth - clientWidth);
  }, [current]);
}
