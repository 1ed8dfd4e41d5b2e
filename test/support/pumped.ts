import { gzipSync, strToU8, zipSync } from 'fflate';
import { CONTAINER_FIXTURES, mailFile, tarFile } from './container-fixtures.ts';

/** A file in which something is repeated, made as long as asked for. */
export interface Pumped {
  /** Format, place and token. */
  name: string;
  make(bytes: number): Uint8Array;
}

/** What is repeated: openings without ends, ends without openings, white space, nesting, escapes. */
const TOKENS = [
  ' ', '\n', '\r\n ', '\n\n', '\t', 'a', 'A.', '0', '-', '--', '=', '"', '\\"', "'", '(', ')', '()', '[', '{', '{"a":', '<', '>', '&', '&#',
  '<!--', '<!---->', '-->', '<![CDATA[', ']]>', '<?', '<!DOCTYPE', '<a>', '</a>', '<a ', '<feedback ', '<feedback>', '</feedback>', '<record>',
  '<row>', '</record>', '!', 'a!', '.', ',', ';', 'a=', 'a;', ':', 'a:', '@', 'a@', '%', '/', '\0', '\xef\xbb\xbf', '\xff', '=?utf-8?q?', '=?', '?=',
  '=\n', '--b\n', '--b--\n', '--b\nContent-Type: multipart/mixed; boundary=b\n\n', 'From a\n', '>From a\n', '\nFrom a@b Thu Jan  2 03:04:05 2025\nA: b\n\n',
  'begin 644 a\n', 'begin 644 a\n#0V%T\n`\nend\n', 'Received: a\n', 'name*0=a; ', ', inc', 'H4sI', 'PK\x03\x04', '\x1f\x8b\x08',
]; // biome-ignore format: a table
const HEADER = 'From: a@host.example\nTo: c@example.com\nSubject: x\nMIME-Version: 1.0\n';
const META =
  '<report_metadata><org_name>Host</org_name><email>r@host.example</email><report_id>1</report_id><date_range><begin>1735689600</begin><end>1735775999</end></date_range></report_metadata><policy_published><domain>example.com</domain><p>none</p></policy_published>';
const ROW = (ip: string, count: string, from: string) =>
  `<record><row><source_ip>${ip}</source_ip><count>${count}</count><policy_evaluated><disposition>none</disposition><dkim>fail</dkim><spf>fail</spf></policy_evaluated></row><identifiers><header_from>${from}</header_from></identifiers><auth_results/></record>`;
const XML = (inner: string) => `<?xml version="1.0"?><feedback>${inner}</feedback>`;
const RECORD = ROW('192.0.2.1', '1', 'example.com');

/** Places in files of every format: what stands before the repeated token, and behind it. */
const PLACES: Record<string, [before: string, behind: string]> = {
  'text start': ['', ''],
  'text start, then XML': ['', `${XML(META + RECORD)}`],
  'xml prolog': ['<?xml version="1.0"?>', `<feedback>${META}${RECORD}</feedback>`],
  'xml declaration': ['<?xml version="1.0" ', `?><feedback>${META}${RECORD}</feedback>`],
  'xml root attribute': ['<feedback x="', `">${META}${RECORD}</feedback>`],
  'xml in feedback': ['<feedback>', `${META}${RECORD}</feedback>`],
  'xml organisation': [`<feedback><report_metadata><org_name>`, `</org_name></report_metadata>${RECORD}</feedback>`],
  'xml contact': ['<feedback><report_metadata><email>', `</email></report_metadata>${RECORD}</feedback>`],
  'xml begin': ['<feedback><report_metadata><date_range><begin>', `</begin></date_range></report_metadata>${RECORD}</feedback>`],
  'xml domain': ['<feedback><policy_published><domain>', `</domain></policy_published>${RECORD}</feedback>`],
  'xml pct': ['<feedback><policy_published><pct>', `</pct></policy_published>${RECORD}</feedback>`],
  'xml address': [`<feedback>${META}<record><row><source_ip>`, `</source_ip></row></record></feedback>`],
  'xml count': [`<feedback>${META}<record><row><count>`, `</count></row></record></feedback>`],
  'xml header from': [`<feedback>${META}<record><identifiers><header_from>`, `</header_from></identifiers></record></feedback>`],
  'xml extension': [`<feedback>${META}<extension>`, `</extension>${RECORD}</feedback>`],
  'xml broken, in feedback': [`<feedback><a></b>${META}`, `${RECORD}</feedback>`],
  'xml end': [XML(META + RECORD), ''],
  'json start': ['{', ''],
  'json key': ['{"organization-name":"a","report-id":"', '"}'],
  'json key cut': ['{"organization-name":"a","report-id":"', ''],
  'json date': ['{"organization-name":"a","report-id":"1","date-range":{"start-datetime":"', '"},"policies":[]}'],
  'json policy': ['{"organization-name":"a","report-id":"1","policies":[', ']}'],
  'mail header': [HEADER, '\n\nbody'],
  'mail subject': [`${HEADER}Subject: `, '\n\nbody'],
  'mail from': ['From: ', '\nSubject: x\n\nbody'],
  'mail date': ['From: a@b\nDate: ', '\nSubject: x\n\nbody'],
  'mail content type': [`${HEADER}Content-Type: multipart/mixed; `, '\n\n--b\n\nx'],
  'mail boundary': [`${HEADER}Content-Type: multipart/mixed; boundary="`, '"\n\n--b\n\nx'],
  'mail body': [`${HEADER}\n`, ''],
  'mail body, parts lost': [`${HEADER}Content-Type: multipart/mixed\n\n--`, '\nContent-Type: text/plain\n\nx'],
  'mail parts': [`${HEADER}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n`, '\n--b--\n'],
  'mail part header': [`${HEADER}Content-Type: multipart/mixed; boundary=b\n\n--b\n`, '\n\nx\n--b--\n'],
  'mail file name': [`${HEADER}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Disposition: attachment; filename="`, '"\n\nx\n--b--\n'],
  'mail base64': [`${HEADER}Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n`, ''],
  'mail quoted-printable': [`${HEADER}Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n`, ''],
  'mail html': [`${HEADER}Content-Type: text/html\n\n`, ''],
  'failure field': [`${HEADER}Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: auth-failure\nSource-IP: `, '\n--b\nContent-Type: text/rfc822-headers\n\nFrom: a@b.example\n--b--\n'],
  'failure date': [`${HEADER}Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: auth-failure\nArrival-Date: `, '\n--b--\n'],
  'failure original': [`${HEADER}Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: auth-failure\n\n--b\nContent-Type: text/rfc822-headers\n\nFrom: `, '\n--b--\n'],
  'failure text': [`${HEADER}\nThis is a DMARC failure report\nFrom: `, '\n'],
  'mbox line': ['From a@b Thu Jan  2 03:04:05 2025\nFrom: a@b\nSubject: x\n\n', ''],
  uuencode: ['begin 644 a.xml\n', ''],
  'data URL': ['data:', ';base64,PD94'],
  base64: ['PD94bWwgdmVyc2lvbj0iMS4wIj8+PGZlZWRiYWNrPjwvZmVlZGJhY2s+PD94bWwgdmVyc2lvbj0i', ''],
}; // biome-ignore format: a table

const latin = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));

/** Every token in every place: a few thousand. */
export function* pumpedTexts(): Generator<Pumped> {
  for (const [place, [before, behind]] of Object.entries(PLACES)) {
    for (const token of TOKENS) {
      yield {
        name: `${place}: ${JSON.stringify(token)}`,
        make: (bytes) => latin(before + token.repeat(Math.ceil(bytes / token.length)) + behind),
      };
    }
  }
}

const small = strToU8(XML(META + RECORD));
/** How many pieces of a given length make a file of so many bytes. */
const many = <T>(bytes: number, each: number, piece: (i: number) => T): T[] =>
  Array.from({ length: Math.max(1, Math.floor(bytes / each)) }, (_, i) => piece(i));

/** Binary formats with members, names, fields and headers repeated. */
export function pumpedFiles(): Pumped[] {
  const joined = (parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
  const empty = gzipSync(new Uint8Array(0), { mtime: 0 });
  const fixtures = Object.entries(CONTAINER_FIXTURES).flatMap(([id, { make, many: hasMany }]) => [
    { name: `${id}: a long member`, make: (bytes: number) => make([{ name: 'a.xml', bytes: latin(XML(META + RECORD.repeat(Math.ceil(bytes / RECORD.length)))) }]) },
    { name: `${id}: a long name`, make: (bytes: number) => make([{ name: `${'a'.repeat(Math.min(bytes, 60_000))}.xml`, bytes: small }]) },
    ...(hasMany ? [{ name: `${id}: many members`, make: (bytes: number) => make(many(bytes, 400, (i) => ({ name: `${i}.xml`, bytes: strToU8('<a/>') }))) }] : []),
  ]); // biome-ignore format: a table
  return [
    ...fixtures,
    { name: 'gzip: many members', make: (bytes) => joined([gzipSync(small), ...many(bytes, empty.length, () => empty)]) },
    { name: 'gzip: a long comment', make: (bytes) => joined([latin('\x1f\x8b\x08\x10\0\0\0\0\0\xff'), latin('c'.repeat(bytes))]) },
    { name: 'gzip: long comments', make: (bytes) => joined(many(bytes, 60_000, () => joined([latin(`\x1f\x8b\x08\x10\0\0\0\0\0\xff${'c'.repeat(60_000)}\0`), empty.subarray(10)]))) },
    { name: 'zip: members in one place', make: (bytes) => samePlace(Math.floor(bytes / 60)) },
    { name: 'zip: sizes that no member can have', make: (bytes) => tooLarge(Math.floor(bytes / 100)) },
    { name: 'packed tags', make: (bytes) => gzipSync(latin(`<x/>${'<a>'.repeat(bytes * 13)}${XML(META + RECORD)}`)) },
    { name: 'packed lines of a mail', make: (bytes) => gzipSync(latin(`${HEADER}\n${'\n'.repeat(bytes * 40)}`)) },
    { name: 'tar: pax records', make: (bytes) => pax('1'.repeat(bytes)) },
    { name: 'tar: pax paths', make: (bytes) => pax('11 path=a\n'.repeat(bytes / 10)) },
    { name: 'msg: zeros', make: (bytes) => joined([CONTAINER_FIXTURES.msg!.make([{ name: 'a', bytes: small }]).subarray(0, 1024), new Uint8Array(bytes)]) },
    { name: 'tnef: attributes', make: (bytes) => joined([latin('\x78\x9f\x3e\x22\x01\0'), ...many(bytes, 11, () => latin('\x02\x05\x90\x06\0\0\0\0\0\0\0'))]) },
    { name: 'cms: indefinite lengths', make: (bytes) => joined([latin('\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80\x30\x80\x02\x01\x01'), latin('\x30\x80'.repeat(bytes / 2))]) },
    { name: 'cms: octets in pieces', make: (bytes) => joined([latin('\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80\x30\x80\x02\x01\x01\x31\0\x30\x80\x06\x01\x01\xa0\x80\x24\x80'), latin('\x24\x80\x24\x80\0\0\0\0'.repeat(bytes / 8))]) },
    { name: 'utf-16: many letters', make: (bytes) => latin(`\xff\xfe<\0${'a\0'.repeat(bytes / 2)}`) },
    { name: 'mail in mail', make: (bytes) => nestedMail(bytes) },
    { name: 'packed mail parts', make: (bytes) => gzipSync(latin(`${HEADER}Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\n'.repeat(bytes)}`)) },
  ]; // biome-ignore format: a table
}

function nestedMail(bytes: number): Uint8Array {
  // Base64 makes it about a third longer at each depth: 4.5 times in all.
  let inner: Uint8Array = latin(`${HEADER}\n${'x\n'.repeat(bytes / 9)}`);
  for (let depth = 0; depth < 5; depth++) inner = mailFile([{ name: 'a.eml', bytes: inner }]);
  return inner;
}

/** A tar whose one file has these extended headers. */
function pax(records: string): Uint8Array {
  const file = tarFile([
    { name: 'x', bytes: latin(records) },
    { name: 'a.xml', bytes: small },
  ]);
  // Type `x` in place of `0`, and the checksum that it makes
  file[156] = 0x78;
  let sum = 0;
  for (let i = 0; i < 512; i++) sum += i >= 148 && i < 156 ? 32 : file[i]!;
  file.set(latin(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return file;
}

/** A zip whose directory says of each of so many small members that it is a megabyte. */
function tooLarge(members: number): Uint8Array {
  const zip = zipSync(Object.fromEntries(Array.from({ length: members }, (_, i) => [`${i}`, latin('<a/>')])));
  const v = new DataView(zip.buffer, zip.byteOffset);
  let at = v.getUint32(zip.length - 6, true);
  for (; v.getUint32(at, true) === 0x02014b50; at += 46 + v.getUint16(at + 28, true))
    v.setUint32(at + 24, 1024 * 1024, true);
  return zip;
}

/** A zip whose directory names one member so many times. */
function samePlace(times: number): Uint8Array {
  const zip = zipSync({ 'a.xml': latin(XML(META + ' '.repeat(200_000) + RECORD)) });
  const v = new DataView(zip.buffer, zip.byteOffset);
  const end = zip.length - 22;
  const at = v.getUint32(end + 16, true);
  const entry = zip.subarray(at, end);
  const out = new Uint8Array(at + entry.length * times + 22);
  out.set(zip.subarray(0, at));
  for (let i = 0; i < times; i++) out.set(entry, at + i * entry.length);
  out.set(zip.subarray(end), out.length - 22);
  const w = new DataView(out.buffer);
  w.setUint16(out.length - 12, times, true);
  w.setUint16(out.length - 14, times, true);
  w.setUint32(out.length - 10, entry.length * times, true);
  return out;
}
