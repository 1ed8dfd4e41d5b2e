import { expect, test } from 'vitest';
import type { Service } from '../../../core/model/sender.ts';
import { checkService, MAX_SERVICE_ENTRIES } from '../../../core/senders/check-service.ts';
import { catalogueOf } from '../../../core/senders/find-service.ts';

const typed = (more: Partial<Service> = {}): Service => ({
  id: '',
  name: 'Print plant',
  kind: 'notification',
  url: '',
  ptr: [],
  spf: [],
  dkim: [],
  envelope: [],
  forwards: 'no',
  ranges: ['192.0.2.0/24'],
  ...more,
});
const NEWS = { ...typed({ id: 'news', name: 'News', ptr: ['out.news.example'] }), ranges: [] };
const LAB = typed({ id: 'own-lab', name: 'Lab', ranges: ['198.51.100.0/24'] });
const facts = {
  others: catalogueOf([NEWS], [LAB]),
  isPublicSuffix: (name: string) => ['co.example'].includes(name),
};
const problems = (more: Partial<Service>, options = {}) =>
  checkService(typed(more), { ...facts, ...options }).problems.map(({ field, code, detail, blocks }) => [
    field,
    code,
    Object.values(detail).join(' '),
    blocks,
  ]);

test('what is wrong with a service is told by field, with the text that was typed', () => {
  expect(problems({})).toEqual([]);
  const cases: [Partial<Service>, (string | boolean)[][]][] = [
    [{ name: '  ' }, [['name', 'name-missing', '', true]]],
    [{ url: 'javascript:alert(1)' }, [['url', 'url-invalid', 'javascript:alert(1)', true]]],
    [{ ptr: ['plant'] }, [['ptr', 'not-a-name', 'plant', true]]],
    [{ spf: ['co.example'] }, [['spf', 'public-suffix', 'co.example', true]]],
    [{ ranges: ['192.0.2.300'] }, [['ranges', 'not-a-range', '192.0.2.300', true]]],
    [{ ranges: ['10.0.0.0/7'] }, [['ranges', 'range-too-wide', '10.0.0.0/7 8', true]]],
    [{ ranges: ['2001:db8::/18'] }, [['ranges', 'range-too-wide', '2001:db8::/18 19', true]]],
  ];
  for (const [change, expected] of cases) expect(problems(change)).toEqual(expected);
  const many = Array.from({ length: MAX_SERVICE_ENTRIES + 1 }, (_, i) => `p${i}.plant.example`);
  expect(problems({ envelope: many })).toEqual([['envelope', 'too-many', '100', true]]);
  expect(problems({ dkim: ['a.example', 'b.example'] }, { limit: 1 })).toEqual([
    ['dkim', 'too-many', '1', true],
  ]);
});

test('[GROUP-2] a name of the catalogue is taken, and so are more addresses than a service has', () => {
  expect(problems({ name: 'NEWS' })).toEqual([['name', 'name-taken', 'NEWS', true]]);
  const wide = (count: number) => Array.from({ length: count }, (_, i) => `${i + 11}.0.0.0/8`);
  expect(problems({ ranges: wide(2) })).toEqual([]);
  expect(problems({ ranges: wide(3) })).toEqual([['ranges', 'ranges-too-wide', '1', true]]);
  const six = Array.from({ length: 700 }, (_, i) => `2${i.toString(16).padStart(3, '0')}::/19`);
  expect(problems({ ranges: six }, { limit: 1_000 })).toEqual([['ranges', 'ranges-too-wide', '1', true]]);
});

test('what contradicts the catalogue or another own service is told, and does not block', () => {
  expect(problems({ name: 'lab' })).toEqual([['name', 'name-taken', 'lab', false]]);
  expect(problems({ ptr: ['out.news.example'] })).toEqual([
    ['ptr', 'claimed', 'out.news.example News', false],
  ]);
  expect(problems({ ranges: ['198.51.100.64/26'] })).toEqual([
    ['ranges', 'claimed', '198.51.100.64/26 Lab', false],
  ]);
  expect(problems({ ranges: [] })).toEqual([['ranges', 'nothing-groups', '', false]]);
});

test('names and ranges are kept in one form, once each', () => {
  const { service } = checkService(
    typed({
      name: ' Print plant ',
      ptr: ['*.Plant.Example.', '.plant.example', 'bücher.example', ''],
      ranges: ['192.0.2.77/24', '192.0.2.0/24', '2001:DB8:0:0::1'],
    }),
    facts,
  );
  expect(service).toMatchObject({
    name: 'Print plant',
    ptr: ['plant.example', 'xn--bcher-kva.example'],
    ranges: ['192.0.2.0/24', '2001:db8::1'],
  });
});
