import { expect, test } from 'vitest';
import { checkHost } from '../../../core/spf/check-host.ts';
import { compileSpf } from '../../../core/spf/compile.ts';
import {
  classifyAddresses,
  evaluateSpf,
  evaluateSpfWith,
  NOT_AN_ADDRESS,
} from '../../../core/spf/evaluate.ts';
import { buildSpfTree, MAX_HOST_TERMS } from '../../../core/spf/tree.ts';
import { type Zone, zoneResolver } from '../../support/zone-resolver.ts';

const ZONE: Zone = {
  'd.example': { TXT: ['v=spf1 ip4:192.0.2.0/25 include:i.example exists:%{i}.l.example -all'] },
  'i.example': {
    TXT: [['v=spf1 -ip4:198.51.100.1 ip4:198.51.', '100.0/24 a:void.example ~all'], 'other text'],
  },
  '203.0.113.7.l.example': { A: ['127.0.0.2'] },
};

test('every address has its verdict at once, but for those that reach a term of their own', async () => {
  const { resolve, asked } = zoneResolver(ZONE);
  const compiled = await compileSpf('D.example.', resolve);
  expect(asked.sort()).toEqual(['D.example TXT', 'i.example TXT', 'void.example A', 'void.example AAAA']);
  asked.length = 0;
  const path = ['D.example', 'i.example'];
  expect(evaluateSpf(compiled, ' 192.0.2.127 ')).toMatchObject({ result: 'pass', lookups: 0 });
  expect(evaluateSpf(compiled, '::ffff:198.51.100.9')).toMatchObject({
    result: 'pass',
    path,
    lookups: 1,
    voids: 0,
  });
  expect(evaluateSpf(compiled, '203.0.113.7')).toMatchObject({
    result: 'undecided',
    problem: 'needs-dns',
    term: 'exists:%{i}.l.example',
  });
  expect(asked).toEqual([]);
  // The address that the include turned back has used one void look-up less than its neighbours.
  expect(await evaluateSpfWith(compiled, '198.51.100.1', resolve)).toMatchObject({
    result: 'fail',
    lookups: 2,
    voids: 1,
  });
  expect(await evaluateSpfWith(compiled, '203.0.113.8', resolve)).toMatchObject({
    result: 'fail',
    lookups: 3,
    voids: 2,
  });
  expect(await evaluateSpfWith(compiled, '203.0.113.7', resolve)).toMatchObject({ result: 'pass', voids: 1 });
  expect(asked).toEqual(['198.51.100.1.l.example A', '203.0.113.8.l.example A', '203.0.113.7.l.example A']);
});

test('classifying many gives one index each, and tells what is no address', async () => {
  const compiled = await compileSpf('d.example', zoneResolver(ZONE).resolve);
  const [a, b, c] = classifyAddresses(compiled, ['192.0.2.1', 'mail.example', '2001:db8::1']);
  expect(compiled.verdicts[a ?? -1]).toMatchObject({ result: 'pass', term: 'ip4:192.0.2.0/25' });
  expect(b).toBe(NOT_AN_ADDRESS);
  expect(compiled.dynamicTerms[c ?? -1]).toBe('exists:%{i}.l.example');
});

test('how long it holds, and what it rests on', async () => {
  const good = await compileSpf('d.example', zoneResolver(ZONE, { ttl: 77 }).resolve);
  expect(good).toMatchObject({ ttl: 77, age: 0, stale: false, temporary: false });
  const broken = await compileSpf(
    'd.example',
    zoneResolver({ ...ZONE, 'i.example': { fails: 'refused' } }).resolve,
  );
  expect(broken.temporary).toBe(true);
  expect(evaluateSpf(broken, '192.0.2.1').result).toBe('pass');
  expect(evaluateSpf(broken, '198.51.100.9')).toMatchObject({ result: 'temperror', problem: 'dns-refused' });
});

test('a record made to be visited on very many ways is left to single addresses, with the same verdicts', async () => {
  const zone: Zone = {};
  for (let i = 0; i < 12; i++) {
    const next = `include:n${i + 1}.example include:n${(i * 5) % 12}.example`;
    zone[`n${i}.example`] = { TXT: [`v=spf1 -ip4:192.0.2.${i}/31 ${next} ${next} ?all`] };
  }
  const { resolve } = zoneResolver(zone);
  const capped = await compileSpf('n0.example', resolve, { maxVisits: 4 });
  expect(capped.verdicts.filter((v) => v === null).length).toBeGreaterThan(0);
  const whole = await compileSpf('n0.example', resolve);
  for (let i = 0; i < 16; i++) {
    const { explanation: _, ...direct } = await checkHost(
      { ip: `192.0.2.${i}`, domain: 'n0.example' },
      resolve,
    );
    expect(await evaluateSpfWith(capped, `192.0.2.${i}`, resolve)).toEqual(direct);
    expect(await evaluateSpfWith(whole, `192.0.2.${i}`, resolve)).toEqual(direct);
  }
});

test('a record of thousands of hosts costs the tree few questions', async () => {
  const record = `v=spf1 ${Array.from({ length: 2_000 }, (_, i) => `a:h${i}.example`).join(' ')} -all`;
  const { resolve, asked } = zoneResolver({ 'd.example': { TXT: [record] } });
  const tree = await buildSpfTree('d.example', resolve);
  expect(asked).toHaveLength(1 + 2 * MAX_HOST_TERMS);
  expect(tree.terms.filter((term) => term.problem === 'not-asked')).toHaveLength(2_000 - MAX_HOST_TERMS);
});
