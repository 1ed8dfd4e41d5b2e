import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { watchSeen } from '../../../../extension/content/dom/really-seen.ts';

let host: HTMLElement;
let pressed: HTMLElement;
let cover: HTMLElement;
let watch: ReturnType<typeof watchSeen>;
/** The browser's own word, taken away to see how others fare. */
const visible = Object.getOwnPropertyDescriptor(IntersectionObserverEntry.prototype, 'isVisible');

// a frame that is scaled to fit is not believed to show anything
beforeAll(() => page.viewport(360, 300));

function placeMark(): void {
  host = document.createElement('div');
  host.style.cssText = 'position: absolute; left: 10px; top: 10px; width: 300px';
  const root = host.attachShadow({ mode: 'closed' });
  const box = document.createElement('div');
  box.style.cssText = 'height: 40px; background: white';
  pressed = document.createElement('button');
  pressed.style.cssText = 'width: 80px; height: 30px';
  box.append(pressed);
  root.append(box);
  document.body.append(host);
  watch = watchSeen(host, box);
}

beforeEach(() => {
  cover = document.createElement('div');
  cover.style.cssText = 'position: fixed; inset: 0; background: white; pointer-events: none';
});
afterEach(() => {
  watch.end();
  host.remove();
  cover.remove();
  if (visible) Object.defineProperty(IntersectionObserverEntry.prototype, 'isVisible', visible);
});

const press = () => watch.seen(pressed);
/** Until it has been seen for long enough: what a person does who is told that a click came too early. */
const taken = () => expect.poll(press, { timeout: 20_000, interval: 200 }).toBe(true);
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

describe.each(['with', 'without'])('%s the browser’s word on what is painted', (word) => {
  beforeEach(() => {
    if (word === 'without') delete (IntersectionObserverEntry.prototype as { isVisible?: boolean }).isVisible;
    placeMark();
  });

  test('a mark that appears under the pointer is not pressed; one that has been seen for a while is, within moments', async () => {
    expect(await press()).toBe(false);
    await taken();
    const before = performance.now();
    expect(await press()).toBe(true);
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  test('[MARK-1] a cover that comes in the task of the press and stays is seen', async () => {
    await taken();
    document.body.append(cover);
    expect(await press()).toBe(false);
  });

  test('[MARK-1] a cover that comes right after the press, while it is looked, is seen', async () => {
    await taken();
    const answer = press();
    document.body.append(cover);
    expect(await answer).toBe(false);
  });

  test('[MARK-1] a cover that goes in the task of the press has been seen', async () => {
    document.body.append(cover);
    // longer than any mark has to be seen
    const until = performance.now() + 1_500;
    while (performance.now() < until) await frame();
    cover.remove();
    expect(await press()).toBe(false);
    await taken();
  });

  test('[MARK-1] a cover that comes and goes twenty times a second lets no press through', async () => {
    await taken();
    const blink = setInterval(() => {
      if (cover.isConnected) cover.remove();
      else document.body.append(cover);
    }, 25);
    const answers: boolean[] = [];
    const until = performance.now() + 1_000;
    while (performance.now() < until) await frame();
    for (let presses = 0; presses < 8; presses += 1) answers.push(await press());
    clearInterval(blink);
    expect(answers).toEqual(Array(8).fill(false));
  });
});
