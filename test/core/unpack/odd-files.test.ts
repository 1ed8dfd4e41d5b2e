import { gzipSync, strToU8, zipSync, zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { AggregateHeader } from '../../../core/model/report.ts';
import { base64Lines, mailFile } from '../../support/container-fixtures.ts';
import { msgFile } from '../../support/msg-file.ts';
import { signedData, tnefFile, uuencoded, wideText } from '../../support/odd-containers.ts';
import { recordOf, reportOf } from '../../support/report-of.ts';
import { readFile } from '../../support/unpacked.ts';

/** What mail systems and people make of a report on its way: each is still read, with what was odd in a note. */

const XML = reportOf();
const bytes = strToU8(XML);
const packed = gzipSync(bytes);
const zipped = zipSync({ 'r.xml': bytes });

const latin = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const raw = (content: Uint8Array) => Buffer.from(content).toString('latin1');
const base64 = (content: Uint8Array) => Buffer.from(content).toString('base64');
const mail = (header: string, body: string) =>
  latin(
    `From: Reports <noreply@host.example>\r\nSubject: Report\r\nMIME-Version: 1.0\r\n${header}\r\n\r\n${body}`,
  );
const part = (header: string, body: string) => `--cut\r\n${header}\r\n\r\n${body}\r\n`;
const parts = (...all: string[]) =>
  mail('Content-Type: multipart/mixed; boundary="cut"', `${all.join('')}--cut--\r\n`);
const GZIP_PART = part(
  'Content-Type: application/gzip\r\nContent-Transfer-Encoding: base64',
  base64Lines(packed),
);

/** Outcomes and note codes; every report found must be the one above. */
async function found(file: Uint8Array | string): Promise<string[]> {
  const results = await readFile(typeof file === 'string' ? strToU8(file) : file);
  return results.map((result) => {
    if (!('report' in result)) return `${result.outcome}: ${result.refusal.code}`;
    expect(result.report).toMatchObject({ orgName: 'Höst', totals: { records: 1, messages: 3 } });
    return [result.outcome, ...result.notes.map((note) => note.code)].join(' ');
  });
}

describe('a file that was packed or saved in an odd way', () => {
  test.each<[string, Uint8Array | string, string]>([
    ['base64 in one line', base64(packed), 'report'],
    [
      'base64 in short lines, unpadded',
      base64(zipped).replace(/=+$/, '').replace(/.{7}/g, '$& \t\n'),
      'report',
    ],
    ['base64 for addresses', base64(packed).replaceAll('+', '-').replaceAll('/', '_'), 'report'],
    ['base64 of plain XML', base64(bytes), 'report'],
    ['a data URL', `data:application/gzip;base64,${base64(packed)}`, 'report'],
    ['a whole mail in base64', base64(mailFile([{ name: 'r.gz', bytes: packed }])), 'report'],
    ['uuencode', uuencoded([{ name: 'r.xml.gz', bytes: packed }]), 'report'],
    [
      'uuencode without trailing blanks',
      raw(uuencoded([{ name: 'r', bytes }])).replace(/`+\r/g, '\r'),
      'report',
    ],
    ['UTF-16 without a mark', new Uint8Array(Buffer.from(XML, 'utf16le')), 'report'],
    [
      'UTF-16, big end first, behind a line end',
      new Uint8Array(Buffer.from(`\n${XML.replace(/<\?.*?\?>/, '')}`, 'utf16le').swap16()),
      'report',
    ],
    ['a mail saved as UTF-16', wideText(mailFile([{ name: 'r.gz', bytes: packed }])), 'report'],
    ['gzip behind a line end', new Uint8Array([13, 10, ...packed]), 'repaired leading-bytes'],
    [
      'zip behind the header of a response',
      new Uint8Array([...latin('HTTP/1.1 200 OK\r\nserved\r\n\r\n'), ...zipped]),
      'repaired leading-bytes',
    ],
    [
      'a zip that opens itself',
      new Uint8Array([0x4d, 0x5a, ...new Uint8Array(3000).fill(7), ...zipped]),
      'repaired leading-bytes',
    ],
    ['zlib with a small window', smallWindow(), 'report'],
    [
      'gzip in zip in mail in tar',
      mailFile([{ name: 'z', bytes: zipSync({ 'a/b/': new Uint8Array(0), 'a/r.gz': packed }) }]),
      'report',
    ],
    [
      'several gzip members',
      new Uint8Array([...gzipSync(bytes.subarray(0, 200)), ...gzipSync(bytes.subarray(200))]),
      'report',
    ],
    [
      'a gzip member cut off behind a whole one',
      new Uint8Array([...packed, ...packed.subarray(0, 60)]),
      'repaired gzip-member-cut',
    ],
    ['zeros behind the report', new Uint8Array([...bytes, 0, 0, 0]), 'report'],
  ])('%s', async (_, file, expected) => {
    expect(await found(file)).toEqual([expected]);
  });

  function smallWindow(): Uint8Array {
    const stream = zlibSync(bytes);
    stream.set([0x58, 31 - ((0x58 << 8) % 31)]);
    return stream;
  }

  test('zip64, a data descriptor and stored members', async () => {
    expect(await found(zip64(bytes))).toEqual(['report']);
    expect(await found(zipSync({ 'r.xml': [bytes, { level: 0 }] }))).toEqual(['report']);
  });

  /** A stored member whose sizes and place stand in 64-bit fields only, APPNOTE 4.5.3 and 4.3.14. */
  function zip64(content: Uint8Array): Uint8Array {
    const plain = Buffer.from(zipSync({ 'r.xml': [content, { level: 0 }] }));
    const centralAt = plain.indexOf('PK\x01\x02', 0, 'latin1');
    const endAt = plain.indexOf('PK\x05\x06', 0, 'latin1');
    const extra = Buffer.alloc(28);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    extra.writeBigUInt64LE(BigInt(content.length), 4);
    extra.writeBigUInt64LE(BigInt(content.length), 12);
    const central = Buffer.from(plain.subarray(centralAt, endAt));
    central.writeUInt32LE(0xffffffff, 20);
    central.writeUInt32LE(0xffffffff, 24);
    central.writeUInt16LE(extra.length, 30);
    central.writeUInt32LE(0xffffffff, 42);
    const end64 = Buffer.alloc(56);
    end64.writeUInt32LE(0x06064b50, 0);
    end64.writeBigUInt64LE(44n, 4);
    end64.writeBigUInt64LE(1n, 24);
    end64.writeBigUInt64LE(1n, 32);
    end64.writeBigUInt64LE(BigInt(central.length + extra.length), 40);
    end64.writeBigUInt64LE(BigInt(centralAt), 48);
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50, 0);
    locator.writeBigUInt64LE(BigInt(centralAt + central.length + extra.length), 8);
    const end = Buffer.from(plain.subarray(endAt));
    end.writeUInt16LE(0xffff, 8);
    end.writeUInt16LE(0xffff, 10);
    end.writeUInt32LE(0xffffffff, 12);
    end.writeUInt32LE(0xffffffff, 16);
    return new Uint8Array(Buffer.concat([plain.subarray(0, centralAt), central, extra, end64, locator, end]));
  }
});

describe('a mail that carries a report in an odd way', () => {
  const MAIL = parts(part('Content-Type: text/plain', 'see below'), GZIP_PART);
  const inline = 'Content-Disposition: inline; filename="r.xml.gz"';
  test.each<[string, Uint8Array, string[]]>([
    ['no boundary is told', mail('Content-Type: multipart/mixed', `${GZIP_PART}--cut--`), ['report']],
    [
      'another boundary is told',
      mail('Content-Type: multipart/mixed; boundary=x', `${GZIP_PART}--cut--`),
      ['report'],
    ],
    [
      'the last boundary is missing',
      mail('Content-Type: multipart/mixed; boundary=cut', GZIP_PART),
      ['report'],
    ],
    ['lines end with LF', latin(raw(MAIL).replaceAll('\r\n', '\n')), ['report']],
    ['lines end with CR', latin(raw(MAIL).replaceAll('\r\n', '\r')), ['report']],
    [
      'a quoted envelope line comes first',
      latin(`>From a Thu Jan  2 03:04:05 2025\r\n${raw(MAIL)}`),
      ['report'],
    ],
    [
      'its length comes first, a property list last',
      latin(`${MAIL.length}   \n${raw(MAIL)}<?xml version="1.0"?>\n<!DOCTYPE plist><plist/>`),
      ['report'],
    ],
    [
      'the file is the whole body',
      mail('Content-Type: application/gzip\r\nContent-Transfer-Encoding: base64', base64(packed)),
      ['report'],
    ],
    [
      'the packed file is called text and shown inline',
      parts(
        part('Content-Type: text/plain', 'hello'),
        part(
          `Content-Type: text/plain; name="r.xml.gz"\r\n${inline}\r\nContent-Transfer-Encoding: base64`,
          base64(packed),
        ),
      ),
      ['report'],
    ],
    [
      'XML is text, behind other text',
      mail('Content-Type: text/plain; charset=utf-8', `Dear all,\r\n\r\n${raw(bytes)}`),
      ['report'],
    ],
    [
      'XML is text in its own encoding',
      mail(
        'Content-Type: text/plain; charset=iso-8859-1',
        reportOf({ declaration: '<?xml version="1.0" encoding="ISO-8859-1"?>' }),
      ),
      ['report'],
    ],
    [
      'two texts are two reports',
      parts(
        part('Content-Type: text/plain; name=a.xml', raw(bytes)),
        part('Content-Type: text/plain; name=b.xml', raw(bytes)),
      ),
      ['report', 'report'],
    ],
    [
      'base64 stands in the text',
      mail(
        'Content-Type: text/plain',
        `The report:\r\n\r\n${base64Lines(packed)}\r\n\r\n-- \r\nsent by hand`,
      ),
      ['report'],
    ],
    [
      'uuencode stands in the text',
      mail(
        'Content-Type: text/plain',
        `The report:\r\n\r\n${raw(uuencoded([{ name: 'r.zip', bytes: zipped }]))}`,
      ),
      ['report'],
    ],
    [
      'uuencode is the transfer encoding',
      parts(
        part(
          'Content-Type: application/zip\r\nContent-Transfer-Encoding: x-uuencode',
          raw(uuencoded([{ name: 'r', bytes: zipped }])),
        ),
      ),
      ['report'],
    ],
    [
      'base64 has blanks, odd lines and no padding',
      parts(
        part(
          'Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: BASE64 ',
          base64(packed).replace(/=/g, '').replace(/.{7}/g, '$& \t\r\n'),
        ),
      ),
      ['report'],
    ],
    [
      'quoted-printable breaks lines softly',
      parts(
        part(
          'Content-Type: text/xml; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable',
          raw(bytes)
            .replace(/[=\x80-\xff]/g, (c) => `=${c.charCodeAt(0).toString(16).toUpperCase()}`)
            .replace(/(?:=..|.){40}/g, '$&=\r\n'),
        ),
      ),
      ['report'],
    ],
    [
      'it was forwarded in a mail, in base64',
      parts(part('Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64', base64(MAIL))),
      ['report'],
    ],
    [
      'winmail.dat holds it',
      mailFile([{ name: 'winmail.dat', bytes: tnefFile([{ name: 'a long name.xml.gz', bytes: packed }]) }]),
      ['report'],
    ],
    [
      'S/MIME signs it beside',
      parts(
        GZIP_PART,
        part(
          'Content-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64',
          base64(signedData(new Uint8Array(0))),
        ),
      ),
      ['report', 'not-a-report: empty-container'],
    ],
    [
      'S/MIME signs it around',
      mail(
        'Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64',
        base64(signedData(parts(GZIP_PART))),
      ),
      ['report'],
    ],
    [
      'S/MIME signs it around, in pieces',
      mail(
        'Content-Type: application/pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64',
        base64(signedData(parts(GZIP_PART), true)),
      ),
      ['report'],
    ],
    [
      'PGP signs it',
      mail(
        'Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary=cut',
        `${GZIP_PART}${part('Content-Type: application/pgp-signature', '-----BEGIN PGP SIGNATURE-----')}--cut--`,
      ),
      ['report', 'not-a-report: text'],
    ],
  ])('%s', async (_, file, expected) => {
    expect(await found(file)).toEqual(expected);
  });

  test('an encrypted mail is said to be one', async () => {
    const pgp = part('Content-Type: application/pgp-encrypted', 'Version: 1');
    const secret = part('Content-Type: application/octet-stream', '-----BEGIN PGP MESSAGE-----');
    const type = 'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=cut';
    expect(await found(mail(type, `${pgp}${secret}--cut--`))).toEqual(['rejected: encrypted-mail']);
    // Enveloped data, RFC 5652 section 6: the last byte of the type is 3
    const enveloped = signedData(latin('x'));
    enveloped[raw(enveloped).indexOf('\x01\x07\x02') + 2] = 3;
    const smime = mail(
      'Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\nContent-Transfer-Encoding: base64',
      base64(enveloped),
    );
    expect(await found(smime)).toEqual(['rejected: encrypted-mail']);
  });

  test('names are decoded, whichever way they are encoded', async () => {
    const names = async (header: string) =>
      (await readFile(parts(part(`${header}\r\nContent-Transfer-Encoding: base64`, base64(packed))))).map(
        (it) => it.path,
      );
    const continued = "filename*0*=UTF-8''r%C3%A9;\r\n filename*1=port.xml.gz";
    expect(
      await names(
        `Content-Type: application/octet-stream\r\nContent-Disposition: attachment;\r\n ${continued}`,
      ),
    ).toEqual(['file#réport.xml.gz']);
    expect(await names('Content-Type: application/x-gzip; name="=?utf-8?B?csOpcG9ydC54bWwuZ3o=?="')).toEqual([
      'file#réport.xml.gz',
    ]);
  });
});

test('a mailbox without empty lines between its mails, cut anywhere, gives every mail once', async () => {
  const envelope = 'From a@host.example Thu Jan  2 03:04:05 2025\n';
  const one = (id: string) => {
    const file = gzipSync(
      strToU8(reportOf({ metadata: `<org_name>h</org_name><report_id>${id}</report_id>` })),
    );
    return `${envelope}${raw(mailFile([{ name: 'r.gz', bytes: file }]))}`;
  };
  const quoted = `${envelope}From: a@host.example\nSubject: hi\n\nFrom here on\nall is prose:\n\n>From a Thu Jan  2 03:04:05 2025\nnothing.\n`;
  const box = latin(one('1') + one('2') + quoted + one('3'));
  const ids = (await readFile(box)).map((it) =>
    'report' in it ? (it.report as AggregateHeader).reportId : it.outcome,
  );
  expect(ids).toEqual(['1', '2', 'not-a-report', '3']);
});

test('records in an element around them are not lost, those of an extension are none', async () => {
  const wrapped = await readFile(
    strToU8(reportOf({ records: `<records>${recordOf()}${recordOf('4')}</records>` })),
  );
  expect(wrapped).toMatchObject([{ outcome: 'repaired', report: { totals: { records: 2, messages: 7 } } }]);
  const records = `${recordOf().replace('</record>', '<extension><x:a xmlns:x="urn:x">1<record>no</record></x:a></extension></record>')}`;
  for (const xml of [reportOf({ records }), `<wrapped>${reportOf({ records, declaration: '' })}</wrapped>`]) {
    const [result] = await readFile(strToU8(xml));
    expect(result).toMatchObject({ report: { totals: { records: 1 }, extensions: ['extension: 1no'] } });
  }
});

test('an Outlook message with a message attached to it, and with a stream beyond the table in its header', async () => {
  expect(await found(msgFile([{ name: 'r.xml.gz', bytes: packed }], true))).toEqual(['report']);
  // 109 sectors of the allocation table stand in the header: they tell of 6.8 MB
  const file = msgFile([
    { name: 'long.xml', bytes: strToU8(reportOf({ records: recordOf().repeat(30_000) })) },
    { name: 'r.xml.gz', bytes: packed },
  ]);
  expect(file.length).toBeGreaterThan(7_000_000);
  const [long, short] = await readFile(file);
  expect(long).toMatchObject({
    outcome: 'report',
    report: { totals: { records: 30_000, messages: 90_000 } },
  });
  expect(short).toMatchObject({ path: 'file#r.xml.gz', outcome: 'report' });
});

test.each([
  ['pst', '!BDN\0\0', 'other-format'],
  ['pdf', '%PDF-1.7', 'other-format'],
  ['7z', '7z\xbc\xaf\x27\x1c', 'unsupported-packing'],
  ['rar', 'Rar!\x1a\x07', 'unsupported-packing'],
  ['compress', '\x1f\x9d\x90', 'unsupported-packing'],
])('a file of another kind is named: %s', async (format, start, code) => {
  expect(await readFile(latin(start.padEnd(700, '\0')))).toMatchObject([
    { outcome: 'not-a-report', refusal: { code, detail: { format } } },
  ]);
});

test.each([
  ['r.7z', '7z\xbc\xaf\x27\x1c', { code: 'unsupported-packing', detail: { format: '7z' } }],
  ['r.xml.bz2', 'BZh91AY&SY', { code: 'unsupported-packing', detail: { format: 'bzip2' } }],
  ['r.xml.gz', '\x01\x02\x03\0\xfe', { code: 'damaged-attachment', detail: {} }],
])('an attachment that cannot be opened is named with the reason: %s', async (name, start, refusal) => {
  const bytes = latin(start.padEnd(700, '\0'));
  expect(await readFile(mailFile([{ name, bytes }]))).toEqual([
    { path: `file#${name}`, outcome: 'rejected', member: null, refusal, notes: [] },
  ]);
});
