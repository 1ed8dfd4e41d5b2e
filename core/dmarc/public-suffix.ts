import { getDomain } from 'tldts';

export interface PublicSuffixOptions {
  /**
   * Whether the list's private section counts too, e.g. `github.io`. RFC 7489 section 3.2 leaves the list
   * open and receivers differ; the whole list is the default because most libraries load the whole file.
   */
  privateSuffixes?: boolean;
}

/**
 * Organizational Domain by the public suffix list, RFC 7489 section 3.2. A public suffix, and what has
 * none, is its own. The name comes in lower case without trailing dot.
 */
export function organizationalDomainByList(domain: string, options: PublicSuffixOptions = {}): string {
  const found = getDomain(domain, {
    allowPrivateDomains: options.privateSuffixes ?? true,
    extractHostname: false,
    validateHostname: false,
  });
  return found ?? domain;
}
