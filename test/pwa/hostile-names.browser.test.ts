import { expect, test } from 'vitest';
import type { FailureReport, TlsReport } from '../../core/model/report.ts';
import { mountApp } from '../../pwa/app.tsx';
import { FAKE_DOMAINS, FAKE_SENDERS, NOW } from '../support/fake-data.ts';
import { createFakeEngine } from '../support/fake-engine.ts';

/** Every screen over an engine whose names hold an override, a zero-width space and a Cyrillic letter. */

/** RIGHT-TO-LEFT OVERRIDE, ZERO WIDTH SPACE, and a Cyrillic a among Latin letters. */
const POISON = '\u202e\u200bb\u0430d';
const RAW = /[\u202e\u200b\u0430]/;

/** Keys of answers that hold what a report, a mail or DNS said. */
const NAMES = new Set(
  `domain name reporter path selector hostName organisation headerFroms originators reporters tags senderName
   note by subject from text texts targets names contact orgName email extraContact reportId current domains
   envelopeFrom envelopeTo headerFrom human policyString mxHosts resolver fileName value host serviceName
   userAgent reportedDomain originalMailFrom originalRcptTo authResults dkimDomain dkimSelector originalHeaders
   strings sendingMta receivingHost reason`.split(/\s+/),
);

/** Poisons what the engine answers; the keys by which screens ask stay. */
function poisoned(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return NAMES.has(key) && value !== '' ? `${value}${POISON}` : value;
  if (Array.isArray(value)) return value.map((each) => poisoned(each, key));
  if (value === null || typeof value !== 'object' || value instanceof Blob) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, poisoned(each, name)]));
}

const TLS: TlsReport = {
  ...{ kind: 'tls', reporter: 'host.example', orgName: 'Host', contact: 'tls@host.example', reportId: '1' },
  ...{ begin: NOW - 86_400, end: NOW },
  policies: [
    {
      ...{ type: 'sts', domain: 'example.com', strings: ['mode: enforce'], mxHosts: ['mx.example.com'] },
      ...{ successful: 5, failed: 1 },
      failures: [
        {
          ...{ resultType: 'certificate-expired', sendingMta: '192.0.2.1', receivingHost: 'mx.example.com' },
          ...{ receivingIp: '192.0.2.2', sessions: 1, reason: 'expired' },
        },
      ],
    },
  ],
};
const FAILURE = {
  ...{ kind: 'failure', reporter: 'host.example', userAgent: 'agent', feedbackType: 'auth-failure' },
  ...{ authFailure: ['dmarc'], arrival: NOW, sourceIp: '192.0.2.7', reportedDomain: 'example.com' },
  ...{ identityAlignment: 'none', originalMailFrom: 'a@example.com', originalRcptTo: 'b@example.com' },
  ...{ deliveryResult: 'reject', authResults: 'dmarc=fail', dkimDomain: 'example.com', dkimSelector: 's1' },
  ...{ spfDns: '', originalHeaders: 'From: a@example.com', incidents: 1 },
} as FailureReport;

const fake = createFakeEngine({
  settings: { language: 'en', resolvers: [{ id: 'own', name: 'x', url: 'https://x.example' }] },
});
const decision = {
  domain: 'example.com',
  addresses: ['192.0.2.7'],
  by: 'Kim',
  at: NOW,
  note: 'club',
  endedAt: null,
};
fake.senders.listIgnored = async () => [
  { ...decision, senderKey: 'ip:192.0.2.7', senderName: 'club.example' },
];
fake.services.list = async () => [];
fake.services.listGroupings = async () => [];
fake.services.own = async () => [];
fake.alerts.rules = async () => [];
fake.hosts.list = async () => [];
fake.alerts.list = async () => [
  {
    id: 'a1',
    rule: 'r',
    kind: 'non-compliant-mail',
    domain: 'example.com',
    day: 20_000,
    at: NOW,
    state: 'unread',
    notified: true,
    data: { messages: 30, of: 40, senders: [{ key: 'ip:192.0.2.7', name: 'club.example', messages: 9 }] },
  },
];
fake.domains.needs = async () => ({
  needs: [
    {
      ...{
        domain: 'example.com',
        code: 'dkim-gone',
        urgency: 'now',
        subject: 's1',
        since: null,
        messages: 3,
      },
      ...{ detail: { selector: 's1' }, step: { do: 'domain', tab: 'configuration' } },
    },
  ],
  unknown: 0,
  importing: false,
  nextLook: null,
});
fake.reports.tlsView = async () => ({ id: 't1', imported: NOW, report: TLS });
fake.reports.failureView = async () => ({ id: 'f1', imported: NOW, keep: false, report: FAILURE });
/** A room whose answers are poisoned. */
function poisonedRoom(room: object): object {
  return new Proxy(room, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
      return async (...args: unknown[]) => poisoned(await method(...args));
    },
  });
}

const engine = new Proxy(fake, {
  get: (target, name: keyof typeof fake) =>
    name === 'onChange' || name === 'settings' || name === ('calls' as never)
      ? target[name]
      : poisonedRoom(target[name] as object),
});

const root = document.createElement('div');
document.body.append(root);
location.hash = '#/import';
mountApp(root, { kind: 'web', version: 'test', update: null, engine });

/** Texts of the page as they are drawn or read out, and the window's title. */
function drawn(): string[] {
  const texts = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text && !(node.parentElement instanceof HTMLScriptElement)) texts.push(node.data);
    if (!(node instanceof Element)) continue;
    for (const name of ['title', 'aria-label', 'alt', 'placeholder', 'label']) {
      texts.push(node.getAttribute(name) ?? '');
    }
  }
  return texts;
}

const sender = encodeURIComponent(FAKE_SENDERS[2]!.key);
const domain = FAKE_DOMAINS[0]!.domain;

test.each([
  ['domains', '#/domains'],
  ['senders', `#/reports?domain=${domain}`],
  ['sender, general', `#/reports?domain=${domain}&sender=${sender}`],
  ['sender, addresses', `#/reports?domain=${domain}&sender=${sender}&tab=addresses`],
  ['sender, reports', `#/reports?domain=${domain}&sender=${sender}&tab=reports`],
  ['ignoring', `#/reports?domain=${domain}&sender=${sender}&ask=ignore`],
  ['aggregate reports', `#/reports?domain=${domain}&view=aggregate`],
  ['ignored', '#/reports?view=ignored'],
  ['report', '#/report?id=r1'],
  ['TLS report', '#/tls/t1'],
  ['failure report', '#/failure/f1'],
  ['import', '#/import'],
  ['alerts', '#/alerts'],
  ['a domain in the address bar', `#/domain?domain=${encodeURIComponent(`x${POISON}.com`)}`],
])('[NAME-1] %s: names are shown, and nothing hidden or mixed is drawn as it came', async (_, hash) => {
  location.hash = hash;
  const shown = () => drawn().filter((text) => text.includes('⟨U+202E⟩') || text.includes('xn--'));
  await expect.poll(() => shown().length, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(drawn().filter((text) => RAW.test(text))).toEqual([]);
});
