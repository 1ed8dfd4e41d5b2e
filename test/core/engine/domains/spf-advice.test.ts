import { expect, test } from 'vitest';
import { spfChange } from '../../../../core/domains/spf-change.ts';
import { tryRecord } from '../../../../core/engine/judge/try-record.ts';
import { type Zone, zoneResolver } from '../../../support/zone-resolver.ts';

const services = (count: number): Zone =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`i${i}.example`, { TXT: ['v=spf1 ip4:198.51.100.1 -all'] }]),
  );
const includes = (count: number) =>
  Array.from({ length: count }, (_, i) => `include:i${i}.example`).join(' ');

const MACROS = ['exists:%{i}._spf.mta.example', 'include:%{i}._ip.%{h}._ehlo.%{d}._spf.mta.example', 'ptr'];
const NEW: Zone = { '_spf.new.example': { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] } };

const sender = (addresses: string[], names = ['_spf.new.example']) => ({
  key: 's',
  name: 'New',
  addresses,
  includes: names,
  forwarder: false,
  envelopeAligned: true,
});

test.each(MACROS)(
  'behind %s look-ups are those of the whole record, and includes are proposed',
  async (macro) => {
    const text = `v=spf1 ${macro} ${includes(8)} ~all`;
    const { resolve } = zoneResolver({ ...services(8), ...NEW, 'example.com': { TXT: [text] } });
    const trial = tryRecord('example.com', resolve);
    expect(await trial(text)).toMatchObject({ lookups: 9, problem: '' });
    const change = await spfChange(text, [sender(['192.0.2.1', '192.0.2.2'])], trial);
    if (macro.includes('%{h}')) {
      // What the record does for these addresses hangs on what no report carries: nothing is claimed.
      expect(change.lookups.before).toBe(9);
    } else {
      expect(change).toMatchObject({
        terms: [{ term: 'include:_spf.new.example' }],
        lookups: { before: 9, after: 10 },
        refused: [],
        problems: [],
      });
    }
  },
);

test('a record that would pass the limit behind a macro is not taken', async () => {
  const text = `v=spf1 exists:%{i}._spf.mta.example ${includes(9)} ~all`;
  const { resolve } = zoneResolver({ ...services(12), ...NEW, 'example.com': { TXT: [text] } });
  const trial = tryRecord('example.com', resolve);
  const change = await spfChange(text, [sender(['192.0.2.1'])], trial);
  expect(change.terms.map((each) => each.term)).toEqual(['ip4:192.0.2.1']);
  expect(await trial(`v=spf1 exists:%{i}._spf.mta.example ${includes(12)} ~all`)).toMatchObject({
    lookups: 13,
    problem: 'too-many-lookups',
  });
});

test('a term that a term before it makes useless is not proposed', async () => {
  const text = 'v=spf1 -ip4:192.0.2.0/24 ~all';
  const { resolve } = zoneResolver({ 'example.com': { TXT: [text] } });
  const change = await spfChange(
    text,
    [sender(['192.0.2.1', '203.0.113.5'], [])],
    tryRecord('example.com', resolve),
  );
  expect(change.after).toBe('v=spf1 -ip4:192.0.2.0/24 ip4:203.0.113.5 ~all');
  expect(change.terms.map((each) => each.term)).toEqual(['ip4:203.0.113.5']);
  expect(change.refused).toEqual([{ key: 's', reason: 'not-in-after' }]);
});
