import { expect, test } from 'vitest';
import type { AddressRow } from '../../../../core/engine/senders/face.ts';
import { chooseAddresses } from '../../../../pwa/screens/reports/choose-addresses.ts';
import { totals } from '../../../support/fake-data.ts';

const row = (address: string, change: Partial<AddressRow> = {}): AddressRow => ({
  address,
  status: 'in',
  hostName: null,
  hostConfirmed: false,
  organisation: null,
  asn: null,
  country: null,
  verdicts: [],
  totals: totals(1, 1),
  reporters: [],
  grouping: null,
  ...change,
});
const ROWS = [
  row('192.0.2.1', {
    hostName: 'mx1.plant.example',
    organisation: 'Plant Networks',
    asn: 64500,
    country: 'NL',
  }),
  row('192.0.2.200', { status: 'not', hostName: 'host.example' }),
  row('2001:db8::1', { status: 'not' }),
];

test('addresses are found by themselves, ranges, names, organisation, AS number and status', () => {
  const found = (search: string, status: AddressRow['status'] | null = null) =>
    chooseAddresses(ROWS, search, status).map((each) => each.address);
  expect(found('')).toEqual(['192.0.2.1', '192.0.2.200', '2001:db8::1']);
  expect(found('192.0.2.1')).toEqual(['192.0.2.1']);
  expect(found('192.0.2.128/25')).toEqual(['192.0.2.200']);
  expect(found('2001:DB8::/32')).toEqual(['2001:db8::1']);
  expect(found('192.0')).toEqual(['192.0.2.1', '192.0.2.200']);
  expect(found('plant NL')).toEqual(['192.0.2.1']);
  expect(found('as64500')).toEqual(['192.0.2.1']);
  expect(found('', 'not')).toEqual(['192.0.2.200', '2001:db8::1']);
  expect(found('plant', 'not')).toEqual([]);
});
