/** The popup and the options page over names that hold an override, a zero-width space and a Cyrillic letter. */
import { options, render } from 'preact';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { guardShownText } from '../../../core/lib/guard-shown-text.ts';
import type { SearchGroup } from '../../../core/model/search.ts';
import type { Overview } from '../../../extension/messages/own-protocol.ts';
import { popupTexts } from '../../../extension/texts/popup-texts.ts';

const POISON = '\u202e\u200bb\u0430d.example';
const RAW = /[\u202e\u200b\u0430]/;
const ID = 'b'.repeat(64);

const overview: Overview = {
  recent: [
    {
      ...{ id: ID, kind: 'aggregate', reporter: POISON, domain: POISON },
      ...{ begin: 1, end: 2, messages: 3, passed: 1 },
    },
  ],
  needs: {
    shown: [
      {
        ...{ domain: POISON, code: 'dkim-gone', urgency: 'now', subject: POISON, since: null, messages: 1 },
        ...{ detail: { selector: POISON }, step: { do: 'spf' } },
      },
    ],
    all: 1,
  },
  newDomains: [{ domain: POISON, reports: 2 }],
  alerts: { unread: 1, newest: [`3 messages of ${POISON} failed.`] },
};
const hits: SearchGroup[] = [
  {
    kind: 'domain',
    hits: [
      { kind: 'domain', domain: POISON, text: POISON, key: '', messages: 3, detail: POISON, report: null },
    ],
    total: 1,
    atLeast: false,
  },
];
const held = {
  ...{ reports: 1, decisions: { service: 1 }, confirms: [POISON], services: [POISON], alertRules: [POISON] },
  more: true,
};
const app = {
  origin: 'http://127.0.0.1:4517',
  state: 'connected',
  seen: 1,
  exchanged: null,
  held,
  added: false,
};

const before = options.vnode;
const root = document.createElement('div');

beforeAll(() => {
  options.vnode = guardShownText(before);
  const answers: Record<string, unknown> = { search: hits, apps: [app], overview };
  vi.stubGlobal('chrome', {
    runtime: { sendMessage: async ({ type }: { type: string }) => answers[type] ?? null },
    permissions: { contains: async () => false },
  });
  document.body.append(root);
});
afterAll(() => {
  render(null, root);
  root.remove();
  if (before) options.vnode = before;
  vi.unstubAllGlobals();
});

function drawn(): string[] {
  return [...root.querySelectorAll('*')].flatMap((it) => [
    ...[...it.childNodes].filter((node) => node instanceof Text).map((node) => node.data),
    ...['title', 'aria-label', 'alt', 'placeholder'].map((name) => it.getAttribute(name) ?? ''),
  ]);
}

test('[NAME-1] the overview, what a search finds and what an app would change are shown as they are', async () => {
  // Loaded here: they take the browser's API as they are loaded
  const { OverviewSection } = await import('../../../extension/popup/overview-section.tsx');
  const { AppAsks } = await import('../../../extension/bridge/app-asks.tsx');
  const { SearchSection } = await import('../../../extension/popup/search-section.tsx');
  const texts = popupTexts('en');
  render(
    <>
      <OverviewSection overview={overview} texts={texts} />
      <SearchSection texts={texts} />
      <AppAsks language="en" />
    </>,
    root,
  );
  await expect.poll(() => root.querySelector('[data-part="held"]')).not.toBeNull();
  const field = root.querySelector('input')!;
  field.value = 'b';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await expect.poll(() => root.querySelector('[data-hit]')).not.toBeNull();
  for (const part of ['alerts', 'needs', 'new-domains', 'hits', 'held']) {
    expect(root.querySelector(`[data-part="${part}"]`)?.textContent).toMatch(/⟨U\+202E⟩/);
  }
  expect(drawn().filter((text) => RAW.test(text))).toEqual([]);
});
