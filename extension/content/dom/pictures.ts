/** The mark's pictures, 16 by 16. Status marks are those of the app. */
import type { Mark, MarkShape } from '../../../core/words/marks.ts';

const SVG = 'http://www.w3.org/2000/svg';

const line = (d: string): MarkShape[] => [{ d, paint: 'line' }];

export const PICTURES = {
  report: line('M3.5 1.8h6l3 3v9.4h-9zM9.5 1.8v3h3M6 11V9M8 11V7M10 11V8.4'),
  turn: line('M4 6l4 4 4-4'),
  busy: line('M8 2a6 6 0 1 1-6 6'),
  warning: line('M8 2.2l6.2 11.2H1.8zM8 6.4v3.2M8 11.5v.2'),
  stored: line('M3 8.5l3.2 3L13 4.5'),
} as const;

export function picture(shapes: readonly MarkShape[], className = ''): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({
    viewBox: '0 0 16 16',
    width: '16',
    height: '16',
    'aria-hidden': 'true',
    class: className,
  }))
    svg.setAttribute(name, value);
  for (const shape of shapes) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', shape.d);
    path.setAttribute('class', shape.paint);
    svg.append(path);
  }
  return svg;
}

export function statusPicture(mark: Mark): SVGElement {
  return picture(mark.shapes, mark.tone);
}
