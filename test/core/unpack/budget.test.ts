import { gzipSync, strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { joinChunks } from '../../../core/lib/join-chunks.ts';
import { MAX_MIME_PARTS, parseMail } from '../../../core/lib/parse-mail.ts';
import type { RawDocument } from '../../../core/model/document.ts';
import { readDocument } from '../../../core/report/read-document.ts';
import { unpack } from '../../../core/unpack/unpack.ts';
import { mailFile } from '../../support/container-fixtures.ts';
import { msgFile } from '../../support/msg-file.ts';
import { pumpedFiles } from '../../support/pumped.ts';
import { recordOf, reportOf } from '../../support/report-of.ts';
import { readFile } from '../../support/unpacked.ts';

const report = strToU8(reportOf({ records: recordOf('3') }));
const refusals = async (bytes: Uint8Array, limits = {}) =>
  (await readFile(bytes, limits)).map((result) => ('refusal' in result ? result.refusal : result.outcome));

test('a zip with too many members is refused before the first is read', async () => {
  const zip = zipSync(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${i}.xml`, report])));
  expect(await refusals(zip, { members: 20 })).toEqual([
    { code: 'too-many-members', detail: { limit: 20, found: 21 } },
  ]);
});

test('a small file has few members, however often it is packed', async () => {
  const codes = await refusals(gzipSync(strToU8('begin 644 a\n#0V%T\n`\nend\n'.repeat(30_000))));
  expect(codes.at(-1)).toMatchObject({ code: 'too-many-members' });
  expect(codes.length).toBeLessThan(1200);
});

test('members of a zip that lie over one another are refused', async () => {
  const pumped = pumpedFiles().find((it) => it.name === 'zip: members in one place')!;
  expect((await refusals(pumped.make(12_000))).at(-1)).toEqual({
    code: 'damaged-zip',
    detail: { reason: 'members overlap' },
  });
});

test('a circular chain in an Outlook message is refused', async () => {
  const file = msgFile([{ name: 'a.xml', bytes: strToU8(reportOf({ records: recordOf('3').repeat(100) })) }]);
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const fat = (view.getUint32(76, true) + 1) * 512;
  // Each sector that has a next one has itself as its next
  for (let sector = 0; sector < 128; sector++) {
    const next = view.getUint32(fat + sector * 4, true);
    if (next < 0xfffffffa && next !== 0) view.setUint32(fat + sector * 4, sector, true);
  }
  expect(await refusals(file)).toEqual([{ code: 'damaged-msg', detail: { reason: 'circular chain' } }]);
});

test('a mail with too many parts is refused, one with many rules of hyphens is not', async () => {
  const header = 'From: a@host.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n';
  const parts = `${header}${'--b\n\nx\n'.repeat(MAX_MIME_PARTS + 1)}--b--\n`;
  expect(await refusals(strToU8(parts))).toMatchObject([{ code: 'too-many-parts' }]);
  const text = strToU8(`${'-----\n'.repeat(MAX_MIME_PARTS * 2)}`);
  const [first] = await readFile(
    mailFile([
      { name: 'r.xml', bytes: report },
      { name: 'notes.txt', bytes: text },
    ]),
  );
  expect(first).toMatchObject({ path: 'file#r.xml', outcome: 'report' });
});

test('layers that multiply are refused by the size of the file they came in', async () => {
  const long = new Uint8Array(200_000).fill(0x20);
  long.set(strToU8('<feedback>'));
  const file = gzipSync(
    zipSync(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.xml`, long]))),
  );
  expect((await refusals(file, { ratioFromBytes: 500_000 })).at(-1)).toMatchObject({
    code: 'total-ratio-limit',
  });
});

test('work beyond what the size of a file explains is refused', async () => {
  const file = mailFile(Array.from({ length: 30 }, (_, i) => ({ name: `${i}.xml`, bytes: strToU8('<a/>') })));
  expect((await refusals(file, { work: 20_000, workPerByte: 0 })).at(-1)).toMatchObject({
    code: 'too-much-work',
  });
});

test('a fault of a reader is a refusal with its words; what the caller throws comes back to it', async () => {
  const broken = {
    name: 'a',
    blob: { size: 5, arrayBuffer: () => Promise.reject(new RangeError('too long')) },
  };
  const items = [];
  for await (const item of unpack(broken as unknown as Parameters<typeof unpack>[0])) items.push(item);
  expect(items).toEqual([
    {
      kind: 'refused',
      path: 'a',
      refusal: { code: 'reader-failed', detail: { reason: 'RangeError: too long' } },
    },
  ]);
  const document: RawDocument = {
    kind: 'document',
    path: 'a',
    name: 'a',
    size: null,
    bytes: null,
    // biome-ignore lint/correctness/useYield: it fails before
    async *chunks() {
      throw new RangeError('too long');
    },
    mail: null,
    packed: null,
    notes: [],
  };
  expect(await readDocument(document)).toMatchObject([
    { outcome: 'rejected', refusal: { code: 'reader-failed', detail: { reason: 'RangeError: too long' } } },
  ]);
  const full = new Error('the disk is full');
  const whole = { ...document, bytes: report, size: report.length };
  await expect(
    readDocument(whole, { onBlock: () => Promise.reject(full), onRestart: () => {} }),
  ).rejects.toBe(full);
});

test('tags that are read tolerantly are counted against the size of the input file, over all its documents', async () => {
  const broken = (tags: number) =>
    strToU8(`<x/>${'<a>'.repeat(tags)}${reportOf({ records: recordOf('3') })}`);
  const few = { markup: 3000, markupPerByte: 2 };
  expect(await refusals(gzipSync(broken(2000)), few)).toEqual(['repaired']);
  const [refused] = await refusals(gzipSync(broken(10_000)), few);
  expect(refused).toMatchObject({ code: 'too-much-work' });
  expect(await refusals(broken(10_000), few)).toEqual(['repaired']);
  // As it is: 4 MB of tags out of 4 kB
  expect(await refusals(gzipSync(broken(1_300_000)))).toMatchObject([{ code: 'too-much-work' }]);
  const small = { markup: 3000, markupPerByte: 0 };
  const zip = zipSync(Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`${i}.xml`, broken(1000)])));
  const codes = (await refusals(zip, small)).map((one) => (typeof one === 'string' ? one : one.code));
  expect(codes).toEqual(['repaired', 'repaired', ...Array(7).fill('too-much-work')]);
}, 60_000);

test('base64 that is padded again and again is refused, padding at the ends of lines is not', async () => {
  const mail = (body: string) =>
    strToU8(
      `From: a@host.example\nSubject: x\nContent-Type: text/xml; name=a.xml\nContent-Transfer-Encoding: base64\n\n${body}\n`,
    );
  expect(await refusals(gzipSync(mail('AA='.repeat(1_000_000))))).toMatchObject([
    { code: 'damaged-mail', detail: { reason: 'Error: padding within base64' } },
  ]);
  const line = (text: string) => Buffer.from(text).toString('base64');
  const whole = new TextDecoder().decode(report);
  const pieces = whole.match(/[\s\S]{1,7}/g)!.map(line);
  expect(pieces.filter((it) => it.endsWith('=')).length).toBeGreaterThan(20);
  expect(await refusals(mail(pieces.join('\n')))).toEqual(['report']);
});

test('lines of a mail are work, and cost no piece each', async () => {
  const header = 'From: a@host.example\nSubject: x\n\n';
  const lines = strToU8(header + '\n'.repeat(1_000_000));
  expect(await refusals(gzipSync(lines))).toMatchObject([{ code: 'too-much-work' }]);
  const pieces = { chunks: [] as (Uint8Array | ArrayBuffer | string)[] };
  let joined = 0;
  for (let line = 0; line < 20_000; line++) {
    pieces.chunks.push(strToU8(`${line}`), '\n');
    joined = joinChunks(pieces, joined);
  }
  expect(pieces.chunks.length).toBeLessThan(5000);
  const text = await new Blob(pieces.chunks as BlobPart[]).text();
  expect(text).toBe(Array.from({ length: 20_000 }, (_, line) => `${line}\n`).join(''));
  const { texts } = await parseMail(strToU8(header + 'ä\n'.repeat(30_000)));
  expect(new TextDecoder().decode(texts[0]!.bytes)).toBe('ä\n'.repeat(30_000));
}, 60_000);
