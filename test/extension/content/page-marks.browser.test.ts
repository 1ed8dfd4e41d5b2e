/** Marks of a page, with a background that a test plays. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { guarded } from '../../../extension/content/guarded.ts';
import { PageMarks } from '../../../extension/content/page-marks.ts';
import type { Attachment } from '../../../extension/content/webmail.ts';
import type { FileAnswer, MarkReport, PageMessage } from '../../../extension/messages/protocol.ts';
import { markTexts } from '../../../extension/texts/mark-texts.ts';

const NAME = 'cable.example!shop.example!1772409600!1772495999.zip';
const HASH = 'a'.repeat(64);
const texts = markTexts('en');

const report = (change: Partial<MarkReport> = {}): MarkReport => ({
  ...{ id: 'b'.repeat(64), kind: 'aggregate', reporter: 'cable.example', domain: 'shop.example' },
  ...{ begin: 1772409600, end: 1772495999, messages: 5, passed: 3, records: 2, stored: false },
  ...{ spf: 'unasked', notInSpf: null, inSpf: null, senders: [], moreSenders: 0, notes: 0, strangeMail: '' },
  ...change,
});
const reports = (change: Partial<MarkReport> = {}): FileAnswer => ({
  outcome: 'reports',
  reports: [report(change)],
  file: HASH,
  undoable: change.stored === true,
});

let list: HTMLElement;
let sent: PageMessage[];
let answer: (message: PageMessage) => FileAnswer;
let roots: ShadowRoot[];
let end: AbortController;
let marks: PageMarks;
let source: Attachment['source'];

const webmail = guarded({
  id: 'test',
  otherHosts: [],
  attributes: [],
  bodies: '.body',
  recognises: () => true,
  attachments: (document) =>
    [...document.querySelectorAll('#list > li')].map((element) => ({
      ...{ key: element.id, name: element.textContent ?? '', type: '', size: null },
      source,
      element,
    })),
  mailDomain: () => '',
  place: ({ element }, mark) => element.after(mark),
  rows: () => [],
});

beforeEach(() => {
  sent = [];
  roots = [];
  answer = () => reports();
  source = { by: 'page', url: '/file' };
  list = Object.assign(document.createElement('ul'), { id: 'list' });
  list.append(Object.assign(document.createElement('li'), { id: 'one', textContent: NAME }));
  document.body.append(list);
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  });
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('bytes'));
  end = new AbortController();
  const send = async (message: PageMessage) => {
    sent.push(message);
    return answer(message);
  };
  marks = new PageMarks({ webmail, document, location, texts, send, signal: end.signal });
});
afterEach(() => {
  end.abort();
  list.remove();
  vi.restoreAllMocks();
});

const states = () => marks.summaries().map((it) => it.state);
const types = () => sent.map((it) => it.type).filter((it) => it !== 'marks-changed');
const host = () => document.querySelector('[data-rualens="report"]');

test('the bytes cross once: what follows speaks of them by their name', async () => {
  marks.scan();
  await expect.poll(states).toEqual(['report']);
  answer = () => reports({ stored: true });
  expect(await marks.importAll()).toBe(1);
  expect(types()).toEqual(['file-chunk', 'held-file']);
  expect(sent.find((it) => it.type === 'held-file')).toMatchObject({ intent: 'import', file: HASH });
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('where the background has let go of them they are sent again, and not fetched again', async () => {
  marks.scan();
  await expect.poll(states).toEqual(['report']);
  answer = (message) =>
    message.type === 'held-file' ? { outcome: 'failed', code: 'restart' } : reports({ stored: true });
  expect(await marks.importAll()).toBe(1);
  expect(types()).toEqual(['file-chunk', 'held-file', 'file-chunk']);
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('an import that fails says so, and the mark stays', async () => {
  marks.scan();
  await expect.poll(states).toEqual(['report']);
  answer = () => ({ outcome: 'failed', code: 'internal' });
  expect(await marks.importAll()).toBe(0);
  expect(states()).toEqual(['report']);
  expect(roots[0]?.querySelector('.note')?.textContent).toBe(texts.importFailed(texts.failures.internal));
});

test('the page sees no difference between a report that is stored and one that is not', async () => {
  marks.scan();
  await expect.poll(states).toEqual(['report']);
  const before = host()?.outerHTML;
  const box = () => JSON.stringify(host()?.getBoundingClientRect());
  const size = box();
  answer = () => reports({ stored: true, spf: 'checked', notInSpf: 2, inSpf: { senders: 1, of: 3 } });
  await marks.importAll();
  expect(states()).toEqual(['stored']);
  expect(host()?.outerHTML).toBe(before);
  expect(box()).toBe(size);
});

test('marks of what is hidden are neither told nor imported', async () => {
  marks.scan();
  await expect.poll(states).toEqual(['report']);
  list.style.display = 'none';
  expect(states()).toEqual([]);
  expect(await marks.importAll()).toBe(0);
  expect(types()).toEqual(['file-chunk']);
});

test('what is read on a click only is read on a click only', async () => {
  source = { by: 'click', address: () => '/file' };
  marks.scan();
  expect(marks.summaries().map((it) => [it.state, it.offered])).toEqual([['named', true]]);
  expect(await marks.importAll()).toBe(0);
  expect(fetch).not.toHaveBeenCalled();
  await marks.readAll();
  expect(states()).toEqual(['report']);
});

test('[NAME-1] names in a mark are shown as they are: hidden, reversed and mixed letters are told', async () => {
  const poison = '\u202e\u200bb\u0430d';
  const name = `${poison}.example`;
  answer = () =>
    reports({
      ...{ reporter: name, domain: name, strangeMail: name, spf: 'checked', notInSpf: 1, notes: 1 },
      senders: [
        {
          ...{ key: 'ip:192.0.2.1', name, status: 'not', messages: 5, passed: 3, evidence: name },
        } as MarkReport['senders'][number],
      ],
      moreSenders: 1,
    });
  marks.scan();
  const drawn = () =>
    roots.flatMap((root) =>
      [...root.querySelectorAll('*')].flatMap((it) => [
        ...[...it.childNodes].filter((node) => node instanceof Text).map((node) => node.data),
        it.getAttribute('title') ?? '',
        it.getAttribute('aria-label') ?? '',
      ]),
    );
  await expect.poll(() => drawn().join(' ')).toContain('⟨U+202E⟩');
  expect(drawn().join(' ')).toContain('xn--');
  for (const root of roots) root.querySelector<HTMLElement>('[aria-expanded]')?.click();
  expect(drawn().filter((text) => /[\u202e\u200b\u0430]/.test(text))).toEqual([]);
});
