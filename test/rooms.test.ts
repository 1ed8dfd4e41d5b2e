/** Holds the order of the engine's rooms, and that no files import each other in a circle. Every failure says what to do. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, type Source, sources } from './support/source-tree.ts';

/** The rooms of the engine, the ground first: a room imports those of lower steps; rooms of one step know only each other's faces. */
const STEPS: readonly (readonly string[])[] = [
  ['settings', 'facts'],
  ['judge'],
  ['assess'],
  ['intake', 'reports', 'spf', 'alerts', 'senders', 'domains'],
  ['sources', 'exchange', 'search'],
];

/** `core/engine/ROOM/…` → ROOM; null for files that stand in no room. */
function roomOf(path: string): string | null {
  return /^core\/engine\/([a-z]+)\//.exec(path)?.[1] ?? null;
}

const stepOf = (room: string): number => STEPS.findIndex((rooms) => rooms.includes(room));
const isFace = (path: string): boolean => path.endsWith('/face.ts');

/** Imports of these sources that are not allowed, as sentences. */
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

test('every room of the engine has its step in the order', () => {
  const rooms = new Set(sources.flatMap((source) => roomOf(source.path) ?? []));
  expect([...rooms].sort(), 'add the room to STEPS, or remove it from there').toEqual(
    [...STEPS.flat()].sort(),
  );
});

test('a room imports rooms below it, and of others their face only', () => {
  const found = broken(
    (source) => roomOf(source.path) !== null,
    (imported, source) => {
      const [room, other] = [roomOf(source.path)!, roomOf(imported)];
      if (other === null) return !imported.startsWith('core/engine/') || imported === 'core/engine/face.ts';
      return other === room || isFace(imported) || stepOf(other) < stepOf(room);
    },
  );
  expect(
    found,
    'take the type from its face.ts, have engine.ts hand in a call-back, or move the function to a ground room',
  ).toEqual([]);
});

test('a face holds types only', () => {
  const found = broken(
    (source) => source.path.startsWith('core/engine/') && isFace(source.path),
    (imported) => imported.startsWith('core/model/') || isFace(imported),
  );
  expect(found, 'a face tells what shells may ask: move the code into the room').toEqual([]);
});

test('engine.ts is an object of rooms that fits one screen, and spreads nothing into it', () => {
  const text = readFileSync(join(root, 'core/engine/engine.ts'), 'utf8');
  expect(text.split('\n').length, 'what it does beside wiring belongs to a room').toBeLessThan(150);
  expect(text, 'a name that two rooms give would silently be the later one').not.toContain('...');
});

test('only the facts room reads and writes the tables of facts', () => {
  const found = sources
    .filter((source) => /\.(derived|lasting)\b/.test(source.code))
    .filter(({ path }) => !path.startsWith('core/store/') && !path.startsWith('core/engine/facts/'));
  expect(
    found.map(({ path }) => path),
    'add the kind to core/engine/facts/fact.ts and a file beside it that names it',
  ).toEqual([]);
});

test('stages do not know the engine', () => {
  const found = broken(
    (source) => source.path.startsWith('core/') && !/^core\/(engine|words)\//.test(source.path),
    (imported) => !imported.startsWith('core/engine/'),
  );
  expect(found, 'the engine joins the stages: pass in what the stage needs').toEqual([]);
});

/** What shells may import of core besides faces. */
const FOR_SHELLS = /^core\/(words|model|lib|sample)\/|^core\/engine\/(open-engine|open-reading|face)\.ts$/;

/** What shells still take of core beside that; the list may only shrink. */
const STILL_TAKEN = new Set([
  'core/engine/exchange/bridge-protocol.ts',
  'core/engine/exchange/read-request.ts',
  'core/dns/services/registry.ts',
  'core/alerts/default-rules.ts',
  'core/engine/senders/export-csv.ts',
  'core/senders/ignored.ts',
  'core/dmarc/public-suffix.ts',
  'core/engine/judge/mark-report.ts',
  'core/report/mail-fits.ts',
  'core/store/store.ts',
  'core/report/read-document.ts',
  'core/unpack/unpack.ts',
]);

test('words, which are for shells, know the engine by its faces', () => {
  const found = broken(
    (source) => source.path.startsWith('core/words/'),
    (imported) => !imported.startsWith('core/engine/') || isFace(imported),
  );
  expect(found, 'take the type from its face.ts').toEqual([]);
});

test('shells import faces, open-engine, words, model and lib', () => {
  const found = broken(
    (source) => /^(pwa|extension)\//.test(source.path),
    (imported) =>
      !imported.startsWith('core/') ||
      FOR_SHELLS.test(imported) ||
      isFace(imported) ||
      STILL_TAKEN.has(imported),
  );
  expect(found, 'ask the engine, or move the function to core/words or core/lib').toEqual([]);
});

/** Groups of files of which each leads to each other by imports (Tarjan's strongly connected components). */
function circles(): string[][] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (path: string): void => {
    index.set(path, index.size);
    low.set(path, index.get(path)!);
    stack.push(path);
    for (const next of byPath.get(path)!.imports) {
      if (!byPath.has(next)) continue;
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(path, Math.min(low.get(path)!, low.get(next)!));
    }
    if (low.get(path) !== index.get(path)) return;
    const group = stack.splice(stack.indexOf(path));
    if (group.length > 1) found.push(group.sort());
  };
  for (const { path } of sources) if (!index.has(path)) visit(path);
  return found;
}

test('no files import each other in a circle', () => {
  expect(circles(), 'move what both need into a third file, or types into their own').toEqual([]);
});
