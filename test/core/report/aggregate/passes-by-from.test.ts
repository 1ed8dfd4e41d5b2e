import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PassesByFrom } from '../../../../core/report/aggregate/passes-by-from.ts';
import { blockOf } from '../../../support/traffic.ts';

const NAMES = {
  '': true,
  'example.com': true,
  'EXAMPLE.com': true,
  'shop.example.com': true,
  'badexample.com': false,
  'example.org': false,
  com: false,
};

test('what passes under a name outside the policy domain is no mail of that domain [SEND-5]', () => {
  const row = fc.record({
    from: fc.constantFrom(...(Object.keys(NAMES) as (keyof typeof NAMES)[])),
    n: fc.integer({ min: 1, max: 50 }),
    dkimPass: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(fc.array(row, { minLength: 1 }), { maxLength: 4 }), (blocks) => {
      const passes = new PassesByFrom();
      for (const rows of blocks) passes.add(blockOf(rows.map((each) => ({ ...each, ip: '192.0.2.1' }))));
      const stray = blocks.flat().filter(({ from, dkimPass }) => dkimPass && !NAMES[from]);
      expect(passes.outside('Example.com')).toBe(stray.reduce((sum, { n }) => sum + n, 0));
      expect(passes.outside('')).toBe(0);
    }),
  );
});
