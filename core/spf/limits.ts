/** Processing limits, RFC 7208 section 4.6.4. */

/** Terms that cause look-ups: include, a, mx, ptr, exists, redirect, and each %{p}. */
export const MAX_LOOKUPS = 10;
/** Terms whose question found nothing. A term counts once; address look-ups behind mx and ptr do not count. */
export const MAX_VOIDS = 2;
/** More mail hosts than this make the term a permerror. */
export const MAX_MX = 10;
/** Addresses of one mail host from which some receivers call the term a permerror; it is told, not judged by. */
export const MAX_MX_ADDRESSES = 10;
/** Reverse names beyond this are ignored. */
export const MAX_PTR = 10;
/** A range wider than this authorises strangers: no network of one organisation is larger. */
export const BROAD_PREFIX_4 = 8;
export const BROAD_PREFIX_6 = 19;
/**
 * Visits of records while compiling. An honest record needs 11; one made to split addresses on many ways through
 * its includes could need thousands, and is left to the evaluation of single addresses beyond this.
 */
export const MAX_VISITS = 1_000;
