import { expect, test, vi } from 'vitest';
import { answerPages } from '../../../extension/background/answer-page.ts';

const PAGE = { own: false, tabId: 7, top: false, frameId: 3, url: 'https://mail.shop.example/?_framed=1' };
const LARGE = {
  type: 'import-large',
  url: 'https://mail.shop.example/?_action=get&_uid=5',
  name: 'a!b!1772409600!1772495999.zip',
  mailDomain: 'cable.example',
};

function background() {
  const importLarge = vi.fn(async () => {});
  const never = () => Promise.reject(new Error('not asked for'));
  const again = vi.fn(async () => ({ outcome: 'none' }));
  const undo = vi.fn(async () => ({ outcome: 'none' }));
  const runMarks = vi.fn(async () => {});
  const work = { take: never, again, undo, runMarks, countSoon: never, openReport: never };
  const rest = { openIgnore: never, openFiles: never, importLarge };
  return { answer: answerPages({ ...work, ...rest } as never), importLarge, again, undo, runMarks };
}

test('a large attachment is handed on with the frame that the browser names', async () => {
  const { answer, importLarge } = background();
  expect(await answer(LARGE, PAGE)).toEqual({ outcome: 'more' });
  expect(importLarge).toHaveBeenCalledExactlyOnceWith(LARGE, { tabId: 7, frameId: 3 });
});

test('nothing is fetched from another origin than that of the frame', async () => {
  const { answer, importLarge } = background();
  for (const url of [
    'https://evil.example/x',
    'http://mail.shop.example/',
    'https://mail.shop.example:8443/',
    '/x',
    '',
  ])
    expect(await answer({ ...LARGE, url }, PAGE), url).toEqual({ outcome: 'failed', code: 'refused' });
  expect(await answer(LARGE, { ...PAGE, url: '' })).toEqual({ outcome: 'failed', code: 'refused' });
  expect(importLarge).not.toHaveBeenCalled();
});

test('no message of a page starts the import of a folder', async () => {
  const { answer, importLarge } = background();
  for (const type of ['import-folder', 'import-mailbox', 'mailbox', 'wish'])
    expect(answer({ ...LARGE, type, kind: 'mailbox', tabId: 7 }, PAGE)).toBeUndefined();
  expect(answer(LARGE, { ...PAGE, own: true })).toBeUndefined();
  expect(importLarge).not.toHaveBeenCalled();
});

const HELD = { file: 'a'.repeat(64), name: 'a!b!1772409600!1772495999.zip', mailDomain: 'cable.example' };
const OWNER = { name: HELD.name, mailDomain: HELD.mailDomain, owner: '7 https://mail.shop.example' };

test('a page asks about files that it sent itself, as the browser names it', async () => {
  const { answer, again, undo } = background();
  await answer({ type: 'held-file', intent: 'check', ...HELD, owner: '1 https://other.example' }, PAGE);
  expect(again).toHaveBeenCalledExactlyOnceWith(OWNER, HELD.file, 'check');
  await answer({ type: 'undo-import', ...HELD }, PAGE);
  expect(undo).toHaveBeenCalledExactlyOnceWith(OWNER, HELD.file);
});

test('what names no file is not answered', () => {
  const { answer, again, undo } = background();
  for (const change of [{ file: 'a' }, { file: 7 }, { name: 7 }, { mailDomain: 'x'.repeat(300) }]) {
    expect(answer({ type: 'held-file', intent: 'read', ...HELD, ...change }, PAGE)).toBeUndefined();
    expect(answer({ type: 'undo-import', ...HELD, ...change }, PAGE)).toBeUndefined();
  }
  expect(answer({ type: 'held-file', intent: 'delete', ...HELD }, PAGE)).toBeUndefined();
  expect(again).not.toHaveBeenCalled();
  expect(undo).not.toHaveBeenCalled();
});

test('marks come into the frame that asks for them, and into no other', async () => {
  const { answer, runMarks } = background();
  expect(await answer({ type: 'need-marks', tabId: 1, frameId: 1 }, PAGE)).toEqual({ outcome: 'more' });
  expect(runMarks).toHaveBeenCalledExactlyOnceWith({ tabId: 7, frameId: 3 });
});
