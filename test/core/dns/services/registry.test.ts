import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { choiceOf, DNS_SERVICES, servicesFor } from '../../../../core/dns/services/registry.ts';
import { dnsServiceContract } from '../../../contracts/dns-service.ts';

const folder = new URL('../../../../core/dns/services/', import.meta.url);
const files = readdirSync(folder)
  .map((name) => name.replace(/\.ts$/, ''))
  .filter((name) => name !== 'registry' && name !== 'service');

test('every file in core/dns/services is in the registry, and nothing else: add the file’s service to DNS_SERVICES', () => {
  expect(DNS_SERVICES.map((service) => service.id).sort()).toEqual(files.sort());
});

for (const service of DNS_SERVICES) {
  dnsServiceContract(service, files.find((name) => name === service.id) ?? 'no such file');
}

test('the app is offered only what a page can read, the extension everything', () => {
  expect(servicesFor('app').map((s) => s.id)).toEqual(['cloudflare', 'google', 'dns-sb']);
  expect(servicesFor('extension')).toHaveLength(DNS_SERVICES.length);
  expect(choiceOf(DNS_SERVICES[0]!)).toMatchObject({
    id: 'cloudflare',
    url: 'https://cloudflare-dns.com/dns-query',
  });
});
