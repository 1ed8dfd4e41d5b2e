import { expect, test } from 'vitest';
import {
  insertTerms,
  MAX_BARE_ADDRESSES,
  type RecordTrial,
  spfChange,
  type WantedSender,
} from '../../../core/domains/spf-change.ts';

/* A record's effect in miniature: ip4 and ip6 terms match exactly, includes are looked up here. */
const INCLUDES: Record<string, { addresses: string[]; lookups: number; count: number }> = {
  'spf.crm.test': { addresses: ['192.0.2.10', '192.0.2.11'], lookups: 1, count: 512 },
  'all.crm.test': { addresses: ['192.0.2.10', '192.0.2.11', '192.0.2.12'], lookups: 3, count: 4096 },
  'deep.test': { addresses: ['198.51.100.1'], lookups: 9, count: 1 },
};

async function tryRecord(text: string): Promise<RecordTrial> {
  const passing = new Set<string>();
  let [lookups, addressCount] = [0, 0];
  for (const word of text.split(' ')) {
    if (/^[?~-]?all$/.test(word)) break;
    const [, kind, value = ''] = /^(ip4|ip6|include):(.*)$/.exec(word) ?? [];
    if (kind === 'include') {
      lookups += INCLUDES[value]?.lookups ?? 1;
      addressCount += INCLUDES[value]?.count ?? 0;
      for (const address of INCLUDES[value]?.addresses ?? []) passing.add(address);
    } else if (kind !== undefined) {
      passing.add(value);
      addressCount += 1;
    }
  }
  const problem = lookups > 10 ? 'too-many-lookups' : text.includes('bogus') ? 'syntax' : '';
  return { passes: (address) => passing.has(address), lookups, voids: 0, problem, addressCount };
}

const sender = (change: Partial<WantedSender>): WantedSender => ({
  key: 'service:crm',
  name: 'CRM',
  addresses: ['192.0.2.10', '192.0.2.11'],
  includes: ['all.crm.test', 'spf.crm.test'],
  forwarder: false,
  envelopeAligned: true,
  ...change,
});

test('a known include goes in front of all, the cheapest that covers the sender, and says whom else it admits', async () => {
  expect(await spfChange('v=spf1 ip4:203.0.113.1 -all', [sender({})], tryRecord)).toEqual({
    before: 'v=spf1 ip4:203.0.113.1 -all',
    after: 'v=spf1 ip4:203.0.113.1 include:spf.crm.test -all',
    terms: [{ term: 'include:spf.crm.test', senders: ['service:crm'], admits: 512 }],
    lookups: { before: 0, after: 1 },
    refused: [],
    problems: [],
  });
});

test('the include that covers more wins over the cheaper one', async () => {
  const change = await spfChange(
    'v=spf1 -all',
    [sender({ addresses: ['192.0.2.10', '192.0.2.12'] })],
    tryRecord,
  );
  expect(change.after).toBe('v=spf1 include:all.crm.test -all');
});

test('what no include covers is added as bare addresses, of both families', async () => {
  const senders = [
    sender({ addresses: ['192.0.2.11', '192.0.2.99', '2001:db8::9'], includes: ['spf.crm.test'] }),
  ];
  const change = await spfChange('v=spf1 -all', senders, tryRecord);
  expect(change.after).toBe('v=spf1 include:spf.crm.test ip4:192.0.2.99 ip6:2001:db8::9 -all');
  expect(change.terms.map((each) => each.admits)).toEqual([512, 0, 0]);
});

test('where ten look-ups would be passed, bare addresses are taken instead [ADVICE-8]', async () => {
  const change = await spfChange(
    'v=spf1 include:deep.test include:spf.crm.test -all',
    [sender({ key: 'b', addresses: ['192.0.2.12'], includes: ['all.crm.test'] })],
    tryRecord,
  );
  expect(change.after).toBe('v=spf1 include:deep.test include:spf.crm.test ip4:192.0.2.12 -all');
  expect(change.lookups).toEqual({ before: 10, after: 10 });
  expect(change.problems).toEqual([]);
});

test('several senders are worked in one after the other; one include may serve two', async () => {
  const senders = [
    sender({ addresses: ['192.0.2.10'] }),
    sender({ key: 'ip:192.0.2.11', addresses: ['192.0.2.11'], includes: [] }),
    sender({ key: 'ip:192.0.2.77', addresses: ['192.0.2.77'], includes: [] }),
  ];
  const change = await spfChange('v=spf1 redirect=x.test', senders, tryRecord);
  expect(change.after).toBe('v=spf1 include:spf.crm.test ip4:192.0.2.77 redirect=x.test');
  expect(change.refused).toEqual([{ key: 'ip:192.0.2.11', reason: 'already-in' }]);
});

test('forwarders, strangers’ envelopes and crowds of addresses are refused with the reason', async () => {
  const many = Array.from({ length: MAX_BARE_ADDRESSES + 1 }, (_, i) => `203.0.113.${i}`);
  const senders = [
    sender({ key: 'f', forwarder: true }),
    sender({ key: 'e', envelopeAligned: false }),
    sender({ key: 'm', addresses: many, includes: [] }),
  ];
  const change = await spfChange('v=spf1 -all', senders, tryRecord);
  expect(change.after).toBe('v=spf1 -all');
  expect(change.refused).toEqual([
    { key: 'f', reason: 'forwarder' },
    { key: 'e', reason: 'envelope-not-aligned' },
    { key: 'm', reason: 'too-many-addresses' },
  ]);
});

test('a domain without a record gets one; an invalid record is mended first', async () => {
  expect((await spfChange('', [sender({ addresses: ['192.0.2.10'] })], tryRecord)).after).toBe(
    'v=spf1 include:spf.crm.test ~all',
  );
  const invalid = await spfChange('v=spf1 bogus -all', [sender({})], tryRecord);
  expect(invalid).toMatchObject({
    after: 'v=spf1 bogus -all',
    terms: [],
    problems: [{ code: 'before-invalid', detail: 'syntax' }],
  });
});

test('a record over ten look-ups is told, and a long one too', async () => {
  const over = await spfChange(
    'v=spf1 include:deep.test include:all.crm.test -all',
    [sender({ addresses: ['192.0.2.55'], includes: [] })],
    tryRecord,
  );
  expect(over).toMatchObject({
    lookups: { before: 12, after: 12 },
    problems: [{ code: 'too-many-lookups', detail: '12' }],
  });
  const long = `v=spf1 ${Array.from({ length: 40 }, (_, i) => `ip4:198.51.100.${i}`).join(' ')} -all`;
  expect((await spfChange(long, [sender({})], tryRecord)).problems[0]?.code).toBe('record-long');
});

test('terms after all are never reached, so new ones stand before it', () => {
  expect(insertTerms('v=spf1 a ~ALL exp=why.test', ['mx'])).toBe('v=spf1 a mx ~ALL exp=why.test');
  expect(insertTerms('v=spf1 exp=why.test a', ['mx'])).toBe('v=spf1 mx exp=why.test a');
  expect(insertTerms('v=spf1', ['mx'])).toBe('v=spf1 mx');
});
