import { expect, test } from 'vitest';
import type { Service } from '../../../core/model/sender.ts';
import { allServices } from '../../../core/senders/catalogue/all-services.ts';
import { loadCatalogue } from '../../../core/senders/catalogue/load-catalogue.ts';
import {
  catalogueOf,
  serviceByDkim,
  serviceByEnvelope,
  serviceByReverseName,
  serviceBySpfName,
} from '../../../core/senders/find-service.ts';

const NAME = /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/;

test('entries are whole, and sorted by id within their kind', () => {
  const byKind = new Map<string, string[]>();
  for (const service of allServices) {
    expect(service.id, 'kebab-case id').toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(service.name, service.id).not.toBe('');
    expect(service.url, service.id).toMatch(/^https:\/\//);
    expect(['no', 'yes', 'both'], service.id).toContain(service.forwards);
    const domains = [...service.ptr, ...service.spf, ...service.dkim, ...service.envelope];
    expect(domains.length, `${service.id} claims no domain`).toBeGreaterThan(0);
    for (const domain of domains) expect(domain, service.id).toMatch(NAME);
    byKind.set(service.kind, [...(byKind.get(service.kind) ?? []), service.id]);
  }
  for (const [kind, ids] of byKind) expect(ids, `${kind}.ts: sort the lines by id`).toEqual([...ids].sort());
  const ids = allServices.map((service) => service.id);
  expect(new Set(ids).size, 'an id stands twice').toBe(ids.length);
});

test('no domain is claimed twice', () => {
  for (const field of ['ptr', 'spf', 'dkim', 'envelope'] as const) {
    const owner = new Map<string, string>();
    for (const service of allServices) {
      for (const domain of service[field]) {
        expect(owner.get(domain), `${field} ${domain} is claimed by two services`).toBeUndefined();
        owner.set(domain, service.id);
      }
    }
  }
});

test('the longest suffix wins, on label boundaries only', () => {
  const base = { url: 'https://a.example', spf: [], dkim: [], envelope: [], forwards: 'no' as const };
  const wide: Service = { ...base, id: 'wide', name: 'Wide', kind: 'hosting', ptr: ['mail.example'] };
  const narrow: Service = {
    ...base,
    id: 'narrow',
    name: 'Narrow',
    kind: 'support',
    ptr: ['eu.mail.example'],
  };
  const catalogue = catalogueOf([narrow, wide]);
  expect(serviceByReverseName(catalogue, 'a.eu.mail.example.')?.id).toBe('narrow');
  expect(serviceByReverseName(catalogue, 'A.US.Mail.Example')?.id).toBe('wide');
  expect(serviceByReverseName(catalogue, 'evilmail.example')).toBeNull();
  expect(serviceByReverseName(catalogue, 'example')).toBeNull();
});

test('names of well-known services are found, and own services win', async () => {
  const catalogue = await loadCatalogue();
  expect(serviceByReverseName(catalogue, 'mail-wr1-f41.google.com')?.id).toBe('google-workspace');
  expect(serviceBySpfName(catalogue, 'spf.protection.outlook.com')?.id).toBe('microsoft-365');
  expect(serviceBySpfName(catalogue, 'x.spf.protection.outlook.com')).toBeNull();
  expect(serviceByEnvelope(catalogue, 'eu-west-1.amazonses.com')?.id).toBe('amazon-ses');
  expect(serviceByDkim(catalogue, 'sendgrid.net')?.id).toBe('sendgrid');
  const own: Service = {
    id: 'our-relay',
    name: 'Our relay',
    kind: 'transactional',
    url: 'https://relay.example',
    ptr: ['google.com'],
    spf: [],
    dkim: [],
    envelope: [],
    forwards: 'no',
  };
  const extended = await loadCatalogue([own]);
  expect(serviceByReverseName(extended, 'mail-wr1-f41.google.com')?.id).toBe('our-relay');
  expect(serviceByReverseName(catalogue, 'mail-wr1-f41.google.com')?.id).toBe('google-workspace');
});
