import { expect, test } from 'vitest';
import type { StoredAlert } from '../../../core/model/stored.ts';
import { mountApp } from '../../../pwa/app.tsx';
import { createFakeEngine } from '../../support/fake-engine.ts';

/** New alerts while the app is open: message, count, badge, system notice. The browser's own calls are noted. */

const badges: (number | 'clear')[] = [];
const shown: string[] = [];
class FakeNotification {
  static permission: NotificationPermission = 'default';
  static answer: NotificationPermission = 'denied';
  static async requestPermission() {
    FakeNotification.permission = FakeNotification.answer;
    return FakeNotification.answer;
  }
  onclick: (() => void) | null = null;
  constructor(title: string, options: { body: string }) {
    shown.push(`${title}: ${options.body}`);
  }
}
Object.assign(navigator, {
  setAppBadge: async (count: number) => void badges.push(count),
  clearAppBadge: async () => void badges.push('clear'),
});
Object.defineProperty(window, 'Notification', { value: FakeNotification, configurable: true });

const engine = createFakeEngine({ settings: { language: 'en' } });
let alerts: StoredAlert[] = [];
engine.alerts.unread = async () => alerts.filter((it) => it.state === 'unread').length;
engine.alerts.list = async () => alerts;
engine.alerts.rules = async () => [];
engine.alerts.setState = async (ids, state) => {
  alerts = alerts.map((it) => (ids.includes(it.id) ? { ...it, state } : it));
  listener({ topic: 'alerts', domains: [] });
};
engine.alerts.takeToTell = async () => {
  const fresh = alerts.filter((it) => it.state === 'unread' && !it.notified);
  alerts = alerts.map((it) => ({ ...it, notified: true }));
  return fresh;
};
let listener: Parameters<typeof engine.onChange>[0] = () => undefined;
engine.onChange = async (next) => {
  listener = next;
};

/** As background work raises alerts: the engine says that the topic changed. */
function raise(...domains: string[]): void {
  const fresh = domains.map((domain, i): StoredAlert => {
    const id = `rule|${domain}|${alerts.length + i}`;
    const data = { messages: 30, of: 40 };
    const kind = 'non-compliant-mail';
    return { id, rule: 'rule', kind, domain, day: 20_000, at: 0, state: 'unread', notified: false, data };
  });
  alerts = [...fresh, ...alerts];
  listener({ topic: 'alerts', domains });
}

const root = document.createElement('div');
document.body.append(root);
location.hash = '#/domains';
mountApp(root, { kind: 'web', version: 'test', update: null, engine });

const settled = (find: () => unknown) => expect.poll(find, { timeout: 10_000 }).toBeTruthy();
const toasts = () => [...document.querySelectorAll('.toast')].map((it) => it.textContent ?? '');
const button = (words: string) =>
  [...document.querySelectorAll<HTMLElement>('button, input')].find((it) =>
    (it.closest('label')?.textContent ?? it.textContent)?.includes(words),
  );

test('an alert raised while the app is open is told in the page, counted, and not noticed without consent', async () => {
  await settled(() => document.querySelector('h1'));
  raise('shop.example');
  await settled(() => toasts().some((it) => it.includes('30 of 40 messages of shop.example failed DMARC.')));
  expect(document.querySelector('.nav-count')?.textContent).toBe('1');
  expect(badges.at(-1)).toBe(1);
  expect(shown).toEqual([]);
  button('Look at it')?.click();
  await settled(() => location.hash === '#/alerts');
  // Looking at the inbox is reading it.
  await settled(() => badges.at(-1) === 'clear');
});

test('refused consent switches nothing on; given, each alert is a notice, many are one', async () => {
  location.hash = '#/alerts?tab=rules';
  const label = 'Tell me by system notices';
  await settled(() => button(label));
  button(label)?.click();
  await settled(() => document.body.textContent?.includes('The browser does not allow notices'));
  expect((button(label) as HTMLInputElement).checked).toBe(false);

  FakeNotification.answer = 'granted';
  button(label)?.click();
  await settled(() => (button(label) as HTMLInputElement).checked);
  location.hash = '#/domains';
  await settled(() => document.querySelector('h1')?.textContent === 'Domains');
  raise('a.example');
  await settled(() => shown.length === 1);
  expect(shown[0]).toBe('Non-compliant mail: 30 of 40 messages of a.example failed DMARC.');
  raise('b.example', 'c.example', 'd.example', 'e.example');
  await settled(() => shown.length === 2);
  expect(shown[1]).toBe('4 new alerts: Non-compliant mail');
});

test('an address that enters the SPF record while the app is open ends its Ignored, told once', async () => {
  const base = { domain: 'shop.example', addresses: ['192.0.2.7'], by: '', note: '', at: 1 };
  const row = (name: string, endedAt: number | null) => ({
    ...base,
    senderKey: `ip:${name}`,
    senderName: name,
    endedAt,
  });
  const now = Math.floor(Date.now() / 1000);
  engine.senders.listIgnored = async () => [
    row('192.0.2.7', now),
    row('192.0.2.8', null),
    row('192.0.2.9', now - 99_999),
  ];
  const said = () => toasts().filter((it) => it.includes('no longer ignored'));
  listener({ topic: 'senders', domains: [] });
  await settled(() => said().length > 0);
  listener({ topic: 'senders', domains: [] });
  raise('later.example');
  await settled(() => toasts().some((it) => it.includes('later.example')));
  expect(said()).toHaveLength(1);
  expect(said()[0]).toContain('192.0.2.7 has entered the SPF record of shop.example');
});
