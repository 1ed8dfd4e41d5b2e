import { expect, test } from 'vitest';
import { checkHost } from '../../../core/spf/check-host.ts';
import { parseSpf } from '../../../core/spf/parse.ts';
import { createParseOnce } from '../../../core/spf/parse-once.ts';
import { branchesOf, buildSpfTree, MAX_BRANCHES } from '../../../core/spf/tree.ts';
import { type Zone, zoneResolver } from '../../support/zone-resolver.ts';

/** Caps on what a stranger's record may cost; those of RFC 7208 itself are in check-host.test.ts. */

test('so many ways of unknown terms are tried; beyond, the answer is that it is not known', async () => {
  const terms = Array.from({ length: 9 }, (_, i) => `-exists:%{l}.u${i}.example`).join(' ');
  const { resolve } = zoneResolver({ 'd.example': { TXT: [`v=spf1 ${terms} -all`] } });
  const input = { ip: '192.0.2.1', domain: 'd.example' };
  expect(await checkHost(input, resolve)).toMatchObject({ result: 'fail' });
  expect(await checkHost(input, resolve, { maxRuns: 5 })).toMatchObject({
    result: 'undecided',
    problem: 'needs-local-part',
  });
  // As many as a record may reach are tried in all their ways.
  const many = zoneResolver({ 'd.example': { TXT: [`v=spf1 ${terms} ~exists:%{h}.u.example ?all`] } });
  expect(await checkHost(input, many.resolve)).toMatchObject({ result: 'neutral', lookups: 10 });
  expect(new Set(many.asked)).toEqual(new Set(['d.example TXT']));
});

test('an explanation is cut where asked', async () => {
  const { resolve } = zoneResolver({
    'd.example': { TXT: ['v=spf1 -all exp=why.d.example'] },
    'why.d.example': { TXT: ['no mail from %{i}'] },
  });
  const verdict = await checkHost({ ip: '192.0.2.1', domain: 'd.example' }, resolve, { maxExplanation: 7 });
  expect(verdict.explanation).toBe('no mail');
});

test('a record is parsed once, until too many are kept', () => {
  const parse = createParseOnce(2);
  const first = parse('v=spf1 -all');
  parse('v=spf1 mx -all');
  expect(parse('v=spf1 -all')).toBe(first);
  parse('v=spf1 a -all');
  expect(parse('v=spf1 -all')).not.toBe(first);
  expect(parse('v=spf1 -all')).toEqual(first);
});

test('terms beyond the cap make the record wrong, not long', () => {
  const record = parseSpf('v=spf1 a mx ptr -all', { maxTerms: 2 });
  expect(record.mechanisms.map((m) => m.name)).toEqual(['a', 'mx']);
  expect(record.errors).toEqual([{ code: 'too-many-terms', text: '', at: 12 }]);
});

test('a record that leads to hundreds of others is drawn so far, and costs no more questions', async () => {
  const zone: Zone = {};
  for (let i = 0; i < 400; i++) {
    const children = [3 * i + 1, 3 * i + 2, 3 * i + 3].map((n) => `include:n${n}.example`);
    zone[`n${i}.example`] = { TXT: [`v=spf1 ${children.join(' ')} -all`] };
  }
  const { resolve, asked } = zoneResolver(zone);
  const tree = await buildSpfTree('n0.example', resolve);
  expect(asked).toHaveLength(MAX_BRANCHES);
  expect(branchesOf(tree).some((branch) => branch.state === 'not-asked')).toBe(true);
  asked.length = 0;
  await buildSpfTree('n0.example', resolve, { maxBranches: 4 });
  expect(asked).toHaveLength(4);
  asked.length = 0;
  const hosts = { 'd.example': { TXT: ['v=spf1 a:h1.example a:h2.example a:h3.example -all'] } };
  const few = zoneResolver(hosts);
  await buildSpfTree('d.example', few.resolve, { maxHostTerms: 1 });
  expect(few.asked).toEqual(['d.example TXT', 'h1.example A', 'h1.example AAAA']);
});
