import type { ResolverChoice } from '../../core/model/views.ts';

/** Resolvers offered by name: those that answer questions from web pages. */
export const OFFERED: readonly ResolverChoice[] = [
  { id: 'cloudflare', name: 'Cloudflare', url: 'https://cloudflare-dns.com/dns-query' },
  { id: 'google', name: 'Google', url: 'https://dns.google/dns-query' },
  { id: 'dns-sb', name: 'DNS.SB', url: 'https://doh.dns.sb/dns-query' },
];

/** Stay offline, as a choice of its own: chosen is something else than not yet asked. */
export const NONE: ResolverChoice = { id: 'none', name: '', url: '' };

/**
 * A resolver from an address the user typed: https anywhere, http only on this machine, where nobody listens in.
 * Null for anything else.
 */
export function ownResolver(text: string): ResolverChoice | null {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return null;
  }
  const here = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here)) return null;
  return { id: 'own', name: url.host, url: url.href };
}
