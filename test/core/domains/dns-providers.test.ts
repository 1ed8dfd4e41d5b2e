import { expect, test } from 'vitest';
import { DNS_PROVIDERS, providerOf } from '../../../core/domains/dns-providers.ts';

test('a provider is named where all servers are its own', () => {
  expect(providerOf(['ada.ns.cloudflare.com', 'bob.ns.cloudflare.com'])?.id).toBe('cloudflare');
  expect(providerOf(['ns-1.awsdns-02.co.uk', 'ns-9.awsdns-11.org.'])?.id).toBe('route53');
  expect(providerOf(['NS41.domaincontrol.com', 'ns42.domaincontrol.com'])?.name).toBe('GoDaddy');
});

test('mixed servers, look-alikes and own servers are of no provider', () => {
  for (const servers of [
    [],
    ['ns1.example.com'],
    ['ada.ns.cloudflare.com', 'ns1.example.com'],
    ['ada.ns.cloudflare.com', 'ns-1.awsdns-02.co.uk'],
    ['ada.ns.cloudflare.com.evil.example'],
    ['notcloudflare.com'],
    ['awsdns-.example', 'awsdns-x.example'],
  ]) {
    expect(providerOf(servers)).toBeNull();
  }
});

test('no two providers share servers', () => {
  const servers = DNS_PROVIDERS.flatMap((each) => each.servers);
  expect(new Set(servers).size).toBe(servers.length);
  expect(new Set(DNS_PROVIDERS.map(({ id }) => id)).size).toBe(DNS_PROVIDERS.length);
});
