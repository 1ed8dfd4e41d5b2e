import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkHost } from '../../../core/spf/check-host.ts';
import { compileSpf } from '../../../core/spf/compile.ts';
import { evaluateSpfWith } from '../../../core/spf/evaluate.ts';
import { mailauthSpf } from '../../support/mailauth-spf.ts';
import { naiveSpf } from '../../support/naive-spf.ts';
import { oddRecords } from '../../support/odd-records.ts';
import { zoneResolver } from '../../support/zone-resolver.ts';

/**
 * Records at the edges of RFC 7208, with expectations read off its sections. The program, compiled and direct, a
 * walker written from the text alone, and mailauth in strict mode have to agree with each.
 */
test.each(oddRecords())('$why', async ({ zone, questions }) => {
  for (const { ip, domain, result, lookups, voids } of questions) {
    const { resolve } = zoneResolver(zone);
    const { explanation: _, ...direct } = await checkHost({ ip, domain }, resolve);
    expect(direct).toMatchObject({ result, lookups, voids });
    expect(await evaluateSpfWith(await compileSpf(domain, resolve), ip, resolve)).toEqual(direct);
    const { term, path } = direct;
    expect(await naiveSpf({ ip, domain }, resolve)).toEqual({ result, term, path, lookups, voids });
    const peer = await mailauthSpf({ ip, sender: `postmaster@${domain}`, helo: domain }, resolve);
    expect(peer.result).toBe(result);
  }
});

test('the explanation of an included record is not used, that of a redirected one is', async () => {
  const { resolve } = zoneResolver({
    'd.example': { TXT: ['v=spf1 include:i.example redirect=r.example exp=own.example'] },
    'i.example': { TXT: ['v=spf1 -all exp=inner.example'] },
    'r.example': { TXT: ['v=spf1 -all exp=other.example'] },
    'own.example': { TXT: ['own'] },
    'inner.example': { TXT: ['inner'] },
    'other.example': { TXT: ['other, of %{d} for %{o}'] },
  });
  expect(await checkHost({ ip: '192.0.2.1', domain: 'd.example' }, resolve)).toMatchObject({
    result: 'fail',
    explanation: 'other, of r.example for d.example',
  });
});

/* Random records, shrunk by fast-check where one is judged differently */

const octet = fc.integer({ min: 0, max: 6 });
const host = fc.constantFrom(
  'h0.r.example',
  'h1.r.example',
  'h2.r.example',
  'void.r.example',
  'bad..r.example',
);
const cidr = fc.constantFrom('', '/31', '/24', '//126', '/30//64', '/0', '//0');
const term = fc.tuple(
  fc.constantFrom('', '+', '-', '~', '?'),
  fc.oneof(
    fc.tuple(octet, fc.constantFrom('', '/30', '/31', '/0')).map(([n, c]) => `ip4:192.0.2.${n}${c}`),
    fc.tuple(octet, fc.constantFrom('', '/126', '/0')).map(([n, c]) => `ip6:2001:db8::${n}${c}`),
    fc.tuple(fc.constantFrom('a', 'mx'), host, cidr).map(([m, h, c]) => `${m}:${h}${c}`),
    fc.constantFrom('include:r1.r.example', 'include:r2.r.example', 'include:none.r.example'),
    fc.constantFrom('exists:%{ir}.l.r.example', 'exists:%{d1r}.l.r.example', 'exists:%{p}.l.r.example'),
    fc.constantFrom('ptr', 'ptr:r.example', 'a', 'mx', 'A:%{d}', 'exists:%{o}', 'all'),
  ),
);
const record = fc
  .tuple(
    fc.array(term, { maxLength: 6 }),
    fc.constantFrom('', '-all', 'redirect=r2.r.example', 'moo=%{c}', 'oops'),
  )
  .map(([terms, last]) => `v=spf1 ${[...terms.map((parts) => parts.join('')), last].join(' ')}`);
const address = fc.oneof(
  octet.map((n) => `192.0.2.${n}`),
  octet.map((n) => `2001:db8::${n}`),
);

test('compiled, direct and the plain walker agree on random records, term and path included', async () => {
  await fc.assert(
    fc.asyncProperty(
      record,
      record,
      record,
      fc.array(address, { minLength: 1, maxLength: 4 }),
      async (a, b, c, ips) => {
        const { resolve } = zoneResolver({
          'r.example': { TXT: [a], A: ['192.0.2.3'], MX: [[1, 'h1.r.example']] },
          'r1.r.example': { TXT: [b] },
          'r2.r.example': { TXT: [c] },
          'h0.r.example': { A: ['192.0.2.0', '192.0.2.4'], AAAA: ['2001:db8::4'] },
          'h1.r.example': {
            A: ['192.0.2.1'],
            MX: [
              [2, 'h0.r.example'],
              [1, 'void.r.example'],
            ],
          },
          'h2.r.example': { AAAA: ['2001:db8::2'] },
          '2.2.0.192.in-addr.arpa': { PTR: ['m.r.example', 'z.example'] },
          'm.r.example': { A: ['192.0.2.2'] },
          '5.2.0.192.l.r.example': { A: ['127.0.0.2'] },
        });
        const compiled = await compileSpf('r.example', resolve);
        for (const ip of ips) {
          const { explanation: _, ...direct } = await checkHost({ ip, domain: 'r.example' }, resolve);
          expect(await evaluateSpfWith(compiled, ip, resolve), ip).toEqual(direct);
          expect(direct, ip).toMatchObject(await naiveSpf({ ip, domain: 'r.example' }, resolve));
        }
      },
    ),
    { numRuns: 400 },
  );
});
