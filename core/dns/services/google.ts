import type { DnsService } from './service.ts';

export const google: DnsService = {
  id: 'google',
  name: 'Google Public DNS',
  url: 'https://dns.google/dns-query',
  jsonUrl: 'https://dns.google/resolve',
  reach: 'app',
  about: 'https://developers.google.com/speed/public-dns/docs/doh',
};
