/** A question that fails never turns an SPF verdict into another one. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkHost } from '../../../core/spf/check-host.ts';
import { compileSpf } from '../../../core/spf/compile.ts';
import { evaluateSpfWith } from '../../../core/spf/evaluate.ts';
import { failing, someFailing } from '../../support/failing-questions.ts';
import { type Zone, zoneResolver } from '../../support/zone-resolver.ts';

const term = fc.constantFrom(
  'ip4:192.0.2.0/28',
  'include:in.example',
  'include:mail.example',
  'include:gone.example',
  '?include:in.example',
  'a:host.example',
  'mx:in.example',
  'exists:%{i}.list.example',
  'exists:%{l}.list.example',
  'ptr:example.net',
  '-ptr:example.net',
  'exists:%{p}.list.example',
  '-exists:%{p}.list.example',
  'a:nothing.example',
  '-ip4:198.51.100.7',
);

const end = fc.constantFrom('-all', '~all', 'redirect=in.example', '');

const record = fc
  .tuple(fc.array(term, { maxLength: 5 }), end)
  .map(([terms, last]) => ['v=spf1', ...terms, last].filter(Boolean).join(' '));

const zoneOf = (text: string): Zone => ({
  'example.com': { TXT: [text] },
  'in.example': { TXT: ['v=spf1 ip4:203.0.113.0/24 a:host.example ?all'], MX: [[10, 'mx.example']] },
  'mail.example': { TXT: ['v=spf1 mx:in.example -all'] },
  'host.example': { A: ['192.0.2.77'] },
  'mx.example': { A: ['192.0.2.99'] },
  '192.0.2.50.list.example': { A: ['127.0.0.2'] },
  '50.2.0.192.in-addr.arpa': { PTR: ['m.example.net'] },
  'm.example.net': { A: ['192.0.2.50'] },
  'm.example.net.list.example': { A: ['127.0.0.2'] },
});

const address = fc.constantFrom(
  '192.0.2.1',
  '192.0.2.50',
  '192.0.2.77',
  '192.0.2.99',
  '203.0.113.9',
  '198.51.100.7',
);

test('the same verdict, or a temporary error [UNK-1] [UNK-6]', async () => {
  await fc.assert(
    fc.asyncProperty(record, address, someFailing, async (text, ip, silence) => {
      const { resolve } = zoneResolver(zoneOf(text));
      const dark = failing(resolve, silence);
      const whole = await evaluateSpfWith(await compileSpf('example.com', resolve), ip, resolve);
      const part = await evaluateSpfWith(await compileSpf('example.com', dark), ip, dark);
      if (part.result === 'temperror') expect(part.problem).toBe(`dns-${silence.kind}`);
      // A pass on the way to a term that is not certain may have been one: both are "not known".
      else if (part.result !== 'undecided') expect(part.result).toBe(whole.result);
    }),
    { numRuns: 1_500 },
  );
});

test('a redirect to a name that a report does not carry may end the whole check', async () => {
  const { resolve } = zoneResolver({
    'example.com': { TXT: ['v=spf1 include:x.example ip4:192.0.2.1 -all'] },
    'x.example': { TXT: ['v=spf1 redirect=%{l}.y.example'] },
  });
  expect((await checkHost({ ip: '192.0.2.1', domain: 'example.com' }, resolve)).result).toBe('undecided');
  expect((await checkHost({ ip: '192.0.2.2', domain: 'example.com' }, resolve)).result).toBe('undecided');
});

test('a pass is not certain behind a reverse name that was not answered, where its look-up may be the third void one [UNK-6]', async () => {
  const { resolve } = zoneResolver({
    'example.com': {
      TXT: ['v=spf1 ptr:example.net exists:%{l}.list.example ptr:example.net ip4:192.0.2.0/24'],
    },
    'plain.example': { TXT: ['v=spf1 ptr:example.net ip4:192.0.2.0/24'] },
    'minus.example': { TXT: ['v=spf1 -ptr:example.net ip4:192.0.2.0/24'] },
  });
  const dark: typeof resolve = async (name, type, purpose) =>
    type === 'PTR'
      ? { kind: 'timeout', error: null, detail: 'silent', age: 0, stale: false }
      : resolve(name, type, purpose);
  const verdict = async (domain: string) =>
    (await evaluateSpfWith(await compileSpf(domain, dark), '192.0.2.1', dark)).result;
  expect(await verdict('example.com')).toBe('temperror');
  expect(await verdict('minus.example')).toBe('temperror');
  expect(await verdict('plain.example')).toBe('pass');
});
