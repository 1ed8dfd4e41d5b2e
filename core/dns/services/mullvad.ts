import type { DnsService } from './service.ts';

export const mullvad: DnsService = {
  id: 'mullvad',
  name: 'Mullvad',
  url: 'https://dns.mullvad.net/dns-query',
  reach: 'extension',
};
