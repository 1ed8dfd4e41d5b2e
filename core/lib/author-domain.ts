import type { Address } from 'postal-mime';
import { normalName } from './domain-name.ts';

/** A From field is cut here; RFC 5322 section 2.1.1 allows a line of 998 characters. */
const MAX_FIELD = 10_000;

/**
 * The domain of a From field, RFC 5322 section 3.6.2, read by the mail library: the first author's where there are several.
 * Lower case, as A-labels; empty where the field holds no address with a domain name (a group without members, an address
 * literal, a name alone).
 */
export async function authorDomain(from: string): Promise<string> {
  const field = from.slice(0, MAX_FIELD);
  // A quoted name alone is no address, whatever it says
  if (/^\s*"[^"]*"\s*$/.test(field)) return '';
  const { addressParser } = await import('postal-mime');
  for (const address of addressParser(field).flatMap(members)) {
    const at = address.lastIndexOf('@');
    if (at >= 0) return domainIn(address.slice(at + 1));
  }
  return '';
}

function members(entry: Address): string[] {
  return entry.group ? entry.group.map((one) => one.address) : [entry.address ?? ''];
}

/**
 * The domain name that a text is, with what RFC 5322 section 4.4 lets stand around its labels (white space, comments) and a
 * stray bracket or dot behind it taken off; empty where it is none.
 */
export function domainIn(text: string): string {
  const comment = text.indexOf('(');
  const bare = (comment < 0 ? text : text.slice(0, comment))
    .slice(0, 1000)
    .replace(/\s/g, '')
    .replace(/[>;,]{1,20}$/, '');
  // A character that ends a host name in a URL would be cut off unseen
  if (/[^\p{L}\p{M}\p{N}._-]/u.test(bare)) return '';
  const name = normalName(bare);
  const labels = name.split('.');
  const isName = name.length <= 253 && labels.every((label) => /^[a-z0-9_-]{1,63}$/.test(label));
  return isName && !/^\d+$/.test(labels.at(-1)!) ? name : '';
}
