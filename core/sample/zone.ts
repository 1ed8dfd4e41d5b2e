import { isAtOrBelow } from '../lib/domain-name.ts';
import type { DnsRecord, DnsResult, RecordType, Resolve } from '../model/dns.ts';
import { MAIN, SAMPLE_DOMAINS, SHOP, SILENT } from './company.ts';

type Entry = Partial<Record<'A' | 'AAAA' | 'MX' | 'NS' | 'PTR' | 'TXT', string[]>>;

const HOUR = 3_600;
const rua = (domain: string): string => `rua=mailto:dmarc@${domain}`;

/** A public RSA key of 2,048 bits that nobody signs with; the sample's signers all publish it. */
const KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAus5P3lbKdlq0IlHspDZXwiYifv038tahrgJGgfNbCAIM2h' +
  'VOsX0M6MF2F88+s4bLr64/aeYpygu5LyKCQcGh076b0df1BYpgJhsGjqDDXiDy4vXX13ZDp9ueZ8zqzbhVyOGk7sGi' +
  'UD6poBJkCLrWoO73iT3o8u99oO3Nj3eRVPQRVWGxRyTEYOfvm/4eMqfUAiwiI7GA72tsflqrl3RTfB8sSYQOBs+qvn' +
  'N9FDRgA/bv2M1tHOuwppgPrUfbWBIdua2cjNCIxjA//eKwFLK3wUm4m5DrYglp59n07J5J0OeYtqwPYyBfTzOQSOKS' +
  'kw0FKYJc7OCjKMw/qVBRDi94UwIDAQAB';
const SIGNER: Entry = { TXT: [`v=DKIM1; k=rsa; p=${KEY}`] };

/** One of 1,024 bits, as many an old system has. */
const SHORT_KEY =
  'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCkeTPpKKW/HMLBNm9Bkte1o1peUnOukEyAtFSimdBgTMDxO9poSNA' +
  'a/GMZBgMU2YA/k0aYDNvxXbb+VSMUU/kBqz/dmUb6nVxQZpJVIZHykdJnNcFHhxo5bX5v2lbQ0qv+So1D07/GvN6SxpY' +
  'C2d2O2QjEhPZR3PJ9iN64jwO0wIDAQAB';

/** DNS of the sample company, so that everything works without a network. */
const ZONE: Record<string, Entry> = {
  [MAIN]: {
    TXT: ['v=spf1 ip4:192.0.2.24/29 ip6:2001:db8:25::/64 include:_spf.letterpost.example ~all'],
    NS: ['ns1.oakline.example'],
    MX: ['mail.oakline.example'],
  },
  [`_mta-sts.${MAIN}`]: { TXT: ['v=STSv1; id=20261001'] },
  [`_smtp._tls.${MAIN}`]: { TXT: [`v=TLSRPTv1; rua=mailto:tls@${MAIN}`] },
  [`news.${MAIN}`]: { TXT: ['v=spf1 include:_spf.letterpost.example -all'] },
  [`bounce.news.${MAIN}`]: { TXT: ['v=spf1 include:_spf.letterpost.example -all'] },
  [`_dmarc.${MAIN}`]: {
    NS: ['ns1.dmarc-host.example', 'ns2.dmarc-host.example'],
    TXT: [`v=DMARC1; p=none; ${rua(MAIN)}`],
  },
  [SHOP]: { TXT: ['v=spf1 ip4:192.0.2.60 ~all'], NS: ['ns1.oakline.example'] },
  [`_dmarc.${SHOP}`]: { TXT: [`v=DMARC1; p=quarantine; pct=50; ${rua(MAIN)}`] },
  [`mail2026._domainkey.${MAIN}`]: SIGNER,
  [`lp1._domainkey.${MAIN}`]: SIGNER,
  [`tickets._domainkey.${MAIN}`]: { TXT: [`v=DKIM1; k=rsa; p=${SHORT_KEY}`] },
  [`s1._domainkey.${SHOP}`]: SIGNER,
  'k1._domainkey.letterpost.example': SIGNER,
  'fwd._domainkey.alumni.example': SIGNER,
  [SILENT]: { NS: ['ns1.oakline.example'] },
  [`_dmarc.${SILENT}`]: {
    NS: ['ns1.dmarc-host.example', 'ns2.dmarc-host.example'],
    TXT: [`v=DMARC1; p=none; ${rua(MAIN)}`],
  },
  '_spf.letterpost.example': { TXT: ['v=spf1 ip4:198.51.100.0/27 -all'] },
  'bounce.letterpost.example': { TXT: ['v=spf1 ip4:198.51.100.0/27 ip4:198.51.100.140 -all'] },
  'alumni.example': { TXT: ['v=spf1 ip4:203.0.113.40/31 -all'] },
  'fwd1.alumni.example': { A: ['203.0.113.40'] },
  '40.113.0.203.in-addr.arpa': { PTR: ['fwd1.alumni.example'] },
  'mail.oakline.example': { A: ['192.0.2.25'] },
  '25.2.0.192.in-addr.arpa': { PTR: ['mail.oakline.example'] },
  'mta10.letterpost.example': { A: ['198.51.100.10'] },
  '10.100.51.198.in-addr.arpa': { PTR: ['mta10.letterpost.example'] },
  'out.shopdesk.example': { A: ['198.51.100.200'] },
  '200.100.51.198.in-addr.arpa': { PTR: ['out.shopdesk.example'] },
  // What a spoofer's reverse zone says is not what the named service says.
  '201.113.0.203.in-addr.arpa': { PTR: ['mta11.letterpost.example'] },
};

/** Whether a domain belongs to the sample: its DNS then comes from the zone that ships with it. */
export function isSampleDomain(domain: string): boolean {
  return SAMPLE_DOMAINS.some((each) => isAtOrBelow(domain, each));
}

/** Answers from the sample's zone; whatever is not in it does not exist. */
export const sampleResolve: Resolve = async (name, type): Promise<DnsResult> => {
  const owner = name.toLowerCase().replace(/\.$/, '');
  const entry = ZONE[owner];
  const base = { chain: [], ttl: HOUR, age: 0, stale: false };
  const records = entry ? recordsOf(owner, type, entry) : [];
  if (records.length > 0) return { kind: 'answer', records, ...base };
  const exists = Object.keys(ZONE).some((each) => isAtOrBelow(each, owner));
  return { kind: exists ? 'nodata' : 'nxdomain', soaOwner: apexOf(owner), ...base };
};

function recordsOf(name: string, type: RecordType, entry: Entry): DnsRecord[] {
  const base = { name, ttl: HOUR };
  switch (type) {
    case 'A':
    case 'AAAA':
    case 'NS':
    case 'PTR':
      return (entry[type] ?? []).map((data) => ({ ...base, type, data }));
    case 'MX':
      return (entry.MX ?? []).map((exchange) => ({ ...base, type, data: { preference: 10, exchange } }));
    case 'TXT':
      return (entry.TXT ?? []).map((data) => ({ ...base, type, data: [data] }));
    default:
      return [];
  }
}

/** The sample's own domains are zones, and so is a delegated `_dmarc` name. */
function apexOf(owner: string): string | null {
  const delegated = `_dmarc.${owner.replace(/^_dmarc\./, '')}`;
  if (owner === delegated && ZONE[owner]?.NS) return owner;
  return SAMPLE_DOMAINS.find((each) => isAtOrBelow(owner, each)) ?? null;
}
