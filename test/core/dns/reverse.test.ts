import { expect, test } from 'vitest';
import { findReverseName, MAX_REVERSE_NAMES } from '../../../core/dns/reverse.ts';
import { zoneResolver } from '../../support/zone-resolver.ts';

const PTR = '9.2.0.192.in-addr.arpa';

test('a name that leads back is preferred to one that claims', async () => {
  const { resolve } = zoneResolver({
    [PTR]: { PTR: ['a.claims.example', 'mail.real.example'] },
    'a.claims.example': { A: ['203.0.113.1'] },
    'mail.real.example': { A: ['203.0.113.2', '192.0.2.9'] },
  });
  expect(await findReverseName('192.0.2.9', resolve)).toEqual({
    kind: 'name',
    name: 'mail.real.example',
    confirmed: true,
  });
});

test('many names cost few questions; errors are no names', async () => {
  const names = Array.from({ length: 50 }, (_, i) => `h${i}.example`);
  const many = zoneResolver({ [PTR]: { PTR: names } });
  expect(await findReverseName('192.0.2.9', many.resolve)).toEqual({
    kind: 'name',
    name: 'h0.example',
    confirmed: false,
  });
  expect(many.asked).toHaveLength(1 + MAX_REVERSE_NAMES);
  many.asked.length = 0;
  await findReverseName('192.0.2.9', many.resolve, { maxNames: 2 });
  expect(many.asked).toHaveLength(1 + 2);
  expect(await findReverseName('192.0.2.9', zoneResolver({ [PTR]: { fails: 'servfail' } }).resolve)).toEqual({
    kind: 'failed',
  });
  expect(await findReverseName('192.0.2.9', zoneResolver({}).resolve)).toEqual({ kind: 'none' });
  expect(await findReverseName('nonsense', zoneResolver({}).resolve)).toEqual({ kind: 'none' });
});
