import type { Service } from '../model/sender.ts';

/**
 * The sample company, invented: names by RFC 2606, addresses by RFC 5737 and RFC 3849. It shows each thing
 * worth seeing once: a domain delegated by NS, one with a TXT record, one that sends nothing and is spoofed.
 */
export const MAIN = 'oakline.example';
export const SHOP = 'oakline-shop.example';
export const SILENT = 'oakline-archive.example';

export const SAMPLE_DOMAINS = [MAIN, SHOP, SILENT];

/** The company's newsletter service; not in the catalogue, since it does not exist. */
const LETTERPOST: Service = {
  id: 'sample-letterpost',
  name: 'Letterpost',
  kind: 'marketing',
  url: 'https://letterpost.example',
  ptr: ['letterpost.example'],
  spf: ['_spf.letterpost.example'],
  dkim: ['letterpost.example'],
  envelope: ['bounce.letterpost.example'],
  forwards: 'no',
};

/** A club that forwards its members' mail. */
const ALUMNI: Service = {
  id: 'sample-alumni',
  name: 'Alumni Club forwarding',
  kind: 'forwarder',
  url: 'https://alumni.example',
  ptr: ['alumni.example'],
  spf: [],
  dkim: ['alumni.example'],
  envelope: ['alumni.example'],
  forwards: 'yes',
};

export const SAMPLE_SERVICES = [ALUMNI, LETTERPOST];

/** A receiver that sends reports. `weight` scales its counts. */
export interface Receiver {
  org: string;
  email: string;
  weight: number;
  /** Days before the end of the sample after which it no longer reports. */
  silentFor: number;
  /** Writes reports as RFC 9990 has them. */
  modern: boolean;
}

export const RECEIVERS: Receiver[] = [
  { org: 'bigmail.example', email: 'dmarc@bigmail.example', weight: 1, silentFor: 0, modern: false },
  { org: 'Postfach Nord', email: 'reports@postfach.example', weight: 0.5, silentFor: 0, modern: true },
  { org: 'courrier.example', email: 'dmarc@courrier.example', weight: 0.25, silentFor: 0, modern: false },
  { org: 'Inbox Co-op', email: 'aggregate@inbox.example', weight: 0.12, silentFor: 6, modern: false },
];

/** One kind of mail that receivers see. */
export interface Stream {
  domain: string;
  addresses: string[];
  /** Messages a day at a receiver of weight 1, on working days and at weekends. */
  weekday: number;
  weekend: number;
  headerFrom: string;
  envelope: string;
  /** The receiver's SPF result for the envelope domain. */
  spf: 'pass' | 'fail' | 'softfail' | 'none';
  /** Signing domain, selector and result; null: not signed. */
  dkim: { domain: string; selector: string; result: 'pass' | 'fail' }[];
  /** policy_evaluated. */
  spfAligned: boolean;
  dkimAligned: boolean;
  /** Override with its comment, where the receiver let failing mail pass. */
  reason?: { type: string; comment: string };
  /** Days before the end on which the stream begins; absent: all thirty. */
  since?: number;
}

const signed = (domain: string, selector: string) => ({ domain, selector, result: 'pass' as const });

export const STREAMS: Stream[] = [
  {
    domain: MAIN,
    addresses: ['192.0.2.25', '192.0.2.26', '2001:db8:25::25'],
    weekday: 420,
    weekend: 60,
    headerFrom: MAIN,
    envelope: MAIN,
    spf: 'pass',
    dkim: [signed(MAIN, 'mail2026')],
    spfAligned: true,
    dkimAligned: true,
  },
  {
    domain: MAIN,
    addresses: ['198.51.100.10', '198.51.100.11', '198.51.100.12'],
    weekday: 900,
    weekend: 20,
    headerFrom: `news.${MAIN}`,
    envelope: `bounce.news.${MAIN}`,
    spf: 'pass',
    dkim: [signed(MAIN, 'lp1'), signed('letterpost.example', 'k1')],
    spfAligned: true,
    dkimAligned: true,
  },
  {
    // The service moved a machine out of the range that the company includes.
    domain: MAIN,
    addresses: ['198.51.100.140'],
    weekday: 110,
    weekend: 4,
    headerFrom: `news.${MAIN}`,
    envelope: 'bounce.letterpost.example',
    spf: 'pass',
    dkim: [signed('letterpost.example', 'k1')],
    spfAligned: false,
    dkimAligned: false,
    since: 12,
  },
  {
    // A ticket system that was never put into SPF, but signs.
    domain: MAIN,
    addresses: ['198.51.100.77'],
    weekday: 35,
    weekend: 6,
    headerFrom: MAIN,
    envelope: 'returns.ticketdesk.example',
    spf: 'pass',
    dkim: [signed(MAIN, 'tickets')],
    spfAligned: false,
    dkimAligned: true,
  },
  {
    domain: MAIN,
    addresses: ['203.0.113.40'],
    weekday: 9,
    weekend: 5,
    headerFrom: MAIN,
    envelope: 'srs.alumni.example',
    spf: 'pass',
    dkim: [signed(MAIN, 'mail2026'), signed('alumni.example', 'fwd')],
    spfAligned: false,
    dkimAligned: true,
  },
  {
    // A mailing list that breaks signatures; the receiver trusts its ARC seal.
    domain: MAIN,
    addresses: ['203.0.113.41'],
    weekday: 6,
    weekend: 2,
    headerFrom: MAIN,
    envelope: 'lists.alumni.example',
    spf: 'pass',
    dkim: [{ domain: MAIN, selector: 'mail2026', result: 'fail' }],
    spfAligned: false,
    dkimAligned: false,
    reason: { type: 'local_policy', comment: 'arc=pass as[1].d=alumni.example as[1].s=fwd' },
  },
  {
    // The scanner in the copy room, behind the office's own line.
    domain: MAIN,
    addresses: ['192.0.2.200'],
    weekday: 3,
    weekend: 0,
    headerFrom: MAIN,
    envelope: MAIN,
    spf: 'softfail',
    dkim: [],
    spfAligned: false,
    dkimAligned: false,
    since: 5,
  },
  {
    domain: MAIN,
    addresses: ['203.0.113.201', '203.0.113.214', '203.0.113.222', '2001:db8:bad:1::7', '2001:db8:bad:1::9'],
    weekday: 14,
    weekend: 17,
    headerFrom: MAIN,
    envelope: 'bulk.invalid',
    spf: 'none',
    dkim: [],
    spfAligned: false,
    dkimAligned: false,
  },
  {
    domain: SHOP,
    addresses: ['192.0.2.60'],
    weekday: 75,
    weekend: 110,
    headerFrom: SHOP,
    envelope: SHOP,
    spf: 'pass',
    dkim: [signed(SHOP, 's1')],
    spfAligned: true,
    dkimAligned: true,
  },
  {
    // The shop platform sends order mail; nobody added it to the record.
    domain: SHOP,
    addresses: ['198.51.100.200', '198.51.100.201'],
    weekday: 40,
    weekend: 70,
    headerFrom: SHOP,
    envelope: SHOP,
    spf: 'softfail',
    dkim: [],
    spfAligned: false,
    dkimAligned: false,
  },
  {
    domain: SHOP,
    addresses: ['203.0.113.150'],
    weekday: 4,
    weekend: 6,
    headerFrom: SHOP,
    envelope: 'bulk.invalid',
    spf: 'none',
    dkim: [],
    spfAligned: false,
    dkimAligned: false,
  },
  {
    domain: SILENT,
    addresses: ['203.0.113.88', '203.0.113.91', '203.0.113.97', '203.0.113.118'],
    weekday: 22,
    weekend: 25,
    headerFrom: SILENT,
    envelope: SILENT,
    spf: 'fail',
    dkim: [],
    spfAligned: false,
    dkimAligned: false,
  },
];
