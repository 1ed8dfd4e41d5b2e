import { afterEach, beforeEach, expect, test } from 'vitest';
import { isUncovered } from '../../../../extension/content/dom/uncovered.ts';

let outer: HTMLElement;
let host: HTMLElement;
let box: HTMLElement;
let pressed: HTMLElement;

beforeEach(() => {
  outer = document.createElement('div');
  outer.style.cssText = 'position: absolute; left: 10px; top: 10px; width: 300px';
  host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  box = document.createElement('div');
  box.style.cssText = 'height: 40px; background: white';
  pressed = document.createElement('button');
  pressed.style.cssText = 'width: 80px; height: 30px';
  box.append(pressed);
  root.append(box);
  outer.append(host);
  document.body.append(outer);
});
afterEach(() => outer.remove());

const seen = () => isUncovered(host, box, pressed, true);

test('a mark that lies open is seen', () => {
  expect(seen()).toBe(true);
});

test.each([
  ['faded', 'opacity: .5'],
  ['faded twice', 'opacity: .94'],
  ['filtered', 'filter: blur(4px)'],
  ['cut', 'clip-path: inset(0 0 0 50px)'],
  ['blended', 'mix-blend-mode: multiply'],
  ['too narrow', 'width: 90px'],
  ['shrunk', 'transform: scale(.1)'],
  ['clipped', 'height: 10px; overflow: hidden'],
  ['out of view', 'top: -30px'],
])('%s, it is not', (name, css) => {
  outer.style.cssText += `; ${css}`;
  if (name === 'faded twice') host.style.opacity = '.94';
  expect(seen()).toBe(false);
});

test.each(['auto', 'none'])(
  'covered by something that the pointer meets or not (%s), it is not',
  (events) => {
    const cover = document.createElement('div');
    cover.style.cssText = `position: absolute; left: 0; top: 0; width: 300px; height: 40px; background: red; pointer-events: ${events}`;
    outer.append(cover);
    expect(seen()).toBe(false);
  },
);
