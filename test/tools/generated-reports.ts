import { gzipSync, strToU8, zipSync } from 'fflate';
import { randomOf } from '../support/random.ts';
import { makeRecord, type Truth } from './generated-record.ts';

export type { Truth } from './generated-record.ts';

/** A reporter as it writes: which optional elements, which line ends. */
export interface ReporterStyle {
  orgName: string;
  email: string;
  host: string;
  style: 'big' | 'office' | 'compact' | 'plain' | 'gateway' | 'filter';
}

const REPORTERS: [weight: number, style: ReporterStyle][] = [
  [
    30,
    {
      orgName: 'bigmail.example',
      email: 'noreply-dmarc@bigmail.example',
      host: 'bigmail.example',
      style: 'big',
    },
  ],
  [
    18,
    {
      orgName: 'Office Outpost',
      email: 'dmarcreport@outpost.example',
      host: 'outpost.example',
      style: 'office',
    },
  ],
  [14, { orgName: 'Yonder', email: 'dmarchelp@yonder.example', host: 'yonder.example', style: 'compact' }],
  [
    6,
    { orgName: 'Mailcloak', email: 'no-reply@mailcloak.example', host: 'mailcloak.example', style: 'plain' },
  ],
  [
    5,
    {
      orgName: 'Swiftpost Pty Ltd',
      email: 'reports@swiftpost.example',
      host: 'swiftpost.example',
      style: 'plain',
    },
  ],
  [
    3,
    {
      orgName: 'gw1.ironmail.example',
      email: 'root@ironmail.example',
      host: 'ironmail.example',
      style: 'gateway',
    },
  ],
  [
    3,
    { orgName: 'Zöe & Söhne <Mail> GmbH', email: 'dmarc@zoe.example', host: 'zoe.example', style: 'plain' },
  ],
  [2, { orgName: 'univ.example', email: 'opendmarc@univ.example', host: 'univ.example', style: 'filter' }],
];

/** 1 January 2025, 00:00 UTC. */
export const EPOCH = 1_735_689_600;

export interface GeneratedFile {
  /** In the manner of RFC 7489 section 7.2.1.1, e.g. `bigmail.example!acme1.example!1735689600!1735775999.xml.gz`. */
  name: string;
  bytes: Uint8Array;
  truth: Truth;
}

export interface ReportOptions {
  reporter: ReporterStyle;
  domain: string;
  policy: 'none' | 'quarantine' | 'reject';
  begin: number;
  end: number;
  reportId: string;
  records: number;
  rfc9990: boolean;
  random: (below: number) => number;
}

/** One report as XML, in pieces, so that a huge one needs no huge string. */
export function* reportText(options: ReportOptions, truth: Truth): Generator<string> {
  const nl = options.reporter.style === 'compact' ? '' : '\n';
  yield head(options, nl);
  for (let i = 0; i < options.records; i++) {
    yield makeRecord(options.domain, options.policy, options.reporter.style, nl, options.random, truth);
  }
  yield `</feedback>${nl}`;
}

/** One report whole. */
export function generateReport(options: ReportOptions): { xml: Uint8Array; truth: Truth } {
  const truth = emptyTruth(options);
  return { xml: strToU8([...reportText(options, truth)].join('')), truth };
}

/** Many files of the usual kinds; reports of about `records` records each, most of them smaller. */
export function* generateFiles(options: {
  files: number;
  records: number;
  seed?: number;
  domains?: number;
  days?: number;
  mix?: ('xml' | 'gz' | 'zip')[];
  rfc9990?: number;
  /** Exactly `records` each. */
  fixed?: boolean;
}): Generator<GeneratedFile> {
  const random = randomOf(options.seed ?? 1);
  const unit = () => random(1_000_000) / 1_000_000;
  const mix = options.mix ?? ['gz', 'gz', 'gz', 'zip', 'xml'];
  const domains = Array.from({ length: options.domains ?? 10 }, (_, i) =>
    i % 3 ? `acme${i}.example` : `shop${i}.example.org`,
  );
  const policies = domains.map(() => (['none', 'quarantine', 'reject', 'reject'] as const)[random(4)]!);
  const names = new Set<string>();
  for (let i = 0; i < options.files; i++) {
    const reporter = weighted(random);
    const domain = Math.min(domains.length - 1, Math.floor(unit() ** 1.7 * domains.length));
    const begin = EPOCH + 86_400 * random(options.days ?? 30);
    const end = begin + (reporter.style === 'office' ? 86_400 : 86_399);
    const made = generateReport({
      reporter,
      domain: domains[domain]!,
      policy: policies[domain]!,
      begin,
      end,
      reportId: reportId(reporter, domains[domain]!, begin, i, random),
      records: options.fixed
        ? options.records
        : Math.max(1, Math.floor(-Math.log(1 - unit()) * options.records)),
      rfc9990: unit() < (options.rfc9990 ?? 0.03),
      random,
    });
    let base = `${reporter.host}!${domains[domain]}!${begin}!${end}`;
    if (names.has(base)) base += `!${i}`;
    names.add(base);
    yield packed(base, made.xml, made.truth, mix[random(mix.length)]!);
  }
}

/** One report of very many records. */
export function hugeFile(options: {
  records: number;
  seed?: number;
  format?: 'xml' | 'gz' | 'zip';
}): GeneratedFile {
  const seed = options.seed ?? 1;
  const begin = EPOCH;
  const reporter = REPORTERS[1]![1];
  const report: ReportOptions = {
    reporter,
    domain: 'shop0.example.org',
    policy: 'reject',
    begin,
    end: begin + 86_400,
    reportId: `huge-${options.records}-${seed}`,
    records: options.records,
    rfc9990: false,
    random: randomOf(seed),
  };
  const truth = emptyTruth(report);
  const parts: Uint8Array[] = [];
  let text: string[] = [];
  for (const piece of reportText(report, truth)) {
    text.push(piece);
    if (text.length === 2000) {
      parts.push(strToU8(text.join('')));
      text = [];
    }
  }
  parts.push(strToU8(text.join('')));
  const xml = Buffer.concat(parts);
  const base = `${reporter.host}!${report.domain}!${report.begin}!${report.end}`;
  return packed(base, xml, truth, options.format ?? 'xml');
}

function packed(base: string, xml: Uint8Array, truth: Truth, format: 'xml' | 'gz' | 'zip'): GeneratedFile {
  if (format === 'gz') return { name: `${base}.xml.gz`, bytes: gzipSync(xml, { mtime: 0 }), truth };
  if (format === 'zip') {
    return {
      name: `${base}.zip`,
      bytes: zipSync({ [`${base}.xml`]: [xml, { mtime: '2025-01-02' }] }),
      truth,
    };
  }
  return { name: `${base}.xml`, bytes: xml, truth };
}

function emptyTruth(options: ReportOptions): Truth {
  return {
    orgName: options.reporter.orgName,
    reportId: options.reportId,
    domain: options.domain,
    begin: options.begin,
    end: options.end,
    records: 0,
    messages: 0,
    passed: 0,
    dkimAligned: 0,
    spfAligned: 0,
    quarantine: 0,
    reject: 0,
  };
}

function weighted(random: (below: number) => number): ReporterStyle {
  let left = random(REPORTERS.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, style] of REPORTERS) {
    left -= weight;
    if (left < 0) return style;
  }
  return REPORTERS[0]![1];
}

function reportId(
  reporter: ReporterStyle,
  domain: string,
  begin: number,
  i: number,
  random: (below: number) => number,
): string {
  const digits = (n: number) => Array.from({ length: n }, () => random(10)).join('');
  switch (reporter.style) {
    case 'big':
      return digits(20);
    case 'office':
      return Array.from({ length: 32 }, () => random(16).toString(16)).join('');
    case 'compact':
      return `${begin + random(86_400)}.${digits(6)}`;
    case 'gateway':
      return `<${domain}-${i}@${reporter.host}>`;
    default:
      return `${domain}:${begin + i}`;
  }
}

function head(o: ReportOptions, nl: string): string {
  const { style, orgName, email, host } = o.reporter;
  const v2 = o.rfc9990;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feedback${v2 ? ' xmlns="urn:ietf:params:xml:ns:dmarc-2.0"' : ''}>`,
  ];
  if (v2 || style === 'office' || style === 'plain') lines.push('<version>1.0</version>');
  lines.push('<report_metadata>', `<org_name>${escaped(orgName)}</org_name>`, `<email>${email}</email>`);
  if (style === 'big' || style === 'plain') {
    lines.push(`<extra_contact_info>https://${host}/dmarc?a=1&amp;b=2</extra_contact_info>`);
  }
  lines.push(
    `<report_id>${escaped(o.reportId)}</report_id>`,
    '<date_range>',
    `<begin>${o.begin}</begin>`,
    `<end>${o.end}</end>`,
    '</date_range>',
  );
  if (v2) lines.push('<generator>gen/1.0</generator>');
  lines.push('</report_metadata>', '<policy_published>', `<domain>${o.domain}</domain>`);
  if (v2) lines.push('<discovery_method>treewalk</discovery_method>');
  lines.push('<adkim>r</adkim>', '<aspf>r</aspf>', `<p>${o.policy}</p>`);
  if (style !== 'filter') lines.push(`<sp>${o.policy}</sp>`);
  if (v2) lines.push('<np>reject</np>', '<testing>n</testing>');
  else lines.push('<pct>100</pct>');
  if (v2 || style === 'office' || style === 'plain') lines.push('<fo>1</fo>');
  lines.push('</policy_published>');
  return lines.join(nl) + nl;
}

export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
