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
  const work = { read: never, import: never, countSoon: never, openReport: never };
  const rest = { openIgnore: never, openFiles: never, importLarge };
  return { answer: answerPages({ ...work, ...rest } as never), importLarge };
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
