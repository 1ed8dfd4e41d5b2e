import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogueOf } from '../../../core/senders/find-service.ts';
import { groupAddresses } from '../../../core/senders/group.ts';
import { openMixedPrefixes } from '../../../core/senders/open-prefixes.ts';
import { STATUS_CODE } from '../../../core/senders/status.ts';

test('no row of single addresses holds addresses that are judged differently, and no address is lost [SENDER-3]', () => {
  const address = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 4 }));
  const entry = fc.record({ address, code: fc.constantFrom(...Object.values(STATUS_CODE)) });
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: (each) => each.address.join() }), (list) => {
      const addresses = list.map(({ address: [net, host] }) => `2001:db8:${net}:1::${host}`);
      const grouped = groupAddresses(addresses, {
        catalogue: catalogueOf([]),
        reverseName: () => undefined,
        passes: () => [],
        corrections: [],
      });
      const flow = new Uint8Array();
      const judgement = {
        flow,
        address: Uint8Array.from(list, (each) => each.code),
        remarks: new Uint8Array(list.length),
      };
      const { senders, senderOf } = openMixedPrefixes(addresses, grouped, judgement);
      for (const { members } of senders) {
        expect(new Set(members.map((a) => judgement.address[a])).size).toBe(1);
      }
      expect(senders.flatMap(({ members }) => members).sort()).toEqual(addresses.map((_, a) => a).sort());
      addresses.forEach((_, a) => {
        expect(senders[senderOf[a]!]?.members).toContain(a);
      });
      expect(new Set(senders.map(({ key }) => key)).size).toBe(senders.length);
    }),
  );
});
