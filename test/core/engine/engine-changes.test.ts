import { expect, test, vi } from 'vitest';
import type { Engine } from '../../../core/engine/face.ts';
import { openEngine } from '../../../core/engine/open-engine.ts';
import type { EngineChange } from '../../../core/model/change.ts';
import { madeReport, reportXml } from '../../support/messages.ts';

vi.setConfig({ testTimeout: 60_000 });

/** What each act tells: by then screens ask again, so it must be told before the answer comes. */
const ACTS: [string, EngineChange['topic'], string[], (engine: Engine) => Promise<unknown>][] = [
  ['an import', 'reports', ['shop.example'], (engine) => engine.intake.importFiles([FILE], () => {})],
  ['Mine', 'domains', ['shop.example'], (engine) => engine.domains.confirm(['shop.example'])],
  ['Not mine', 'domains', ['club.example'], (engine) => engine.domains.decline(['club.example'])],
  [
    'what a domain sends',
    'domains',
    ['shop.example'],
    (engine) => engine.domains.declareSending('shop.example', 'sends'),
  ],
  ['tags', 'domains', ['shop.example'], (engine) => engine.domains.setTags('shop.example', ['shop'])],
  [
    'what it receives',
    'domains',
    ['shop.example'],
    (engine) => engine.domains.setReceives('shop.example', true),
  ],
  [
    'Ignore',
    'senders',
    ['shop.example'],
    (engine) => engine.senders.ignore('shop.example', KEY, [ADDRESS], ''),
  ],
  [
    'no longer ignore',
    'senders',
    ['shop.example'],
    (engine) => engine.senders.unignore('shop.example', [ADDRESS]),
  ],
  [
    'a grouping',
    'senders',
    [],
    (engine) => engine.services.restoreGrouping([{ address: ADDRESS, said: null }]),
  ],
  ['settings', 'settings', [], (engine) => engine.settings.save({ userName: 'Kim' })],
  ['the record of questions', 'queries', [], (engine) => engine.settings.clearQueryRecord()],
  [
    'a domain taken off the list',
    'domains',
    ['shop.example'],
    (engine) => engine.domains.remove(['shop.example']),
  ],
];
const ADDRESS = '192.0.2.77';
const KEY = `ip:${ADDRESS}`;
const FILE = { name: 'one.xml', blob: new Blob([reportXml(madeReport({ org: 'one.example' }))]) };

test('each act is told with its topic and domains before its answer comes', async () => {
  const { engine, store } = await openEngine({
    name: `changes-${Math.random()}`,
    locks: null,
    channel: null,
    fetch: () => Promise.reject(new TypeError('nobody answers')),
  });
  const told: EngineChange[] = [];
  await engine.onChange((change) => told.push(change));
  for (const [name, topic, domains, act] of ACTS) {
    await engine.queue.idle();
    told.length = 0;
    await act(engine);
    expect(told, name).toContainEqual({ topic, domains });
  }
  engine.stop();
  store.close();
});
