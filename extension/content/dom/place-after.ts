/** More marks than this in a row are none of ours; the page may have made elements that look like marks. */
const MAX_MARKS = 100;

/** Puts a mark behind an element and behind the marks that are there already, so that they keep their order. */
export function placeAfter(element: Element, mark: HTMLElement): void {
  let after = element;
  for (let i = 0; i < MAX_MARKS; i += 1) {
    const next = after.nextElementSibling;
    if (!next || next === mark || next.getAttribute('data-rualens') !== 'report') break;
    after = next;
  }
  after.after(mark);
}
