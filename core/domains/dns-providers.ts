import { isAtOrBelow } from '../lib/domain-name.ts';

/** A provider of DNS as its name servers show it. */
export interface ProviderFacts {
  id: string;
  name: string;
  /** Domains of its name servers. */
  servers: readonly string[];
  /** Servers whose names only begin alike, e.g. `awsdns-12.co.uk`: what stands before the digits. */
  numbered?: string;
  /** Labels of its console from the start page to the form, as its own help gives them; absent where not checked. */
  path?: readonly string[];
  /** What its form wants of the name: without the zone (`_dmarc`), or with it. */
  nameField?: 'relative' | 'full';
  /** Its form wants the value in quotation marks. */
  quotes?: boolean;
}

/** Providers by their servers. A path stands only where the provider's help gives it; forms change, records do not. */
export const DNS_PROVIDERS: readonly ProviderFacts[] = [
  {
    // developers.cloudflare.com/dns/manage-dns-records/how-to/create-dns-records
    id: 'cloudflare',
    name: 'Cloudflare',
    servers: ['ns.cloudflare.com'],
    path: ['DNS', 'Records', 'Add record'],
    nameField: 'relative',
  },
  {
    // docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
    id: 'route53',
    name: 'Amazon Route 53',
    servers: [],
    numbered: 'awsdns-',
    path: ['Hosted zones', 'Create record'],
    nameField: 'relative',
    quotes: true,
  },
  {
    // godaddy.com/help/add-a-txt-record-19232
    id: 'godaddy',
    name: 'GoDaddy',
    servers: ['domaincontrol.com'],
    path: ['Domain Portfolio', 'DNS', 'Add New Record'],
    nameField: 'relative',
  },
  {
    // learn.microsoft.com/azure/dns/dns-operations-recordsets-portal; the name is relative to the zone
    id: 'azure',
    name: 'Azure DNS',
    servers: ['azure-dns.com', 'azure-dns.net', 'azure-dns.org', 'azure-dns.info'],
    nameField: 'relative',
  },
  { id: 'google-cloud', name: 'Google Cloud DNS', servers: ['googledomains.com'] },
  { id: 'digitalocean', name: 'DigitalOcean', servers: ['digitalocean.com'] },
  { id: 'gandi', name: 'Gandi', servers: ['gandi.net'] },
  { id: 'ovh', name: 'OVHcloud', servers: ['ovh.net', 'anycast.me'] },
  {
    id: 'hetzner',
    name: 'Hetzner',
    servers: ['ns.hetzner.com', 'ns.hetzner.de', 'first-ns.de', 'second-ns.de'],
  },
  { id: 'ionos', name: 'IONOS', servers: ['ui-dns.com', 'ui-dns.de', 'ui-dns.org', 'ui-dns.biz'] },
  { id: 'namecheap', name: 'Namecheap', servers: ['registrar-servers.com'] },
  { id: 'desec', name: 'deSEC', servers: ['desec.io', 'desec.org'] },
  { id: 'dnsimple', name: 'DNSimple', servers: ['dnsimple.com', 'dnsimple-edge.net'] },
  { id: 'infomaniak', name: 'Infomaniak', servers: ['infomaniak.ch', 'infomaniak.com'] },
];

/** The provider that all of these name servers belong to; null where they belong to none, or to several. */
export function providerOf(nameServers: readonly string[]): ProviderFacts | null {
  const found = nameServers.map((server) => DNS_PROVIDERS.find((each) => serves(each, server)));
  const [first] = found;
  return first !== undefined && found.every((each) => each === first) ? first : null;
}

function serves({ servers, numbered }: ProviderFacts, server: string): boolean {
  const name = server.toLowerCase().replace(/\.$/, '');
  if (servers.some((each) => isAtOrBelow(name, each))) return true;
  if (numbered === undefined) return false;
  return name
    .split('.')
    .some((label) => label.startsWith(numbered) && /^\d+$/.test(label.slice(numbered.length)));
}
