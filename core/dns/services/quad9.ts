import type { DnsService } from './service.ts';

export const quad9: DnsService = {
  id: 'quad9',
  name: 'Quad9 (unfiltered)',
  url: 'https://dns10.quad9.net/dns-query',
  reach: 'extension',
};
