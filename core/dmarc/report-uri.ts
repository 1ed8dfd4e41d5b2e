import { isDnsName } from '../lib/dns-names.ts';
import { normalName } from '../lib/domain-name.ts';

/** URIs read of one rua or ruf tag at most. RFC 7489 section 6.3 asks receivers for two or more. */
export const MAX_URIS = 50;

/** An RFC 3986 URI with the comma and `!` escaped, RFC 9989 section 4.8. */
const URI = /^[a-z][a-z0-9+.-]*:(?:[a-z0-9\-._~:/?#[\]@$&'()*+;=]|%[0-9a-f]{2})*$/i;
/** RFC 7489 section 6.4: `!10m` after the URI; ignored since RFC 9989. */
const SIZE = /!([0-9]+[kmgt]?)$/i;

/** The URIs of a rua or ruf tag, as written, in order. */
export function splitUris(value: string | undefined, maxUris = MAX_URIS): string[] {
  if (value === undefined) return [];
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, maxUris);
}

/** The `!size` of a URI without the mark, e.g. `10m`; empty where none. */
export function uriSize(uri: string): string {
  return SIZE.exec(uri)?.[1] ?? '';
}

/** The URI without an old size limit. */
function withoutSize(uri: string): string {
  return uri.replace(SIZE, '');
}

/** Whether a piece of rua or ruf is a URI by its form; a bare address is not. */
export function isReportUri(uri: string): boolean {
  return URI.test(withoutSize(uri));
}

/** Address and domain (as A-labels) of a mailto URI; null for anything else. Only the address keeps its case. */
export function mailtoAddress(uri: string): { address: string; domain: string } | null {
  const match = /^mailto:([^?]*)/i.exec(withoutSize(uri));
  if (match === null) return null;
  const address = decode(match[1] ?? '');
  const at = address.lastIndexOf('@');
  const domain = at < 1 ? '' : normalName(address.slice(at + 1));
  return { address, domain: isDnsName(domain) ? domain : '' };
}

/** What keeps reports from a URI; empty where nothing does. Only mail is in use (RFC 9990 section 3). */
export type UriProblem = '' | 'uri-invalid' | 'uri-not-mail' | 'uri-slashes' | 'uri-no-address';

/**
 * Why a URI of rua or ruf reaches nobody: no URI at all, another scheme than mailto, `mailto://` (its `//` would be
 * part of the address, RFC 6068 section 2), or no address in it.
 */
export function uriProblem(uri: string): UriProblem {
  if (!isReportUri(uri)) return 'uri-invalid';
  const mail = mailtoAddress(uri);
  if (mail === null) return 'uri-not-mail';
  if (mail.address.startsWith('//')) return 'uri-slashes';
  return mail.domain === '' ? 'uri-no-address' : '';
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
