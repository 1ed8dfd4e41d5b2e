/**
 * Addresses of the page, read against where the page really is. A `<base>` of the page, or of a message in it, moves
 * what `element.href` and `fetch` make of an address; it does not move these.
 */

/** An address as the page wrote it, whole; null where it is none of http or https. */
export function absolute(address: string, location: Pick<Location, 'href'>): URL | null {
  if (!URL.canParse(address, location.href)) return null;
  const url = new URL(address, location.href);
  return /^https?:$/.test(url.protocol) ? url : null;
}

/** Whether an address lies at the page's own origin. */
export function isOwnAddress(address: string, location: Pick<Location, 'href' | 'origin'>): boolean {
  return absolute(address, location)?.origin === location.origin;
}
