import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useRef } from 'preact/hooks';

/** Fewer entries than this are all put into the document: the browser's own search then finds them. */
const VIRTUAL_FROM = 60;

/** Entries to draw, and the empty space above and below them in pixels. */
interface DialogRows {
  first: number;
  last: number;
  above: number;
  below: number;
  /** To be the `ref` of each drawn entry, which carries its place as `data-index`: heights differ. */
  measure: (entry: HTMLElement | null) => void;
}

/** Which of `count` entries of a list are near the visible part of the dialog that holds it. */
export function useDialogRows(
  count: number,
  estimate: number,
  gap: number,
  list: RefObject<HTMLElement | null>,
): DialogRows {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const box = useRef<Virtualizer<HTMLElement, HTMLElement> | null>(null);
  const virtual = count >= VIRTUAL_FROM;
  const scroller = () => list.current?.closest<HTMLElement>('dialog') ?? null;
  const top = () => {
    const outer = scroller();
    if (!outer || !list.current) return 0;
    return list.current.getBoundingClientRect().top - outer.getBoundingClientRect().top + outer.scrollTop;
  };
  const options = {
    count: virtual ? count : 0,
    getScrollElement: scroller,
    estimateSize: () => estimate,
    gap,
    overscan: 6,
    scrollMargin: top(),
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    initialRect: { width: innerWidth, height: innerHeight },
    onChange: () => redraw(0),
  };
  box.current ??= new Virtualizer<HTMLElement, HTMLElement>(options);
  const virtualizer = box.current;
  virtualizer.setOptions(options);
  useEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => virtualizer._willUpdate());
  const measure = virtualizer.measureElement;
  if (!virtual) return { first: 0, last: count - 1, above: 0, below: 0, measure };
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? Math.min(count, 12) - 1;
  const above = (items[0]?.start ?? options.scrollMargin) - options.scrollMargin;
  const end = items.at(-1)?.end ?? options.scrollMargin;
  const below = Math.max(0, virtualizer.getTotalSize() - (end - options.scrollMargin));
  return { first, last, above, below, measure };
}
