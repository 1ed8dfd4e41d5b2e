/** Preact's hook guards what screens draw; what is shown by another way has to pass the same function. */
import { expect, test } from 'vitest';
import { sources } from './support/source-tree.ts';

/** Ways to show a text beside Preact: notices, titles, texts and attributes set by hand, canvas, badges. */
const SINKS =
  /new Notification\(|notifications\?*\.create\(|document\.title\s*=|\.title\s*=[^=]|textContent\s*=[^=]|innerText\s*=|fillText\(|setTitle\(|createTextNode\(|insertAdjacent|\.before\(|setBadgeText\(|innerHTML|dangerouslySetInnerHTML|replaceChildren\(/;

/** Files that show only words of their own. */
const OWN_WORDS: Record<string, string> = {
  'extension/options/main.tsx': 'the title of the options page',
  'extension/content/dom/mark.ts': 'the word beside the arrow of a mark',
};

test('[NAME-1] what is shown beside Preact passes the function that shows names as they are', () => {
  const shown = sources.filter((it) => /^(pwa|extension)\//.test(it.path) && SINKS.test(it.code));
  const unguarded = shown
    .filter((it) => !it.imports.includes('core/lib/visible-text.ts'))
    .map((it) => it.path);
  expect(unguarded.sort()).toEqual(Object.keys(OWN_WORDS).sort());
  expect(shown.length).toBeGreaterThan(Object.keys(OWN_WORDS).length);
});

test('[NAME-1] each page is guarded before its first rendering, and marks are made of guarded elements only', () => {
  const renders = sources.filter((it) => /(?<![\w.])render\(\s*</.test(it.code)).map((it) => it.path);
  expect(renders.length).toBeGreaterThan(0);
  const unguarded = renders.filter(
    (path) => !sources.find((it) => it.path === path)!.imports.includes('core/lib/guard-shown-text.ts'),
  );
  expect(unguarded).toEqual([]);
  const plain = sources.filter((it) => it.imports.includes('extension/content/dom/element.ts'));
  expect(plain.map((it) => it.path).sort()).toEqual([
    'extension/content/dom/shown-element.ts',
    'extension/content/list-badges.ts',
  ]);
});
