/** Holds the import rules of the source tree. Every failure says what to do. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root, type Source, sources } from './support/source-tree.ts';

function stageOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

function isPackage(imported: string): boolean {
  return !/^(core|pwa|extension|test)\//.test(imported);
}

/** Each source's broken imports as sentences. */
function broken(
  where: (source: Source) => boolean,
  allowed: (imported: string, source: Source) => boolean,
): string[] {
  return sources
    .filter(where)
    .flatMap((source) =>
      source.imports.filter((it) => !allowed(it, source)).map((it) => `${source.path} imports ${it}`),
    );
}

const inCore = (source: Source) => source.path.startsWith('core/');

test('core/model imports nothing but itself', () => {
  const found = broken(
    (s) => s.path.startsWith('core/model/'),
    (it) => it.startsWith('core/model/'),
  );
  expect(found, 'model holds types only: move the code to the stage that needs it').toEqual([]);
});

test('core/lib imports only model, itself and packages', () => {
  const found = broken(
    (s) => s.path.startsWith('core/lib/'),
    (it) => isPackage(it) || /^core\/(model|lib)\//.test(it),
  );
  expect(found, 'lib is the ground floor: pass what it needs as an argument').toEqual([]);
});

test('core/merge imports only model, lib and itself', () => {
  const found = broken(
    (s) => s.path.startsWith('core/merge/'),
    (it) => isPackage(it) || /^core\/(model|lib|merge)\//.test(it),
  );
  expect(found, 'merge holds the rules that stores agree by; it knows no store').toEqual([]);
});

test('a stage imports only model, lib and itself, and the store what merges', () => {
  const stages = /^core\/(unpack|report|dns|spf|dmarc|senders|domains|alerts|sources|store|words|sample)\//;
  const isMerging = (it: string, s: Source) =>
    s.path.startsWith('core/store/') && it.startsWith('core/merge/');
  const found = broken(
    (s) => stages.test(s.path),
    (it, s) =>
      isPackage(it) ||
      /^core\/(model|lib)\//.test(it) ||
      stageOf(it) === stageOf(s.path) ||
      isMerging(it, s) ||
      (s.path.startsWith('core/words/') && /^core\/engine\/.*face\.ts$/.test(it)),
  );
  expect(found, 'stages meet only in core/engine: join them there').toEqual([]);
});

test('core knows no shell and no UI library', () => {
  const found = broken(
    inCore,
    (it) => !/^(pwa|extension|test)\//.test(it) && !/^(@?preact|lucide|uplot)/.test(it),
  );
  expect(found, 'core runs without a page: give it what it needs as an argument').toEqual([]);
});

test('only core/store imports dexie', () => {
  const found = broken(
    (s) => !s.path.startsWith('core/store/'),
    (it) => it !== 'dexie',
  );
  expect(found, 'ask the Store instead, or add a query to core/store').toEqual([]);
});

test('pwa never imports the extension', () => {
  const found = broken(
    (s) => s.path.startsWith('pwa/'),
    (it) => !it.startsWith('extension/'),
  );
  expect(found, 'pass it in through AppPlatform').toEqual([]);
});

test('the extension imports nothing of pwa but pwa/app.tsx', () => {
  const found = broken(
    (s) => s.path.startsWith('extension/'),
    (it) => !it.startsWith('pwa/') || it === 'pwa/app.tsx',
  );
  expect(found, 'move what both shells need to core/words or core/lib').toEqual([]);
});

test('no file imports the tests', () => {
  const found = broken(
    () => true,
    (it) => !it.startsWith('test/'),
  );
  expect(found, 'move the code out of test/').toEqual([]);
});

/** Files whose code matches, as a list to compare with the allowed ones. */
function filesWith(pattern: RegExp, allowed: (path: string) => boolean): string[] {
  return sources.filter((s) => pattern.test(s.code) && !allowed(s.path)).map((s) => s.path);
}

test('the browser API of extensions is used in extension/platform only', () => {
  const found = filesWith(/(^|[^.\w'"`/-])(chrome|browser)\.[a-z]/m, (path) =>
    path.startsWith('extension/platform/'),
  );
  expect(found, 'add a function to extension/platform and call it').toEqual([]);
});

/** Files that may call fetch, each with the reason. */
const FETCHERS: Record<string, string> = {
  'core/lib/gateway.ts': 'the one network gateway',
  'extension/content/fetch-own.ts': "reads the page's own origin with its own session",
  'extension/background/fetch-attachment.ts': 'reads attachments from the hosts that an adapter names',
  'pwa/state/packaged-file.ts': "reads files of the extension's own package; refuses http addresses",
};

test('network requests go through the one gateway', () => {
  const found = filesWith(
    /(?<![\w.'"`])(?:(?:globalThis|self|window)\.)?(?:fetch\(|XMLHttpRequest|WebSocket\(|EventSource\(|sendBeacon\()/,
    (path) => path in FETCHERS,
  );
  expect(found, 'use core/lib/gateway.ts, which records requests and obeys the no-network switch').toEqual(
    [],
  );
});

test('no markup is made from text', () => {
  const found = filesWith(
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(/,
    () => false,
  );
  expect(found, 'build elements, or set textContent').toEqual([]);
});

/** Files that are still longer, with their lines of today; the list may only shrink, and so may they. */
const STILL_LONG: Record<string, number> = {
  'core/spf/evaluation.ts': 310,
  'core/report/aggregate/record-columns.ts': 370,
  'core/engine/domains/face.ts': 360,
};

test('no source file is longer than 300 lines, tables of texts apart', () => {
  const found = sources
    .filter(({ path }) => !path.endsWith('texts.ts'))
    .map(({ path }) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }))
    .filter(({ path, lines }) => lines > (STILL_LONG[path] ?? 300))
    .map(({ path, lines }) => `${path} has ${lines} lines`);
  expect(found, 'part it by subject').toEqual([]);
});

test('there are no barrels', () => {
  const found = sources
    .filter((s) => /export\s+\*\s+from/.test(s.code) || /(^|\/)index\.tsx?$/.test(s.path))
    .map((s) => s.path);
  expect(found, 'import the file itself').toEqual([]);
});

test('every member of a registered folder stands in its registry', () => {
  const registries = sources.filter((s) => s.path.endsWith('/registry.ts'));
  expect(registries.length).toBeGreaterThan(0);
  const missing = registries.flatMap((registry) => {
    const folder = dirname(registry.path);
    return sources
      .filter((s) => dirname(s.path) === folder && s !== registry)
      .filter((s) => !registry.imports.includes(s.path))
      .map((s) => `${s.path} is not in ${registry.path}`);
  });
  expect(missing, 'add its line to the registry, or move a helper out of the folder').toEqual([]);
});
