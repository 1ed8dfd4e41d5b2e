/**
 * Messages as receivers send them with their reports, made by the tests: RFC 5322 text with the attachment
 * shapes seen in the wild. Every name is invented (RFC 2606) and every address is for documentation.
 */
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

/** One record of a made report. */
export interface MadeRecord {
  ip: string;
  count: number;
  dkim: 'pass' | 'fail';
  spf: 'pass' | 'fail';
}

/** What a made aggregate report says; `messages` and `passed` are what any reader must find. */
export interface MadeReport {
  org: string;
  domain: string;
  id: string;
  begin: number;
  end: number;
  records: MadeRecord[];
}

const DAY = 86_400;
/** 2026-03-02, 00:00 UTC. */
const FIRST_DAY = 1_772_409_600;

export const DEFAULT_RECORDS: MadeRecord[] = [
  { ip: '192.0.2.1', count: 12, dkim: 'pass', spf: 'pass' },
  { ip: '198.51.100.7', count: 3, dkim: 'fail', spf: 'fail' },
  { ip: '2001:db8::25', count: 1, dkim: 'pass', spf: 'fail' },
];

/** A report with defaults for what a test does not care about. */
export function madeReport(change: Partial<MadeReport> & { org: string }): MadeReport {
  return {
    domain: 'shop.example',
    id: `id-${change.org}`,
    begin: FIRST_DAY,
    end: FIRST_DAY + DAY - 1,
    records: DEFAULT_RECORDS,
    ...change,
  };
}

export function totalsOf(report: MadeReport): { messages: number; passed: number; records: number } {
  let messages = 0;
  let passed = 0;
  for (const record of report.records) {
    messages += record.count;
    if (record.dkim === 'pass' || record.spf === 'pass') passed += record.count;
  }
  return { messages, passed, records: report.records.length };
}

/** The report's document in the shape of RFC 7489 appendix C. */
export function reportXml(report: MadeReport): string {
  const rows = report.records.map(
    (r) => `  <record>
    <row><source_ip>${r.ip}</source_ip><count>${r.count}</count>
      <policy_evaluated><disposition>none</disposition><dkim>${r.dkim}</dkim><spf>${r.spf}</spf></policy_evaluated>
    </row>
    <identifiers><header_from>${report.domain}</header_from></identifiers>
    <auth_results>
      <dkim><domain>${report.domain}</domain><selector>s1</selector><result>${r.dkim}</result></dkim>
      <spf><domain>${report.domain}</domain><result>${r.spf}</result></spf>
    </auth_results>
  </record>
`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feedback>
  <version>1.0</version>
  <report_metadata>
    <org_name>${report.org}</org_name>
    <email>noreply-dmarc@${report.org}</email>
    <report_id>${report.id}</report_id>
    <date_range><begin>${report.begin}</begin><end>${report.end}</end></date_range>
  </report_metadata>
  <policy_published>
    <domain>${report.domain}</domain><adkim>r</adkim><aspf>r</aspf><p>none</p><sp>none</sp><pct>100</pct>
  </policy_published>
${rows.join('')}</feedback>
`;
}

/** File name of RFC 7489 section 7.2.1.1, without an extension. */
export function reportFileName(report: MadeReport, unique = ''): string {
  return `${report.org}!${report.domain}!${report.begin}!${report.end}${unique ? `!${unique}` : ''}`;
}

/** A zip archive with one deflated member. */
export function zipOf(name: string, data: Uint8Array): Buffer {
  const path = Buffer.from(name);
  const packed = deflateRawSync(data);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(crc32(data), 14);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(data.length, 22);
  local.writeUInt16LE(path.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  local.copy(central, 6, 4, 30);
  const directory = Buffer.concat([central, path]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length + path.length + packed.length, 16);
  return Buffer.concat([local, path, packed, directory, end]);
}

export const zipReport = (report: MadeReport): Buffer =>
  zipOf(`${reportFileName(report)}.xml`, Buffer.from(reportXml(report)));
export const gzipReport = (report: MadeReport): Buffer => gzipSync(Buffer.from(reportXml(report)));

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');

/** A MIME part: an attachment by name, or readable text. */
export function attachment(type: string, name: string, bytes: Uint8Array): string {
  return `Content-Type: ${type};\r\n\tname="${name}"\r\nContent-Disposition: attachment;\r\n\tfilename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(bytes)}\r\n`;
}

/** An attachment whose name is split over continuations, RFC 2231 section 3. */
export function splitNameAttachment(type: string, name: string, bytes: Uint8Array): string {
  const cut = Math.floor(name.length / 2);
  return `Content-Type: ${type}\r\nContent-Disposition: attachment;\r\n filename*0=${name.slice(0, cut)};\r\n filename*1=${name.slice(cut)}\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(bytes)}\r\n`;
}

/** A whole message attached, as *Forward as attachment* makes it. */
export function forwarded(message: string, name = 'forwarded.eml'): string {
  return `Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n${message}`;
}

export function text(body: string, type = 'text/plain'): string {
  return `Content-Type: ${type}; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${body}\r\n`;
}

let sequence = 0;

/** A message of one part (`only`) or of several (`parts`). */
export function message(mail: {
  from: string;
  subject: string;
  /** Seconds after FIRST_DAY + 1 day; lists sort by it. */
  after?: number;
  only?: string;
  parts?: string[];
}): string {
  sequence += 1;
  const date = new Date((FIRST_DAY + DAY + (mail.after ?? sequence * 60)) * 1000).toUTCString();
  const head = `Return-Path: <${mail.from}>\r\nFrom: ${mail.from}\r\nTo: dmarc@shop.example\r\nSubject: ${mail.subject}\r\nDate: ${date.replace('GMT', '+0000')}\r\nMessage-ID: <made-${sequence}@mail.example>\r\nMIME-Version: 1.0\r\n`;
  if (mail.only !== undefined) return head + mail.only;
  const boundary = `=_made_${sequence}`;
  const parts = (mail.parts ?? []).map((part) => `--${boundary}\r\n${part}\r\n`).join('');
  return `${head}Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n${parts}--${boundary}--\r\n`;
}
