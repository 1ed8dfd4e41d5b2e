import type { DnsService } from './service.ts';

export const google: DnsService = {
  id: 'google',
  name: 'Google Public DNS',
  url: 'https://dns.google/dns-query',
  reach: 'app',
};
