import { strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import type { ReadReport } from '../../../core/model/document.ts';
import type { AggregateHeader } from '../../../core/model/report.ts';
import { recordOf, reportOf } from '../../support/report-of.ts';
import { readFile } from '../../support/unpacked.ts';

async function one(xml: string): Promise<ReadReport & { report: AggregateHeader }> {
  const [result] = await readFile(strToU8(xml));
  return result as ReadReport & { report: AggregateHeader };
}

const codes = (result: ReadReport) => result.notes.map((note) => note.code);

test.each(['</source_ip>', '</count>', '</header_from>'])('the < missing in %s costs no row', async (tag) => {
  const whole = reportOf({ records: recordOf('3') });
  expect(whole).toContain(tag);
  const result = await one(whole.replace(tag, tag.slice(1)));
  expect(result.report.totals).toEqual((await one(whole)).report.totals);
  expect(codes(result)).toContain('markup-repaired');
});

test('a row without an address and with no message is left out with a note', async () => {
  const result = await one(reportOf({ records: recordOf('0', '') }));
  expect(result.report.totals).toMatchObject({ records: 0, messages: 0 });
  expect(codes(result)).toEqual(['empty-record']);
  // An address is something, and so is a message
  for (const record of [recordOf('0', '192.0.2.1'), recordOf('2', '')]) {
    expect((await one(reportOf({ records: record }))).report.totals.records).toBe(1);
  }
});

test('a policy domain in U-labels and one in A-labels are the same [READ-3]', async () => {
  const named = (domain: string) =>
    one(
      reportOf({ records: recordOf() }).replace('<domain>example.com</domain>', `<domain>${domain}</domain>`),
    );
  const [a, u] = [await named('xn--bcher-kva.example'), await named('Bücher.example.')];
  expect(u.report.policy.domain).toBe('xn--bcher-kva.example');
  expect(u.report.policy.domain).toBe(a.report.policy.domain);
});

test('an address where a From domain belongs gives its domain with a note [READ-3]', async () => {
  for (const written of ['a@example.com', '&lt;a@example.com&gt;', '&lt;example.com&gt;']) {
    const xml = reportOf({ records: recordOf() }).replace(/<header_from>[^<]*</, `<header_from>${written}<`);
    const result = await one(xml);
    expect(result.notes).toMatchObject([{ code: 'domain-odd', assumed: 'example.com' }]);
  }
});

test('a thousand that may be meant is noted [READ-4]', async () => {
  const result = await one(reportOf({ records: recordOf('1.000') }));
  expect(result.report.totals.messages).toBe(1);
  expect(codes(result)).toEqual(['count-odd']);
});

test('a report without a policy domain is kept without one, and says so [READ-9]', async () => {
  const xml = reportOf({ records: recordOf() }).replace('<domain>example.com</domain>', '');
  const result = await one(xml);
  expect(result.report.policy.domain).toBe('');
  expect(result.report.totals.records).toBe(1);
  expect(result.notes).toMatchObject([{ code: 'missing', path: 'feedback/policy_published/domain' }]);
});
