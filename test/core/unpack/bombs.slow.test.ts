import { gzipSync as nodeGzip } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { READ_LIMITS } from '../../../core/report/limits.ts';
import { readDocument } from '../../../core/report/read-document.ts';
import { unpack } from '../../../core/unpack/unpack.ts';
import { readFile } from '../../support/unpacked.ts';

const MB = 1024 * 1024;

const gzipSync = (bytes: Uint8Array) => new Uint8Array(nodeGzip(bytes));

/** XML that goes on for ever: it looks like a report, so that only a cap ends it. */
function endless(bytes: number): Uint8Array {
  const out = new Uint8Array(bytes).fill(0x20);
  out.set(strToU8('<?xml version="1.0"?><feedback>'));
  return out;
}

function refusalOf(results: Awaited<ReturnType<typeof readFile>>) {
  const result = results[0]!;
  return 'refusal' in result ? result.refusal : null;
}

test('a gzip bomb is refused by its ratio after a few megabytes', async () => {
  const bomb = gzipSync(endless(64 * MB));
  const refusal = refusalOf(await readFile(bomb));
  expect(refusal?.code).toBe('ratio-limit');
  // 64 MB would come out; the cap acted within one step of the 8 MB from which ratios are looked at
  expect(refusal?.detail.bytes).toBeLessThan(14 * MB);
}, 60_000);

test('the cap on the inflated size acts before the rest is inflated', async () => {
  const bomb = gzipSync(endless(64 * MB));
  for (const container of [bomb, zipSync({ 'a.xml': endless(24 * MB) })]) {
    const before = process.memoryUsage().arrayBuffers;
    const refusal = refusalOf(await readFile(container, { inflatedBytes: 10 * MB, ratio: 1e9 }));
    expect(refusal).toMatchObject({ code: 'inflated-size-limit', detail: { limit: 10 * MB } });
    expect(refusal!.detail.found).toBeLessThan(15 * MB);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(48 * MB);
  }
}, 60_000);

test('a zip of zips is refused at the budget of the whole file, and at its depth', async () => {
  const inner = zipSync({ 'a.xml': endless(4 * MB) });
  const outer = zipSync(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${i}.zip`, inner])));
  const results = await readFile(outer, { totalBytes: 20 * MB, ratioFromBytes: 1e12 });
  const last = results.at(-1)!;
  expect('refusal' in last && last.refusal).toMatchObject({
    code: 'total-size-limit',
    detail: { limit: 20 * MB },
  });
  let deep: Uint8Array = strToU8('<feedback/>');
  for (let i = 0; i < 9; i++) deep = zipSync({ 'inner.zip': deep });
  expect(refusalOf(await readFile(deep))).toMatchObject({ code: 'too-deep', detail: { limit: 6 } });
}, 60_000);

test('a member as large as its directory says it is not', async () => {
  const file = zipSync({ 'a.xml': endless(12 * MB) });
  // The directory says ten bytes; what is inflated counts
  const at = Buffer.from(file).lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
  new DataView(file.buffer).setUint32(at + 24, 10, true);
  expect(refusalOf(await readFile(file, { inflatedBytes: 2 * MB, ratio: 1e9 }))?.code).toBe(
    'inflated-size-limit',
  );
}, 60_000);

test('quoted-printable cannot grow, and a mail above its cap is refused', async () => {
  const mail = strToU8(
    `From: a@host.example\r\nSubject: x\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${'=\r\n'.repeat(400_000)}`,
  );
  const started = performance.now();
  // lines this short cost the mail parser more than the file is worth
  expect(refusalOf(await readFile(mail))?.code).toBe('too-much-work');
  expect(performance.now() - started).toBeLessThan(5000);
  expect(refusalOf(await readFile(mail, { heldBytes: MB }))).toMatchObject({
    code: 'held-size-limit',
    detail: { limit: MB },
  });
}, 60_000);

test('entities that would grow are refused before any is replaced', async () => {
  const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
    '',
  );
  const head = `<!DOCTYPE feedback [<!ENTITY l0 "ha">${laughs}]>`;
  for (const xml of [
    `<?xml version="1.0"?>${head}<feedback><version>&l9;</version></feedback>`,
    // The fast reader hands this one over: the tolerant one has to refuse it as well
    `<?xml version="1.0"?><wrapped/>${head}<feedback><version>&l9;</version></feedback>`,
    `<feedback><record>${head}</record></feedback>`,
  ]) {
    expect(refusalOf(await readFile(strToU8(xml)))?.code).toBe('doctype-with-entities');
  }
  const bare = await readFile(
    strToU8(
      '<!DOCTYPE feedback SYSTEM "http://host.example/x.dtd"><feedback><report_metadata><report_id>1</report_id></report_metadata></feedback>',
    ),
  );
  expect(bare[0]).toMatchObject({ outcome: 'repaired' });
  expect(bare[0]!.notes.map((note) => note.code)).toContain('doctype-ignored');
}, 60_000);

test('records, results, fields and elements above a cap refuse the document with the figure', async () => {
  const record = '<record><row><count>1</count></row></record>';
  const read = async (xml: string, limits: Partial<typeof READ_LIMITS>) => {
    for await (const item of unpack({ name: 'f', blob: new Blob([xml]) })) {
      if (item.kind === 'document') return (await readDocument(item, { limits }))[0]!;
    }
    return null;
  };
  expect(await read(`<feedback>${record.repeat(11)}</feedback>`, { records: 10 })).toMatchObject({
    refusal: { code: 'too-many-records', detail: { limit: 10, found: 11 } },
  });
  expect(await read(`<feedback>${record.repeat(10)}</feedback>`, { records: 10 })).toMatchObject({
    report: { totals: { records: 10, messages: 10 } },
  });
  const results = '<dkim><domain>example.com</domain><result>pass</result></dkim>'.repeat(6);
  expect(
    await read(`<feedback><record><auth_results>${results}</auth_results></record></feedback>`, {
      resultsPerRecord: 5,
    }),
  ).toMatchObject({ refusal: { code: 'too-many-results', detail: { limit: 5, found: 6 } } });
  expect(
    await read(`<feedback><version>${'x'.repeat(101)}</version></feedback>`, { fieldBytes: 100 }),
  ).toMatchObject({
    refusal: { code: 'field-limit', detail: { limit: 100, found: 101 } },
  });
  expect(await read(`<feedback>${'<a>'.repeat(500)}`, {})).toMatchObject({ refusal: { code: 'too-deep' } });
  expect(await read('<feedback></feedback>'.repeat(12), { reports: 10 })).toBeTruthy();
}, 60_000);
