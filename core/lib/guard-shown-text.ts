import { visibleText } from './visible-text.ts';

/** Attributes that a browser shows or reads out. */
const SHOWN = ['title', 'aria-label', 'alt', 'placeholder', 'label'] as const;

/** What is used of a node of Preact; a text has no type, and is its own props. */
interface ShownNode {
  type: unknown;
  props: unknown;
}

/**
 * Passes each text that a screen draws through `visibleText`, so that no screen can forget it. To be set as Preact's
 * `options.vnode` before the first rendering, once. What the user types (`value`) stays as it is.
 *
 * @param before the hook that is set already
 */
export function guardShownText<N extends ShownNode>(before?: (node: N) => void): (node: N) => void {
  return (node) => {
    guardNode(node);
    before?.(node);
  };
}

function guardNode(node: ShownNode): void {
  if (node.type === null && typeof node.props === 'string') node.props = visibleText(node.props);
  if (typeof node.type !== 'string') return;
  const props = node.props as Record<string, unknown>;
  for (const name of SHOWN) {
    const value = props[name];
    if (typeof value === 'string') props[name] = visibleText(value);
  }
}
