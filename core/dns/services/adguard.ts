import type { DnsService } from './service.ts';

export const adguard: DnsService = {
  id: 'adguard',
  name: 'AdGuard (unfiltered)',
  url: 'https://unfiltered.adguard-dns.com/dns-query',
  reach: 'extension',
};
