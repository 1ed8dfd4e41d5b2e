import { expect, test } from 'vitest';
import { mountApp } from '../../pwa/app.tsx';
import { FAKE_DOMAINS, FAKE_SENDERS } from '../support/fake-data.ts';
import { createFakeEngine } from '../support/fake-engine.ts';

/** Decisions over an engine that takes its time: they show at once, can be taken back, and leave the focus near. */

const engine = createFakeEngine({
  settings: { language: 'en', noNetwork: true, resolvers: [{ id: 'none', name: '', url: '' }] },
});
let release: (() => void)[] = [];
const blocked = () => new Promise<void>((go) => release.push(go));
const goOn = () => {
  for (const each of release) each();
  release = [];
};

const names = ['one.example', 'two.example', 'three.example'];
const found = names.map((domain) => ({ ...FAKE_DOMAINS[0]!, domain, listing: 'unconfirmed' as const }));
let listed = [FAKE_DOMAINS[0]!, ...found];
let tell: Parameters<typeof engine.onChange>[0] = () => undefined;
engine.onChange = async (listener) => {
  tell = listener;
};
const put = async (domains: string[], listing: 'confirmed' | 'declined' | 'unconfirmed') => {
  await blocked();
  listed = listed.map((row) => (domains.includes(row.domain) ? { ...row, listing } : row)) as typeof listed;
  tell({ topic: 'domains', domains });
};
engine.domains.list = async () => listed;
engine.domains.confirm = (domains) => put(domains, 'confirmed');
engine.domains.decline = (domains) => put(domains, 'declined');
engine.domains.remove = (domains) => put(domains, 'unconfirmed');

const root = document.createElement('div');
document.body.append(root);
location.hash = '#/domains';
mountApp(root, { kind: 'web', version: 'test', update: null, engine });

const settled = (find: () => unknown) => expect.poll(find, { timeout: 10_000 }).toBeTruthy();
const button = (label: string) => document.querySelector<HTMLElement>(`[aria-label="${label}"]`);
const withText = (words: string) =>
  [...document.querySelectorAll<HTMLElement>('button')].find((it) => it.textContent === words);
const focused = () => document.activeElement?.getAttribute('aria-label');

test('Mine and Not mine leave the list before the engine answers, and the focus goes to the next one', async () => {
  await settled(() => button('Mine: one.example'));
  button('Mine: one.example')?.focus();
  button('Mine: one.example')?.click();
  await settled(() => button('Mine: one.example') === null);
  expect(release).toHaveLength(1);
  expect(focused()).toBe('Mine: two.example');
  button('Not mine: two.example')?.focus();
  button('Not mine: two.example')?.click();
  await settled(() => button('Mine: two.example') === null);
  expect(focused()).toBe('Not mine: three.example');
  goOn();
  await settled(() => document.querySelector('tr[data-row="one.example"]'));
});

test('Undo of Not mine asks about the domain again', async () => {
  await settled(() => document.querySelector('.toast')?.parentElement?.textContent?.includes('two.example'));
  const toast = [...document.querySelectorAll('.toast')].find((it) =>
    it.textContent?.includes('two.example'),
  );
  [...(toast?.querySelectorAll('button') ?? [])].find((it) => it.textContent === 'Undo')?.click();
  await settled(() => release.length === 1);
  goOn();
  await settled(() => button('Mine: two.example'));
});

test('a decision that fails comes back into the list, and says so', async () => {
  engine.domains.confirm = async () => {
    throw new Error('the disk is full');
  };
  button('Mine: three.example')?.click();
  await settled(() => document.querySelector('.toasts')?.textContent?.includes('the disk is full'));
  await settled(() => button('Mine: three.example'));
});

test('a domain that was left alone is not offered on the Reports page', async () => {
  engine.domains.decline = async (domains) => {
    listed = listed.map((row) =>
      domains.includes(row.domain) ? { ...row, listing: 'declined' } : row,
    ) as typeof listed;
    tell({ topic: 'domains', domains });
  };
  button('Not mine: three.example')?.click();
  location.hash = '#/reports';
  const offered = () => [...document.querySelectorAll('main select option')].map((it) => it.textContent);
  await settled(() => offered().includes('one.example'));
  await settled(() => !offered().includes('three.example'));
});

test('Ignore shows at once in the list and the overlay, and Undo at once again', async () => {
  const { key } = FAKE_SENDERS.find((row) => row.status === 'not')!;
  const { ignore, unignore } = engine.senders;
  engine.senders.ignore = async (...args) => {
    await blocked();
    await ignore(...args);
  };
  engine.senders.unignore = async (...args) => {
    await blocked();
    await unignore(...args);
  };
  location.hash = `#/reports?domain=${FAKE_DOMAINS[0]!.domain}&sender=${encodeURIComponent(key)}&ask=ignore`;
  await settled(() => document.querySelector('dialog input[type=checkbox]'));
  const dialog = () => [...document.querySelectorAll('dialog')].at(-1);
  dialog()?.querySelector<HTMLInputElement>('.choice input[type=checkbox]')?.click();
  await settled(() => !withText('Ignore')?.hasAttribute('disabled'));
  withText('Ignore')?.click();
  const row = () => document.querySelector(`tr[data-row="${key}"]`)?.textContent;
  await settled(() => row()?.includes('Ignored'));
  expect(release).toHaveLength(1);
  await settled(() => document.activeElement !== document.body);
  goOn();
  await settled(() =>
    [...document.querySelectorAll('.toast')].some((it) => it.textContent?.includes('is ignored')),
  );
  const toast = [...document.querySelectorAll('.toast')].find((it) => it.textContent?.includes('is ignored'));
  [...(toast?.querySelectorAll('button') ?? [])].find((it) => it.textContent === 'Undo')?.click();
  await settled(() => row()?.includes('Not in SPF record'));
  goOn();
});
