import { visibleText } from '../../../core/lib/visible-text.ts';
import { element } from './element.ts';

/** Attributes that a browser shows or reads out. */
const SHOWN = ['title', 'aria-label'] as const;

/** An element of a mark: its texts may be names that a report or a page claims, so they are shown as they are. */
export function shownElement<Name extends keyof HTMLElementTagNameMap>(
  tag: Name,
  attributes: Record<string, string> = {},
  ...children: (Node | string | null | false)[]
): HTMLElementTagNameMap[Name] {
  const shown = { ...attributes };
  for (const name of SHOWN) if (shown[name] !== undefined) shown[name] = visibleText(shown[name]);
  return element(
    tag,
    shown,
    ...children.map((child) => (typeof child === 'string' ? visibleText(child) : child)),
  );
}
