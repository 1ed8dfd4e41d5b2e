import { normalizeIp } from '../../lib/ip.ts';
import { strippedEnd, strippedStart, upTo } from '../../lib/scan-text.ts';

/**
 * An address of a report as normalised text: IPv4 dotted, IPv6 by RFC 5952, IPv4-mapped IPv6 as IPv4. Reporters write
 * leading zeros (`::ffff:092.168.4.4`), brackets, ports and zones.
 */
export interface NormalAddress {
  /** The raw text where it is no address. */
  text: string;
  /** How far the text had to be bent: not at all, to an odd form of an address, or it is none. */
  found: 'address' | 'odd' | 'none';
}

/** Characters of an address with the name of its host, and some more. */
const MAX_LENGTH = 400;

export function normaliseAddress(raw: string): NormalAddress {
  const normal = normalizeIp(raw);
  if (normal !== null) return { text: normal, found: 'address' };
  const bent = raw.length > MAX_LENGTH ? null : normalizeIp(bend(raw));
  return bent === null ? { text: raw, found: 'none' } : { text: bent, found: 'odd' };
}

/** Takes off what does not belong to an address; the same text where there is nothing to take off. */
function bend(raw: string): string {
  // Quotes and angle brackets around it, the name of the host before or behind it, a comma or dot after it
  let text = strippedEnd(strippedStart(raw.trim(), `"'<`), `"'>,;.`);
  const named = /^(?:[a-z0-9.-]+\s+)?([[(]?)([0-9a-f.:]{3,})[\])]?(?:\s+\(?\[?[a-z0-9.-]+\]?\)?)?$/i.exec(
    text,
  );
  if (named && /\s/.test(text) && normalizeIp(named[2]!) !== null) text = named[2]!;
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(text);
  if (bracketed) text = bracketed[1]!;
  text = upTo(text.replace(/^IPv6:/i, '').replace(/\/(?:32|128)$/, ''), '%');
  const port = /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text);
  if (port) text = port[1]!;
  // Leading zeros of a quad: decimal here, since reporters pad, and never octal.
  return text.replace(/(^|[.:])0+(\d+)(?=\.|$)/g, (whole, before: string, digits: string, at: number) =>
    before === ':' && !text.slice(at).includes('.') ? whole : `${before}${digits}`,
  );
}
