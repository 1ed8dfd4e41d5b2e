import type { DnsService } from './service.ts';

export const cloudflare: DnsService = {
  id: 'cloudflare',
  name: 'Cloudflare',
  url: 'https://cloudflare-dns.com/dns-query',
  reach: 'app',
};
