import type { DnsService } from './service.ts';

export const mullvad: DnsService = {
  id: 'mullvad',
  name: 'Mullvad',
  url: 'https://dns.mullvad.net/dns-query',
  jsonUrl: null,
  reach: 'extension',
  about: 'https://mullvad.net/en/help/dns-over-https-and-dns-over-tls',
};
