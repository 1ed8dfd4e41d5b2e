import { gzipSync, strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { records } from '../../../core/lib/columns/block-cursor.ts';
import { DocumentHash, documentDigest } from '../../../core/lib/hash.ts';
import type { ReadReport } from '../../../core/model/document.ts';
import type { AggregateHeader } from '../../../core/model/report.ts';
import { readDocument } from '../../../core/report/read-document.ts';
import { unpack } from '../../../core/unpack/unpack.ts';
import { mailFile } from '../../support/container-fixtures.ts';
import { readFile } from '../../support/unpacked.ts';

/** A report with these rows and metadata; `row` is the inside of a record. */
function report(row: string, meta = '<org_name>host</org_name><report_id>1</report_id>'): string {
  return `<?xml version="1.0"?><feedback><report_metadata>${meta}<date_range><begin>1735689600</begin><end>1735775999</end></date_range></report_metadata><policy_published><domain>Example.COM.</domain><p>reject</p></policy_published><record>${row}</record></feedback>`;
}
const ROW =
  '<row><source_ip>192.0.2.1</source_ip><count>3</count><policy_evaluated><disposition>none</disposition><dkim>pass</dkim><spf>fail</spf></policy_evaluated></row><identifiers><header_from>example.com</header_from></identifiers>';

async function one(input: string | Uint8Array) {
  const bytes = typeof input === 'string' ? strToU8(input) : input;
  const [result, ...more] = await readFile(bytes);
  expect(more).toEqual([]);
  return result as ReadReport & { report: AggregateHeader };
}

test('the same report has one id in every wrapping, and its line ends and mark do not count [DUP-1]', async () => {
  const xml = `${report(ROW)}\n`.replaceAll('><', '>\n<');
  const plain = await one(xml);
  const wrapped = [
    gzipSync(strToU8(xml)),
    gzipSync(gzipSync(strToU8(xml))),
    new Uint8Array([...gzipSync(strToU8(xml)), 13, 10]),
    new Uint8Array([...gzipSync(strToU8(xml)), ...new Uint8Array(512)]),
    zipSync({ 'folder/x.xml': strToU8(xml) }),
    mailFile([{ name: 'x.xml.gz', bytes: gzipSync(strToU8(xml)) }]),
    strToU8(`\ufeff${xml}`),
    strToU8(xml.replaceAll('\n', '\r\n')),
    strToU8(xml.replaceAll('\n', '\r')),
  ];
  for (const bytes of wrapped) {
    const again = await one(bytes);
    expect(again.id).toBe(plain.id);
    expect(again.secondKey).toBe(plain.secondKey);
  }
  const other = await one(xml.replace('>3<', '>4<'));
  expect(other.id).not.toBe(plain.id);
  expect(other.secondKey).not.toBe(plain.secondKey);
  // Order of rows and layout change the id, not the second key
  const two = [
    report(`${ROW}</record><record>${ROW.replace('192.0.2.1', '192.0.2.2')}`),
    report(`${ROW.replace('192.0.2.1', '192.0.2.2')}</record>\n<record>${ROW}`),
  ];
  const [a, b] = [await one(two[0]!), await one(two[1]!)];
  expect(a.id).not.toBe(b.id);
  expect(a.secondKey).toBe(b.secondKey);
});

test('a document hashed in any pieces has the digest of the whole', async () => {
  const bytes = strToU8('\ufeff<a>\r\n\r\r\n</a>\r');
  const whole = await documentDigest(bytes);
  expect(whole).toBe(await documentDigest(strToU8('<a>\n\n\n</a>\n')));
  for (let step = 1; step < 9; step++) {
    const hash = new DocumentHash();
    for (let at = 0; at < bytes.length; at += step) hash.update(bytes.subarray(at, at + step));
    expect(hash.digest()).toBe(whole);
  }
});

test('several reports in a row are several reports, each with the id it has alone', async () => {
  const first = `${report(ROW)}\n`;
  const second = `${report(ROW.replace('>3<', '>5<'))}\n`;
  const broken = report(ROW).replace('<org_name>host', '<org_name><a@host.example>');
  const results = (await readFile(strToU8(first + second + broken + first))) as ReadReport[];
  expect(results.map((r) => [r.member, r.outcome])).toEqual([
    [1, 'report'],
    [2, 'report'],
    [3, 'repaired'],
    [4, 'report'],
  ]);
  expect(results.map((r) => r.id)).toEqual([
    (await one(first)).id,
    (await one(second)).id,
    (await one(broken)).id,
    (await one(first)).id,
  ]);
  expect((results[2]!.report as AggregateHeader).orgName).toBe('<a@host.example>');
});

test.each([
  ['count that is no number', ROW.replace('>3<', '>many<'), 'count-not-a-number', { messages: 0 }],
  ['missing count', ROW.replace('<count>3</count>', ''), 'missing', { messages: 0 }],
  ['address that is none', ROW.replace('192.0.2.1', 'X.X.X.X'), 'address-invalid', { messages: 3 }],
  [
    'mapped address with zeros',
    ROW.replace('192.0.2.1', '::ffff:192.000.002.001'),
    'address-odd',
    { messages: 3 },
  ],
  [
    'no policy_evaluated',
    ROW.replace(/<policy_evaluated>.*<\/policy_evaluated>/, ''),
    'missing',
    { passed: 0 },
  ],
  ['softfail as a verdict', ROW.replace('>fail<', '>softfail<'), 'unknown-word', { passed: 3 }],
  ['identities', ROW.replaceAll('identifiers', 'identities'), 'element-alias', { passed: 3 }],
])('%s: the report is read, with a note', async (_, row, code, totals) => {
  const result = await one(report(row));
  expect(result.outcome).toBe('repaired');
  expect(result.notes.map((note) => note.code)).toContain(code);
  expect(result.notes[0]!.path).toMatch(/^feedback\/record\[1\]/);
  expect(result.report.totals).toMatchObject({ records: 1, ...totals });
});

test('values are normalised and nothing is guessed from ids', async () => {
  const result = await one(
    report(
      `${ROW}<auth_results><dkim><domain>Example.COM</domain><result>Pass</result></dkim><dkim><domain/><result/></dkim><spf><domain>b.example</domain><scope>mfrom</scope><result>hardfail</result></spf></auth_results>`,
      '<org_name>Google Inc.</org_name><report_id>0012.50e3</report_id>',
    ),
  );
  expect(result.report).toMatchObject({
    reporter: 'google.com',
    orgName: 'Google Inc.',
    reportId: '0012.50e3',
    policy: { domain: 'example.com', p: 'reject', sp: null, pct: null },
  });
  const seen: unknown[] = [];
  for await (const item of unpack({
    name: 'f',
    blob: new Blob([
      report(
        `${ROW}<auth_results><spf><domain>b.example</domain><result>HardFail</result></spf></auth_results>`,
      ),
    ]),
  })) {
    if (item.kind === 'document')
      await readDocument(item, { onBlock: (block) => void seen.push(...records(block)) });
  }
  expect(seen).toMatchObject([
    {
      sourceIp: '192.0.2.1',
      dkim: [],
      spf: [{ domain: 'b.example', result: 'fail', text: 'HardFail', scope: 'none' }],
    },
  ]);
});

test('encodings: by declaration, by mark, by bytes', async () => {
  const xml = (declared: string) =>
    report(ROW, '<org_name>Zöe</org_name><report_id>1</report_id>').replace(
      '?>',
      ` encoding="${declared}"?>`,
    );
  const latin = Uint8Array.from(xml('windows-1252'), (c) => c.charCodeAt(0));
  const lying = Uint8Array.from(xml('utf-8'), (c) => c.charCodeAt(0));
  const wide = Buffer.from(`\ufeff${xml('UTF-16')}`, 'utf16le');
  const big = Buffer.from(xml('UTF-16'), 'utf16le').swap16();
  for (const bytes of [strToU8(xml('utf-8')), latin, lying, wide, big]) {
    const result = await one(new Uint8Array(bytes));
    expect(result.report.orgName).toBe('Zöe');
    expect(result.notes.map((n) => n.code)).toEqual(bytes === lying ? ['encoding-assumed'] : []);
  }
});

test('broken documents: what is whole is kept with a note, the rest is rejected with a reason [READ-2]', async () => {
  const xml = report(`${ROW}</record><record>${ROW}`);
  const cut = await one(xml.slice(0, xml.lastIndexOf('<identifiers>')));
  expect(cut).toMatchObject({ outcome: 'repaired', report: { totals: { records: 1 } } });
  expect(cut.notes.map((n) => n.code)).toContain('truncated');
  expect(await readFile(strToU8(xml.slice(0, 200)))).toMatchObject([
    { outcome: 'rejected', refusal: { code: 'truncated' } },
  ]);
  const wrapped = await one(`<?xml version="1.0"?><xs:schema xmlns:xs="x">${xml.slice(21)}`);
  expect(wrapped).toMatchObject({ outcome: 'repaired', report: { totals: { records: 2 } } });
  const bad = await one(xml.replace('>example.com<', '>bad<xml.example<'));
  expect(bad).toMatchObject({ outcome: 'repaired', report: { totals: { records: 2, messages: 6 } } });
  expect(await readFile(gzipSync(strToU8(xml)).subarray(0, 200))).toMatchObject([
    { refusal: { code: 'truncated' } },
  ]);
  expect(await readFile(strToU8('<html><body>report</body></html>'))).toMatchObject([
    { outcome: 'not-a-report' },
  ]);
  expect(await readFile(strToU8('<rss><item/></rss>'))).toMatchObject([{ outcome: 'not-a-report' }]);
  expect(await readFile(new Uint8Array(0))).toMatchObject([
    { outcome: 'not-a-report', refusal: { code: 'empty' } },
  ]);
});

test('an encrypted member is said to be one, its neighbours are read', async () => {
  const file = zipSync({
    'a.xml': strToU8(report(ROW)),
    'b.xml': strToU8(report(ROW)),
    'c.csv': strToU8('a,b'),
  });
  const buffer = Buffer.from(file);
  // General purpose bit 0 of the first member, in its local header and in the directory
  buffer[6]! |= 1;
  buffer[buffer.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 8]! |= 1;
  expect(await readFile(new Uint8Array(buffer))).toMatchObject([
    { path: 'file#a.xml', outcome: 'rejected', refusal: { code: 'encrypted-zip' } },
    { path: 'file#b.xml', outcome: 'report' },
    { path: 'file#c.csv', outcome: 'not-a-report' },
  ]);
  // Without its directory a zip still gives what is whole
  const cut = await readFile(file.subarray(0, file.length - 120));
  expect(cut.filter((r) => 'report' in r)).toHaveLength(2);
});
