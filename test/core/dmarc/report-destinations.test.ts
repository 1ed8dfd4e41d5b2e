import { expect, test } from 'vitest';
import { isAligned } from '../../../core/dmarc/alignment.ts';
import { organizationalDomainsFor } from '../../../core/dmarc/discovery-for-row.ts';
import { parseDmarcRecord } from '../../../core/dmarc/record.ts';
import { MAX_DESTINATIONS, reportDestinations } from '../../../core/dmarc/report-destinations.ts';
import { askZone } from '../../support/zone-questions.ts';

test('each address is told apart: own, external with and without consent, unreadable [FORCE-7]', async () => {
  const record = parseDmarcRecord(
    'v=DMARC1; p=none; rua=mailto:a@sub.example.com!5m,mailto:b@agreed.test,mailto:c@silent.test,mailto:d@broken.test,https://x.test/r,e@example.com,mailto:nobody; ruf=mailto:F%40odd@agreed.test?subject=x',
  )!;
  const asked: string[] = [];
  const zone = {
    'example.com._report._dmarc.agreed.test': { TXT: ['v=DMARC1'] },
    'example.com._report._dmarc.silent.test': { TXT: ['hello'] },
    'example.com._report._dmarc.broken.test': { fails: 'timeout' as const },
  };
  const found = await reportDestinations('example.com', record, askZone(zone, asked), {
    mine: ['B@AGREED.test', 'example.com'],
    organizationalDomain: organizationalDomainsFor(null),
  });
  expect(
    found.map((each) => [
      each.kind,
      each.address,
      each.authorization,
      each.reachesUser,
      each.problem,
      each.size,
    ]),
  ).toEqual([
    ['rua', 'a@sub.example.com', 'not-needed', true, '', '5m'],
    ['rua', 'b@agreed.test', 'given', true, '', ''],
    ['rua', 'c@silent.test', 'missing', false, '', ''],
    ['rua', 'd@broken.test', 'unknown', false, '', ''],
    ['rua', '', 'unknown', false, 'not-mailto', ''],
    ['rua', '', 'unknown', false, 'not-a-uri', ''],
    ['rua', 'nobody', 'unknown', false, 'no-domain', ''],
    ['ruf', 'F@odd@agreed.test', 'given', false, '', ''],
  ]);
  // Only the tree walk asks about a name of the same organization.
  expect(asked.filter((question) => question.includes('sub.example.com'))).toEqual([
    '_dmarc.sub.example.com TXT',
  ]);
});

test('with no address set nothing is said about reaching the user, and look-ups are capped', async () => {
  const rua = Array.from({ length: 30 }, (_, i) => `mailto:a@d${i}.test`).join(',');
  const asked: string[] = [];
  const found = await reportDestinations(
    'example.com',
    parseDmarcRecord(`v=DMARC1; p=none; rua=${rua}`)!,
    askZone({}, asked),
    {
      mine: [],
      organizationalDomain: organizationalDomainsFor(null),
      maxDestinations: 4,
    },
  );
  expect(found.map((each) => each.reachesUser)).toEqual([null, null, null, null]);
  expect(asked).toHaveLength(4);
  const all = await reportDestinations(
    'example.com',
    parseDmarcRecord(`v=DMARC1; p=none; rua=${rua}`)!,
    askZone({}),
    { mine: [], organizationalDomain: organizationalDomainsFor(null) },
  );
  expect(all).toHaveLength(MAX_DESTINATIONS);
});

test('alignment is judged as the row’s reporter found organisations', () => {
  const list = organizationalDomainsFor(null, new Map([['a.psd.example', 'a.psd.example']]));
  const walk = organizationalDomainsFor(
    'treewalk',
    new Map([
      ['a.psd.example', 'a.psd.example'],
      ['b.psd.example', 'b.psd.example'],
    ]),
  );
  expect(isAligned('a.psd.example', 'b.psd.example', 'r', list)).toBe(true);
  expect(isAligned('a.psd.example', 'b.psd.example', 'r', walk)).toBe(false);
  expect(isAligned('mail.example.co.uk', 'example.co.uk.', 'r', list)).toBe(true);
  expect(isAligned('mail.example.co.uk', 'example.co.uk', 's', list)).toBe(false);
  expect(isAligned('one.co.uk', 'two.co.uk', 'r', list)).toBe(false);
  expect(isAligned('Example.com', 'example.com', 's', list)).toBe(true);
  expect(isAligned('', '', 'r', list)).toBe(false);
});
