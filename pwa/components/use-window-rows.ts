import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useRef } from 'preact/hooks';

/** Fewer rows than this are all put into the document: the browser's own search and print then see them. */
export const VIRTUAL_FROM = 150;

/** Rows to draw and the empty space above and below them, in pixels. */
export interface WindowRows {
  first: number;
  last: number;
  above: number;
  below: number;
}

/** Which of `count` rows are near the visible part of the window. Rows have one height. */
export function useWindowRows(
  count: number,
  rowHeight: number,
  body: RefObject<HTMLElement | null>,
): WindowRows {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const box = useRef<Virtualizer<Window, Element> | null>(null);
  const virtual = count >= VIRTUAL_FROM;
  const options = {
    count: virtual ? count : 0,
    getScrollElement: () => window,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: body.current ? body.current.getBoundingClientRect().top + window.scrollY : 0,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    initialRect: { width: innerWidth, height: innerHeight },
    onChange: () => redraw(0),
  };
  box.current ??= new Virtualizer<Window, Element>(options);
  box.current.setOptions(options);
  useEffect(() => box.current?._didMount(), []);
  useLayoutEffect(() => box.current?._willUpdate());
  if (!virtual) return { first: 0, last: count - 1, above: 0, below: 0 };
  const items = box.current.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? Math.min(count - 1, 40);
  return { first, last, above: first * rowHeight, below: Math.max(0, (count - 1 - last) * rowHeight) };
}
