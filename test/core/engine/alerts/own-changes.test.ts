import { expect, test } from 'vitest';
import { foreignChanges } from '../../../../core/engine/alerts/own-changes.ts';
import type { DnsChange } from '../../../../core/model/alert.ts';
import type { ChangeEntry } from '../../../../core/model/host.ts';
import { hostSettings } from '../../../support/host-settings.ts';

const DOMAIN = 'example.com';
const NONE = 'v=DMARC1; p=none';
const REJECT = 'v=DMARC1; p=reject';

const seen = (at: number, before: string, after: string, change: Partial<DnsChange> = {}): DnsChange => ({
  at,
  what: 'dmarc',
  name: `_dmarc.${DOMAIN}`,
  before,
  after,
  ...change,
});

const made = (time: number, text: string, change: Partial<ChangeEntry> = {}): ChangeEntry => ({
  id: `c${time}`,
  time,
  hostId: 'host-1',
  domain: DOMAIN,
  action: 'policy',
  before: null,
  after: { name: `_dmarc.${DOMAIN}`, texts: [text], ttl: 60 },
  result: 'done',
  problem: null,
  calls: [],
  reverts: null,
  ...change,
});

test('what the newest change from here put there is no news; anything else is [ALERT-9]', () => {
  const own = seen(110, NONE, 'v=DMARC1;p=reject');
  const foreign = seen(200, REJECT, 'v=DMARC1; p=none; rua=mailto:thief@elsewhere.example');
  // The record that was there before, brought back by somebody.
  const old = seen(300, REJECT, NONE);
  const log = [made(100, REJECT), made(50, NONE)];
  expect(foreignChanges([own, foreign, old], DOMAIN, log, [])).toEqual([foreign, old]);
  expect(foreignChanges([own], DOMAIN, [made(100, REJECT, { result: 'failed' })], [])).toEqual([own]);
  expect(foreignChanges([own], DOMAIN, [made(100, REJECT, { domain: 'example.net' })], [])).toEqual([own]);
  // Seen before it was made: not by this change.
  expect(foreignChanges([seen(10, NONE, REJECT)], DOMAIN, log, [])).toHaveLength(1);
});

test('SPF published from here, and the delegation that the guide led to', () => {
  const record = { name: DOMAIN, type: 'TXT', kind: 'spf' } as const;
  const spf = made(100, 'v=spf1 -all', { action: 'spf', record });
  const change = seen(120, 'v=spf1 ~all', 'v=spf1 -all', { what: 'spf', name: DOMAIN });
  const include = seen(120, 'v=spf1 ~all', 'v=spf1 -all', { what: 'spf', name: 'spf.example.net' });
  expect(foreignChanges([change, include], DOMAIN, [spf], [])).toEqual([include]);

  const host = hostSettings({ nameServers: ['NS2.policy.example', 'ns1.policy.example'] });
  const way = (after: string) => seen(500, 'txt', after, { what: 'pointing' });
  const guided = way('ns ns1.policy.example ns2.policy.example');
  const stolen = way('ns ns1.elsewhere.example');
  const fill = made(400, NONE, { action: 'fill' });
  expect(foreignChanges([guided, stolen], DOMAIN, [fill], [host])).toEqual([stolen]);
  expect(foreignChanges([guided], DOMAIN, [made(400, NONE)], [host])).toEqual([guided]);
});
