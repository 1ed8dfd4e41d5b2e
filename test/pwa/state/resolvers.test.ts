import { expect, test } from 'vitest';
import { asTested, offeredResolvers, ownResolver } from '../../../pwa/state/resolvers.ts';

test('an own address is taken over https, or over http on this machine, and nothing else', () => {
  expect(ownResolver(' https://dns.example/dns-query ')).toEqual({
    id: 'own',
    name: 'dns.example',
    url: 'https://dns.example/dns-query',
  });
  for (const url of ['http://127.0.0.1:8053/dns-query', 'http://localhost/q', 'http://[::1]/q']) {
    expect(ownResolver(url), url).not.toBeNull();
  }
  for (const url of ['http://dns.example/q', 'http://192.168.0.1/q', 'dns.example', 'ftp://dns.example/']) {
    expect(ownResolver(url), url).toBeNull();
  }
});

test('the web app offers what a page may ask, the extension the others too', () => {
  expect(offeredResolvers('web').map(({ id }) => id)).toEqual(['cloudflare', 'google', 'dns-sb']);
  expect(offeredResolvers('extension').map(({ id }) => id)).toContain('quad9');
});

test('a choice is asked for JSON only after a test found that it has nothing else', () => {
  const own = { id: 'own', name: 'dns.example', url: 'https://dns.example/q' };
  const json = { ...own, format: 'json' as const };
  const works = { result: 'answer' as const, detail: '', took: 1 };
  expect(asTested(own, { ...works, format: 'json' })).toEqual(json);
  expect(asTested(json, { ...works, format: 'wire' })).toEqual(own);
  expect(asTested(json, { ...works, result: 'timeout' })).toEqual(json);
});
