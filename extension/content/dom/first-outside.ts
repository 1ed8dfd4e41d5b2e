/** Elements looked at before giving up. */
const MAX_LOOKED = 50;

/** The first match that does not lie in an element of `bodies`: what a message's author wrote tells nothing about the message. */
export function firstOutside(root: ParentNode | null, selector: string, bodies: string): Element | null {
  let looked = 0;
  for (const found of root?.querySelectorAll(selector) ?? []) {
    if (!found.closest(bodies)) return found;
    looked += 1;
    if (looked === MAX_LOOKED) break;
  }
  return null;
}
