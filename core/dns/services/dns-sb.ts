import type { DnsService } from './service.ts';

export const dnsSb: DnsService = {
  id: 'dns-sb',
  name: 'DNS.SB',
  url: 'https://doh.sb/dns-query',
  reach: 'app',
};
