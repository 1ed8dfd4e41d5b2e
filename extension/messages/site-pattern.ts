/** Which match patterns a site needs. Firefox knows no ports in patterns, so a site is a scheme and a host. */
import { WEBMAILS } from '../content/webmails/registry.ts';

/** Patterns to ask for so that a page's attachments can be read; empty where the page cannot be enabled. */
export function sitePatterns(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol)) return [];
  const others = WEBMAILS.find((it) => it.otherHosts.includes(url.hostname))?.otherHosts ?? [];
  const hosts = new Set([url.hostname, ...others]);
  return [...hosts].map((host) => `${host === url.hostname ? url.protocol : 'https:'}//${host}/*`);
}

/** The site of an address as the user reads it. */
export function siteName(address: string): string {
  return URL.canParse(address) ? new URL(address).host : '';
}
