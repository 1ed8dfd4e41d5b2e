import { inNetwork, parseIp } from './ip.ts';

/**
 * A test for addresses of a range, written as an address (`192.0.2.7`, `2001:db8::1`) or as CIDR
 * (`192.0.2.0/24`, RFC 4632; host bits may be set). Null where the text is neither.
 */
export function addressRange(text: string): ((address: string) => boolean) | null {
  const [, written = '', length] = /^\s*([0-9a-f.:]+)(?:\/(\d{1,3}))?\s*$/i.exec(text) ?? [];
  const network = parseIp(written);
  if (network === null) return null;
  const bits = network.family === 4 ? 32 : 128;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits) return null;
  return (address) => {
    const ip = parseIp(address);
    return ip !== null && inNetwork(ip, network, prefix);
  };
}
