import { formatIp, type IpAddress, parseIp } from './ip.ts';

/** A range of addresses by its common first bits, RFC 4632. */
export interface Network {
  /** With all host bits 0. */
  ip: IpAddress;
  prefix: number;
  /** `192.0.2.0/24`; a single address without its length. */
  text: string;
}

/** Reads `192.0.2.7`, `192.0.2.0/24`, `2001:db8::/32`; host bits may be set. Null where the text is none of these. */
export function parseNetwork(text: string): Network | null {
  const [, written = '', length] = /^\s*([0-9a-f.:]+)(?:\/(\d{1,3}))?\s*$/i.exec(text) ?? [];
  const ip = parseIp(written);
  if (ip === null) return null;
  const bits = ip.family === 4 ? 32 : 128;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits) return null;
  const masked = maskedTo(ip, prefix);
  return { ip: masked, prefix, text: prefix === bits ? formatIp(masked) : `${formatIp(masked)}/${prefix}` };
}

/** The address with all but its first `prefix` bits 0. */
export function maskedTo(ip: IpAddress, prefix: number): IpAddress {
  const words = ip.words.map((word, i) => {
    const bits = Math.min(32, Math.max(0, prefix - i * 32));
    return bits === 0 ? 0 : (word & (0xffffffff << (32 - bits))) >>> 0;
  });
  return { family: ip.family, words };
}
