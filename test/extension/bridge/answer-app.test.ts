import { expect, test } from 'vitest';
import { answerApp } from '../../../extension/bridge/answer-app.ts';
import { APP_ORIGIN, AppLinks, isAppOrigin } from '../../../extension/bridge/app-links.ts';
import { MAX_UNDER_WAY, Relay } from '../../../extension/bridge/relay.ts';

const MINE = 'https://app.example';
const NOTHING = { reports: 0, decisions: {}, confirms: [], services: [], alertRules: [], more: false };

function background() {
  let stored = {};
  const links = new AppLinks({
    read: async () => structuredClone(stored),
    write: async (value) => {
      stored = structuredClone(value);
    },
  });
  const asked: unknown[] = [];
  const work = {
    links,
    version: '1.2.3',
    now: () => 5_000,
    appAt: () => undefined,
    linkChanged: () => undefined,
    async previewPage({ decisions }: { decisions: unknown[] }) {
      return decisions.length === 0 ? null : { ...NOTHING, reports: 3, confirms: ['forged.example'] };
    },
    async answerPeer(request: unknown) {
      asked.push(request);
      return { store: 'abcdefgh' };
    },
  };
  const answer = answerApp(work);
  const from = (url: string, ask: unknown, sender = {}) =>
    answer({ type: 'bridge', ask }, { own: false, tabId: 1, top: true, frameId: 0, url, ...sender });
  return { links, asked, from };
}

test('the app where it is by default is known; any other address only after the user named it', async () => {
  const { links, from } = background();
  expect(await from(`${APP_ORIGIN}/#/x`, { type: 'status' })).toEqual({ state: 'found', extension: '1.2.3' });
  for (const url of ['http://127.0.0.1:4518/', 'http://127.0.0.1/', 'https://127.0.0.1:4517/', MINE, '', 'x'])
    expect(await from(url, { type: 'status' })).toBeNull();
  expect(await from(`${MINE}/`, { type: 'pair' })).toBeNull();
  expect((await links.rows()).map((it) => it.origin)).toEqual([APP_ORIGIN]);
  expect(await links.add(MINE)).toBe(true);
  expect(await from(`${MINE}/`, { type: 'status' })).toMatchObject({ state: 'found' });
});

test('the store answers only after both clicks, in whichever order, and no more after either side parts', async () => {
  const { links, asked, from } = background();
  const store = () => from(APP_ORIGIN, { type: 'store' });
  expect(await store()).toBeNull();
  expect(await from(APP_ORIGIN, { type: 'pair' })).toMatchObject({ state: 'asked' });
  expect(await store()).toBeNull();
  await links.change(APP_ORIGIN, { allowed: true });
  expect(await store()).toEqual({ store: 'abcdefgh' });
  expect(await from(APP_ORIGIN, { type: 'part' })).toMatchObject({ state: 'found' });
  expect(await store()).toBeNull();
  await links.change(APP_ORIGIN, { allowed: true });
  expect(await from(APP_ORIGIN, { type: 'status' })).toMatchObject({ state: 'allowed' });
  expect(await store()).toBeNull();
  expect(await from(APP_ORIGIN, { type: 'pair' })).toMatchObject({ state: 'connected' });
  await links.change(APP_ORIGIN, { allowed: false, asked: false });
  expect(await store()).toBeNull();
  expect(asked).toEqual([{ type: 'store' }]);
});

test('no word to frames, to own pages, and to what is no question', async () => {
  const { links, asked, from } = background();
  await links.change(APP_ORIGIN, { allowed: true, asked: true });
  expect(from(APP_ORIGIN, { type: 'store' }, { top: false })).toBeUndefined();
  expect(from(APP_ORIGIN, { type: 'store' }, { own: true })).toBeUndefined();
  expect(from(APP_ORIGIN, { type: 'store' }, { tabId: null })).toBeUndefined();
  for (const ask of [
    null,
    'store',
    { type: 'settings' },
    { type: 'changes', since: 'x' },
    { type: 'allow-app' },
  ])
    expect(await from(APP_ORIGIN, ask)).toBeNull();
  expect(asked).toEqual([]);
});

test('names of the prototype and addresses that are no origin are not on the list', async () => {
  const { links } = background();
  expect(await links.state('__proto__')).toBeNull();
  expect(await links.state('constructor')).toBeNull();
  for (const bad of ['https://app.example/', 'ftp://app.example', 'null', 'javascript:x', 'app.example'])
    expect(isAppOrigin(bad)).toBe(false);
  for (let i = 0; i < 20; i++) await links.add(`https://a${i}.example`);
  expect(await links.add('https://more.example')).toBe(false);
});

test('the relay drops what is no question and what is too much at once, and ends with the extension', async () => {
  const told: unknown[] = [];
  const waiting: (() => void)[] = [];
  let gone = false;
  const relay = new Relay(
    { postMessage: (reply) => told.push(reply), close: () => told.push('closed') },
    () =>
      gone ? Promise.reject(new Error('gone')) : new Promise((resolve) => waiting.push(() => resolve('yes'))),
  );
  for (const bad of [
    null,
    1,
    {},
    { id: 1 },
    { id: -1, ask: { type: 'store' } },
    { id: 1, ask: { type: 'x' } },
  ])
    await relay.take(bad);
  expect(waiting).toHaveLength(0);
  const asked = Array.from({ length: MAX_UNDER_WAY + 3 }, (_, id) =>
    relay.take({ id, ask: { type: 'store' } }),
  );
  expect(waiting).toHaveLength(MAX_UNDER_WAY);
  for (const answer of waiting) answer();
  await Promise.all(asked);
  expect(told).toEqual(Array.from({ length: MAX_UNDER_WAY }, (_, id) => ({ id, answer: 'yes' })));
  gone = true;
  await relay.take({ id: 9, ask: { type: 'store' } });
  expect(told.slice(-2)).toEqual([{ notice: 'gone' }, 'closed']);
  await relay.take({ id: 10, ask: { type: 'store' } });
  relay.changed();
  expect(told.at(-1)).toBe('closed');
});

async function connected() {
  const it = background();
  await it.links.change(APP_ORIGIN, { asked: true, allowed: true });
  return it;
}
const MERGE = { type: 'merge', page: { registers: [], decisions: [{}] } };
const PUT = { type: 'put', pieces: [] };
const WANTED = { type: 'wanted', limit: 5 };

test('[EXCH-7] what a newly connected app would change is listed in the extension before any of it is taken', async () => {
  const { links, asked, from } = await connected();
  expect(await from(APP_ORIGIN, { type: 'store' })).toEqual({ store: 'abcdefgh' });
  for (const ask of [MERGE, PUT]) expect(await from(APP_ORIGIN, ask)).toEqual({ held: true });
  expect(asked).toEqual([{ type: 'store' }]);
  const [row] = await links.rows();
  expect(row!.held).toMatchObject({ reports: 3, confirms: ['forged.example'] });
  await links.change(APP_ORIGIN, { taken: true, held: null });
  for (const ask of [MERGE, PUT, WANTED]) expect(await from(APP_ORIGIN, ask)).toEqual({ store: 'abcdefgh' });
  expect((await links.rows())[0]!.held).toBeNull();
});

test('[EXCH-7] an app that would change nothing needs no click, and neither does one of an earlier version', async () => {
  const { asked, from } = await connected();
  const empty = { type: 'merge', page: { registers: [], decisions: [] } };
  await from(APP_ORIGIN, empty);
  await from(APP_ORIGIN, WANTED);
  await from(APP_ORIGIN, MERGE);
  expect(asked.map((it) => (it as { type: string }).type)).toEqual(['merge', 'wanted', 'merge']);
  const earlier = { asked: true, allowed: true, seen: 1, exchanged: 2 };
  const links = new AppLinks({
    read: async () => ({ [MINE]: earlier }) as never,
    write: async () => undefined,
  });
  expect(await links.isTaken(MINE)).toBe(true);
  expect(await links.isTaken(APP_ORIGIN)).toBe(false);
  expect((await links.rows())[1]).toMatchObject({ state: 'connected', held: null });
});
