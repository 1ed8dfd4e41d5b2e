import { expect, test } from 'vitest';
import type { Service } from '../../../core/model/sender.ts';
import type { SpfVerdict } from '../../../core/model/spf.ts';
import type { ReverseName } from '../../../core/model/traffic.ts';
import { catalogueOf } from '../../../core/senders/find-service.ts';
import { type GroupingFacts, groupAddresses } from '../../../core/senders/group.ts';
import { judgeSenders } from '../../../core/senders/judge-senders.ts';
import { judgeTraffic } from '../../../core/senders/status.ts';
import { headerOf, type ShortRecord, trafficOf, verdict, verdicts } from '../../support/traffic.ts';

const service = (id: string, more: Partial<Service>): Service => ({
  id,
  name: id,
  kind: 'marketing',
  url: 'https://service.example',
  ptr: [],
  spf: [],
  dkim: [],
  envelope: [],
  forwards: 'no',
  ...more,
});
const NEWS = service('news', {
  ptr: ['out.news.example'],
  spf: ['_spf.news.example'],
  dkim: ['news.example'],
  envelope: ['bounce.news.example'],
});
const ISP = service('isp', { kind: 'mailbox', ptr: ['isp.example'], forwards: 'both' });
const RELAY = service('relay', {
  kind: 'forwarder',
  ptr: ['relay.example'],
  envelope: ['relay.example'],
  forwards: 'yes',
});
const CATALOGUE = catalogueOf([NEWS, ISP, RELAY]);

function facts(change: {
  names?: Record<string, ReverseName>;
  passes?: Record<string, SpfVerdict[]>;
  corrections?: GroupingFacts['corrections'];
}): GroupingFacts {
  return {
    catalogue: CATALOGUE,
    reverseName: (address) => change.names?.[address],
    passes: (address) => change.passes?.[address] ?? [],
    corrections: change.corrections ?? [],
  };
}

const said = (address: string, serviceId: string | null, note: string) => ({
  addresses: [address],
  serviceId,
  note,
  by: 'Kim',
  at: 1,
});

test('facts about an address put it into a service, and each says why', () => {
  const grouping = groupAddresses(
    ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5'],
    facts({
      names: { '192.0.2.1': { name: 'm7.out.news.example', confirmed: true } },
      passes: {
        '192.0.2.2': [
          verdict('example.com', 'pass', {
            path: ['example.com', '_spf.news.example', '_b.news.example'],
            term: 'ip4:192.0.2.0/29',
          }),
        ],
        '192.0.2.3': [verdict('bounce.news.example', 'pass', { term: 'a' })],
      },
      corrections: [said('192.0.2.4', 'news', 'their new range')],
    }),
  );
  expect(grouping.senders.map((sender) => [sender.key, sender.members])).toEqual([
    ['service:news', [0, 1, 2, 3]],
    ['ip:192.0.2.5', [4]],
  ]);
  expect(grouping.evidence).toEqual([
    { by: 'reverse-name', name: 'm7.out.news.example' },
    { by: 'published-range', spf: '_spf.news.example', term: 'ip4:192.0.2.0/29' },
    { by: 'envelope-spf', domain: 'bounce.news.example' },
    { by: 'user', note: 'their new range' },
    null,
  ]);
});

test('the user takes an address out of a service', () => {
  const grouping = groupAddresses(
    ['192.0.2.1'],
    facts({
      names: { '192.0.2.1': { name: 'm7.out.news.example', confirmed: true } },
      corrections: [said('192.0.2.1', null, 'a customer of theirs')],
    }),
  );
  expect(grouping.senders[0]?.key).toBe('ip:192.0.2.1');
});

test("the user's own ranges and corrections: the longest prefix wins, a /64 counts as one, a deleted service is no more", () => {
  const own = service('own-plant', { ranges: ['198.51.100.0/24', '2001:db8:7::/48'] });
  const line = service('own-line', { ranges: ['198.51.100.32/28'] });
  const addresses = [
    '198.51.100.7',
    '198.51.100.40',
    '2001:db8:7:1::9',
    '192.0.2.1',
    '2001:db8:9::5',
    '192.0.2.8',
  ];
  const grouping = groupAddresses(addresses, {
    ...facts({
      // A range of the user's is more particular than a reverse name.
      names: { '198.51.100.7': { name: 'm7.out.news.example', confirmed: true } },
      corrections: [
        said('192.0.2.1', 'own-gone', ''),
        said('2001:db8:9::/64', 'own-line', ''),
        said('192.0.2.8', 'own-line', 'moved'),
      ],
    }),
    catalogue: catalogueOf([NEWS], [own, line]),
  });
  expect(grouping.senders.map(({ key, members }) => [key, members.map((a) => addresses[a])])).toEqual([
    ['service:own-plant', ['198.51.100.7', '2001:db8:7:1::9']],
    ['service:own-line', ['198.51.100.40', '2001:db8:9::5', '192.0.2.8']],
    ['ip:192.0.2.1', ['192.0.2.1']],
  ]);
  expect(grouping.evidence[0]).toEqual({ by: 'own-range', range: '198.51.100.0/24' });
});

test('no unauthenticated name groups: unconfirmed reverse name, fail, softfail, over-broad pass [GROUP-1]', () => {
  const addresses = ['203.0.113.1', '203.0.113.2', '203.0.113.3', '203.0.113.4'];
  const grouping = groupAddresses(
    addresses,
    facts({
      names: {
        '203.0.113.1': { name: 'm7.out.news.example', confirmed: false },
        '203.0.113.2': { name: 'out.news.example.attacker.example', confirmed: true },
      },
      passes: {
        '203.0.113.3': [
          verdict('bounce.news.example', 'softfail', { path: ['bounce.news.example', '_spf.news.example'] }),
        ],
        '203.0.113.4': [
          verdict('example.com', 'pass', { path: ['example.com', '_spf.news.example'], overBroad: true }),
        ],
      },
    }),
  );
  expect(grouping.senders.map((sender) => sender.key)).toEqual(addresses.map((ip) => `ip:${ip}`));
});

test("names of an access provider's lines and rented hosts are no mail service", () => {
  const names: Record<string, ReverseName> = {
    '203.0.113.7': { name: 'c-203-0-113-7.hsd1.isp.example', confirmed: true },
    '203.0.113.8': { name: 'static.8.113.0.203.clients.isp.example', confirmed: true },
    '203.0.113.9': { name: 'pcb007109.dip.isp.example', confirmed: true },
    '203.0.113.10': { name: 'mail10-113.isp.example', confirmed: true },
  };
  const grouping = groupAddresses(Object.keys(names), facts({ names }));
  expect(grouping.senders.map((sender) => sender.key)).toEqual([
    'ip:203.0.113.7',
    'ip:203.0.113.8',
    'ip:203.0.113.9',
    'service:isp',
  ]);
});

test('the last known name of a path publishes the range', () => {
  const other = service('other', { spf: ['_spf.other.example'] });
  const path = ['example.com', '_spf.news.example', '_spf.other.example'];
  const grouping = groupAddresses(['192.0.2.9'], {
    ...facts({ passes: { '192.0.2.9': [verdict('example.com', 'pass', { path })] } }),
    catalogue: catalogueOf([NEWS, other]),
  });
  expect(grouping.senders[0]?.service?.id).toBe('other');
});

test('unknown IPv6 is one sender a /64', () => {
  const addresses = ['2001:db8:0:1::5', '2001:db8:0:1:ffff::9', '2001:db8:0:2::5', '2001:db8::1'];
  const grouping = groupAddresses(addresses, facts({}));
  expect(grouping.senders.map(({ key, name }) => [key, name])).toEqual([
    ['net:2001:db8:0:1::/64', '2001:db8:0:1::/64'],
    ['net:2001:db8:0:2::/64', '2001:db8:0:2::5'],
    ['net:2001:db8::/64', '2001:db8::1'],
  ]);
});

/** Records as reports carry them, judged whole: what a sender writes must not move him into a service. */
function judged(records: ShortRecord[], table: Parameters<typeof verdicts>[0], names = {}) {
  const traffic = trafficOf([[headerOf(), records]]);
  const verdictOf = verdicts(table);
  const judgement = judgeTraffic(traffic, { verdictOf, isIgnored: () => false });
  const grouping = groupAddresses(traffic.addresses, facts({ names }));
  return judgeSenders(traffic, grouping, judgement, CATALOGUE);
}

test('a spoofer who writes the envelope, From and signature of a service stays alone [GROUP-1]', () => {
  const spoofed: ShortRecord = {
    ip: '203.0.113.66',
    n: 500,
    from: 'example.com',
    envelope: 'x@bounce.news.example',
    spf: ['bounce.news.example pass mfrom'],
    dkim: ['news.example fail', 'example.com fail'],
  };
  const [sender] = judged([spoofed, { ...spoofed, from: 'news.example' }], {
    'example.com': { '*': 'fail' },
    'news.example': { '*': 'fail' },
  });
  expect(sender?.sender.key).toBe('ip:203.0.113.66');
  expect(sender?.status).toBe('not');
  expect(sender?.originators, 'a failed signature names nobody').toEqual([]);
  expect(sender?.forwarder).toBe(false);
});

test("a forwarder that carries a service's signature is not the service; the signature is a hint", () => {
  const forwarded: ShortRecord = {
    ip: '198.51.100.20',
    n: 7,
    envelope: 'srs@relay.example',
    spf: ['relay.example pass mfrom'],
    dkim: ['news.example pass', 'example.com pass'],
    dkimPass: true,
    reasons: ['local_policy arc=pass as.1.relay.example=pass'],
  };
  const [sender] = judged([forwarded], { 'example.com': { '*': 'softfail' } });
  expect(sender?.sender.key).toBe('ip:198.51.100.20');
  expect(sender?.originators).toEqual(['news']);
  expect(sender?.forwarder).toBe(true);
  expect(sender?.forwarderEvidence).toEqual([
    { code: 'forwarder-envelope', detail: 'relay.example', messages: 7 },
    { code: 'arc-pass', detail: '', messages: 7 },
    { code: 'dkim-aligned-spf-not', detail: '', messages: 7 },
  ]);
  expect(sender?.remarks).toEqual(['passes-by-dkim']);

  const [known] = judged(
    [forwarded],
    { 'example.com': { '*': 'softfail' } },
    { '198.51.100.20': { name: 'a.relay.example', confirmed: true } },
  );
  expect(known?.sender.key).toBe('service:relay');
  expect(known?.forwarderEvidence[0]).toEqual({ code: 'known-forwarder', detail: 'relay', messages: 7 });
});
