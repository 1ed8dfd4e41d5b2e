import { expect, test } from 'vitest';
import { mountApp } from '../../pwa/app.tsx';
import { resolverDialogOpen } from '../../pwa/state/resolver-choice.ts';
import { FAKE_SENDERS } from '../support/fake-data.ts';
import { createFakeEngine } from '../support/fake-engine.ts';

/** The shell over a fake engine: one page, since the app takes the whole document. */

const engine = createFakeEngine({ settings: { language: 'en', theme: 'dark' } });
const many = Array.from({ length: 20_000 }, (_, i) => ({
  ...FAKE_SENDERS[2]!,
  key: `ip:n${i}`,
  name: `sender ${i}`,
}));
const listSenders = engine.senders.list;
engine.senders.list = async (domain, period) => ({ ...(await listSenders(domain, period)), senders: many });

const root = document.createElement('div');
document.body.append(root);
location.hash = '#/domains';
mountApp(root, { kind: 'web', version: 'test', update: null, engine });

const settled = (find: () => unknown) => expect.poll(find, { timeout: 10_000 }).toBeTruthy();
const $ = (selector: string) => document.querySelector<HTMLElement>(selector);

test('theme and language come from the settings, and a switch of language changes every text', async () => {
  await settled(() => $('tr[data-row="example.com"]'));
  expect(document.documentElement.dataset.theme).toBe('dark');
  location.hash = '#/settings';
  await settled(() => [...document.querySelectorAll('button')].some((b) => b.textContent === 'Deutsch'));
  [...document.querySelectorAll('button')].find((b) => b.textContent === 'Deutsch')?.click();
  await settled(() => $('h1')?.textContent === 'Einstellungen');
  expect(document.documentElement.lang).toBe('de');
  expect($('.nav')?.textContent).toContain('Berichte');
});

test('20,000 senders: only the rows in sight are in the document, and arrow keys walk over them', async () => {
  location.hash = '#/reports?domain=example.com';
  await settled(() => $('tr[data-row="ip:n0"]'));
  const drawn = () => document.querySelectorAll('tr[data-row]').length;
  expect(drawn()).toBeLessThan(100);
  expect($('table[aria-rowcount]')?.getAttribute('aria-rowcount')).toBe('20002');
  // Nothing jumps while one scrolls: a row is as high as the gap that stands for it.
  expect($('tr[data-row="ip:n1"]')?.offsetHeight).toBe(53);
  window.scrollTo(0, document.documentElement.scrollHeight);
  await settled(() => $('tr[data-row="ip:n19999"]'));
  expect(drawn()).toBeLessThan(100);
  window.scrollTo(0, 0);
  await settled(() => $('tr[data-row="ip:n0"] a'));
  const first = $('tr[data-row="ip:n0"] a');
  first?.focus();
  first?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
  expect(document.activeElement?.closest('tr')?.dataset.row).toBe('ip:n1');
});

test('5,000 addresses of a sender: few are drawn, the last is reached, a range narrows them', async () => {
  const senderDetails = engine.senders.details;
  engine.senders.details = async (...asked) => {
    const details = await senderDetails(...asked);
    const [one] = details?.addresses ?? [];
    if (!details || !one) return details;
    const addresses = Array.from({ length: 5_000 }, (_, i) => ({
      ...one,
      address: `2001:db8::${i.toString(16)}`,
      status: i % 5 === 0 ? ('not' as const) : ('in' as const),
    }));
    return { ...details, addresses };
  };
  engine.senders.nameAddresses = async () =>
    ({ refused: '', named: [], nameless: [], failed: [], leftOut: 0 }) as never;
  const { key } = FAKE_SENDERS[2]!;
  location.hash = `#/reports?domain=example.com&sender=${encodeURIComponent(key)}&tab=addresses`;
  await settled(() => $('[data-address="2001:db8::0"]'));
  const drawn = () => document.querySelectorAll('[data-address]').length;
  const status = () => $('dialog .row [role=status]')?.textContent;
  expect(drawn()).toBeLessThan(60);
  expect(status()).toBe('5.000 von 5.000 Adressen');
  const dialog = $('dialog')!;
  // Heights are measured as entries come into sight, so the end moves a little on the way.
  await settled(() => {
    dialog.scrollTop = dialog.scrollHeight;
    return $('[data-address="2001:db8::1387"]');
  });
  expect(drawn()).toBeLessThan(60);
  dialog.scrollTop = 0;
  const search = $('dialog input[type=search]') as HTMLInputElement;
  search.value = '2001:db8::1380/126';
  search.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settled(() => status() === '4 von 5.000 Adressen');
  $('dialog .chip')?.click();
  await settled(() => status() === '1 von 5.000 Adressen');
  expect($('[data-address]')?.dataset.address).toBe('2001:db8::1383');
});

test('an Ignored that ended says that the address entered the record, and offers no end', async () => {
  const decision = { domain: 'example.com', addresses: ['192.0.2.7'], by: 'Kim', at: 1_772_409_600 };
  engine.senders.listIgnored = async () => [
    { ...decision, senderKey: 'ip:192.0.2.7', senderName: '192.0.2.7', note: 'club', endedAt: 1_772_496_000 },
  ];
  location.hash = '#/reports?view=ignored';
  await settled(() =>
    $('tr[data-row]')?.textContent?.includes('Beendet am 3. März 2026: steht im SPF-Eintrag'),
  );
  expect($('tr[data-row] button')).toBeNull();
  expect($('tr[data-row]')?.dataset.dim).toBe('');
});

test('search over everything: opened by a key from any page, walked with arrows, opened with Enter', async () => {
  const hit = (text: string) => ({
    ...{ kind: 'domain' as const, domain: text, text, key: '', messages: 7, detail: '', report: null },
  });
  engine.search.find = async (text) =>
    text === 'zwei'
      ? [{ kind: 'domain', hits: [hit('one.example'), hit('two.example')], total: 1_234, atLeast: false }]
      : [];
  location.hash = '#/alerts';
  await settled(() => location.hash === '#/alerts' && $('h1')?.textContent === 'Alarme');
  const key = (name: string, change: KeyboardEventInit = {}) =>
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...change }),
    );
  (document.activeElement as HTMLElement | null)?.blur();
  key('k');
  key('k', { ctrlKey: true });
  await settled(() => $('.search-everything input') === document.activeElement);
  const field = $('.search-everything input') as HTMLInputElement;
  field.value = 'zwei';
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settled(() => $('[data-found="domain"]'));
  expect($('[data-found="domain"] h3')?.textContent).toBe('Domains 2 von 1.234');
  expect($('.search-everything [role=status]')?.textContent).toBe('1.234 Treffer.');
  key('ArrowDown');
  key('ArrowDown');
  expect(document.activeElement?.textContent).toContain('two.example');
  key('ArrowUp');
  key('ArrowUp');
  expect(document.activeElement).toBe(field);
  key('Enter');
  await settled(() => location.hash === '#/domain?domain=one.example');
  expect($('dialog')).toBe(null);
  // Back leads out of it.
  key('k', { ctrlKey: true });
  await settled(() => $('.search-everything'));
  history.back();
  await settled(() => $('dialog') === null);
  // Typing into a field is no wish to search.
  location.hash = '#/domains';
  await settled(() => $('main input[type=search]'));
  $('main input[type=search]')?.focus();
  key('/');
  expect($('dialog')).toBe(null);
});

test('back leads to the page before, with its filters', async () => {
  location.hash = '#/domains?status=blocked';
  await settled(() => document.querySelectorAll('tr[data-row]').length === 2);
  location.hash = '#/import';
  await settled(() => $('h1')?.textContent === 'Import');
  history.back();
  await settled(() => location.hash.includes('status=blocked'));
  await settled(() => $('h1')?.textContent === 'Domains');
  await settled(() => document.querySelectorAll('tr[data-row]').length === 2);
});

test('[PRIV-4] whoever chooses a resolver is asked whether senders are named: off until ticked, with what it tells', async () => {
  resolverDialogOpen.value = true;
  await settled(() => $('dialog input[type="radio"]'));
  $('dialog input[type="radio"]')?.click();
  await settled(() => $('dialog label.choice input[type="checkbox"]'));
  const box = $('dialog label.choice input[type="checkbox"]') as HTMLInputElement;
  expect(box.checked).toBe(false);
  expect(box.closest('label')?.textContent).toMatch(/read|gelesen|sees|sieht/);
  resolverDialogOpen.value = false;
});
