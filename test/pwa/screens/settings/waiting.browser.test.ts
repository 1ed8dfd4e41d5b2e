import { expect, test } from 'vitest';
import type { CutOffRestore } from '../../../../core/engine/exchange/face.ts';
import type { ParkedView } from '../../../../core/model/parked.ts';
import { mountApp } from '../../../../pwa/app.tsx';
import { tellChange } from '../../../../pwa/state/changes.ts';
import { engineLife } from '../../../../pwa/state/engine-life.ts';
import { createFakeEngine } from '../../../support/fake-engine.ts';

/** What waits and what was cut off, on the settings screen; and what is said while the engine cannot be asked. */

const engine = createFakeEngine({
  settings: { language: 'en', noNetwork: true, resolvers: [{ id: 'none', name: '', url: '' }] },
});
const root = document.createElement('div');
document.body.append(root);
location.hash = '#/settings';
mountApp(root, { kind: 'web', version: 'test', update: null, engine });

const settled = (find: () => unknown) => expect.poll(find, { timeout: 10_000 }).toBeTruthy();
const withText = (words: string, inside: ParentNode = document) =>
  [...inside.querySelectorAll<HTMLButtonElement>('button')].find((it) => it.textContent === words);
const waiting = () => document.querySelector('[data-waiting]');
const NOON = 1_760_011_200;

test('rows from a clock too far ahead are listed with kind, date and source, and taken one by one or all [EXCH-3]', async () => {
  await settled(() => document.querySelector('main h1'));
  expect(waiting()).toBeNull();
  const ahead = { why: 'ahead', since: NOON, written: NOON + 90_000, due: NOON + 3_600 } as const;
  let rows: ParkedView[] = [
    { ...ahead, name: 'a', kind: 'domain-tags', key: 'shop.example', from: 'exchange' },
    { ...ahead, name: 'b', kind: 'ignored', key: 'shop.example 192.0.2.1', from: 'backup' },
    {
      ...ahead,
      name: 'c',
      why: 'malformed',
      kind: 'of-later',
      key: 'k',
      from: null,
      written: null,
      due: null,
    },
  ];
  const asked: (readonly string[] | undefined)[] = [];
  engine.exchange.parkedRows = async () => rows;
  engine.exchange.waitingReports = async () => 12;
  engine.exchange.takeParkedRows = async (names) => {
    asked.push(names);
    rows = rows.filter((it) => it.why !== 'ahead' || (names && !names.includes(it.name)));
    tellChange({ topic: 'waiting', domains: [] });
    return { changed: 1, refusal: null };
  };
  tellChange({ topic: 'waiting', domains: [] });
  await settled(waiting);
  expect(waiting()?.textContent).toContain('12 reports are still to come from the other store');
  const lines = [...waiting()!.querySelectorAll('tbody tr')].map((it) => it.textContent ?? '');
  expect(lines[0]).toMatch(/Tags shop\.example.*2025.*from the other store, .*by itself/);
  expect(lines[1]).toMatch(/Ignored address shop\.example 192\.0\.2\.1.*from an export, /);
  expect(lines[2]).toMatch(/of-later k.*by a version that can read it/);
  expect(waiting()!.querySelectorAll('tbody button')).toHaveLength(2);
  withText('Take now', waiting()!)?.click();
  await settled(() => waiting()?.getAttribute('data-waiting') === '2');
  withText('Take all now', waiting()!)?.click();
  await settled(() => waiting()?.getAttribute('data-waiting') === '1');
  expect(asked).toEqual([['a'], undefined]);
  expect(withText('Take all now')).toBeUndefined();
});

test('where the disk is full, parked rows stay, and the figures and the way out are told', async () => {
  const row: ParkedView = {
    ...{ name: 'a', why: 'ahead', kind: 'report', key: 'f00', from: 'exchange', since: NOON },
    ...{ written: NOON, due: NOON },
  };
  engine.exchange.parkedRows = async () => [row];
  engine.exchange.takeParkedRows = async () => ({
    changed: 0,
    refusal: { code: 'store-full', detail: { usage: 9_000_000, quota: 9_000_000 } },
  });
  tellChange({ topic: 'waiting', domains: [] });
  await settled(() => withText('Take all now'));
  withText('Take all now')?.click();
  await settled(() => /used up \(9 MB of 9 MB\)/.test(document.body.textContent ?? ''));
  expect(waiting()).not.toBeNull();
});

test('a restore that was cut off is listed as one, with the way on, and left on a click', async () => {
  let all: CutOffRestore[] = [{ id: 'r', at: NOON, made: NOON - 86_400, done: 300, total: 1_200 }];
  engine.exchange.cutOffRestores = async () => all;
  engine.exchange.forgetRestore = async () => {
    all = [];
    tellChange({ topic: 'waiting', domains: [] });
  };
  tellChange({ topic: 'waiting', domains: [] });
  const listed = () => document.querySelector('[data-cut-off]');
  await settled(listed);
  expect(listed()?.textContent).toContain('300 of 1,200 documents were taken');
  expect(withText('Choose the same file and go on', listed()!)).toBeDefined();
  withText('Leave it so', listed()!)?.click();
  await settled(() => listed() === null);
});

test.each([
  ['outdated', /newer version of Rualens is open in another tab.*load it again/, true],
  ['blocked', /older version of Rualens is open in another tab/, false],
  ['too-new', /stored by a newer version/, true],
  ['failed', /could not be opened/, true],
  ['ended', /ended several times/, true],
] as const)('an engine that is %s is told with the way out', async (life, words, reload) => {
  engineLife.value = life;
  const banner = () => document.querySelector(`[data-life="${life}"]`);
  await settled(banner);
  expect(banner()?.textContent).toMatch(words);
  expect(withText('Load again', banner()!) !== undefined).toBe(reload);
  engineLife.value = 'fine';
  await settled(() => banner() === null);
});
