/** Whether an element of a mark is painted as it is, by styles, size, clipping and what lies over it. */

/** Less than this is not read by anybody. */
const LEAST_OPACITY = 0.9;
const LEAST_SIDE = 14;
const LEAST_WIDTH = 120;
/** Elements looked at for covers that the pointer does not meet; a page with more is not trusted. */
const MAX_ELEMENTS = 20_000;

/**
 * `host` stands in the page, `box` and `pressed` in its closed root; without `pressed`, what of the box is in view
 * counts. `thorough` also looks for covers that let the pointer through, which costs a look at every element.
 */
export function isUncovered(
  host: HTMLElement,
  box: Element,
  pressed: Element | null,
  thorough: boolean,
): boolean {
  const frame = box.getBoundingClientRect();
  const button = pressed?.getBoundingClientRect() ?? frame;
  if (frame.width < LEAST_WIDTH || button.width < LEAST_SIDE || button.height < LEAST_SIDE) return false;
  if (!isPlain(host)) return false;
  const inView = (x: number, y: number) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
  const root = host.getRootNode() as Document | ShadowRoot;
  const meets = (x: number, y: number) => root.elementFromPoint(x, y) === host;
  if (pressed && !points(button).every(([x, y]) => inView(x, y) && meets(x, y))) return false;
  if (!points(frame).every(([x, y]) => !inView(x, y) || meets(x, y))) return false;
  return !thorough || !isVeiled(host, frame);
}

/** The middle of a box, and points near its corners. */
function points({ left, right, top, bottom }: DOMRect): [number, number][] {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return [
    [x, y],
    [left + 7, top + 7],
    [right - 7, top + 7],
    [left + 7, bottom - 7],
    [right - 7, bottom - 7],
  ];
}

/** No ancestor fades, filters, cuts or blends it, out to the outermost frame of this origin. */
function isPlain(host: Element): boolean {
  let opacity = 1;
  for (let at: Element | null = host; at; at = outer(at)) {
    const style = getComputedStyle(at);
    opacity *= Number(style.opacity);
    if (opacity < LEAST_OPACITY || style.visibility !== 'visible') return false;
    if (style.filter !== 'none' || style.clipPath !== 'none' || style.mixBlendMode !== 'normal') return false;
    if ((style.maskImage || 'none') !== 'none') return false;
  }
  return true;
}

function outer(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  if (root instanceof ShadowRoot) return root.host;
  try {
    return element.ownerDocument.defaultView?.frameElement ?? null;
  } catch {
    return null;
  }
}

/** Whether something that the pointer does not meet may lie over a box. */
function isVeiled(host: Element, box: DOMRect): boolean {
  // what a frame of another origin lies under cannot be told
  if (window !== top && !frameElement) return true;
  const all = document.getElementsByTagName('*');
  if (all.length > MAX_ELEMENTS) return true;
  for (const element of all) {
    if (element === host || element.contains(host)) continue;
    const style = getComputedStyle(element);
    if (style.pointerEvents !== 'none' || style.visibility !== 'visible') continue;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    if (left < box.right && right > box.left && top < box.bottom && bottom > box.top) return true;
  }
  return false;
}
