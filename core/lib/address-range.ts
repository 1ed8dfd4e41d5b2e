import { inNetwork, parseIp } from './ip.ts';
import { parseNetwork } from './network.ts';

/**
 * A test for addresses of a range, written as an address (`192.0.2.7`, `2001:db8::1`) or as CIDR
 * (`192.0.2.0/24`, RFC 4632; host bits may be set). Null where the text is neither.
 */
export function addressRange(text: string): ((address: string) => boolean) | null {
  const network = parseNetwork(text);
  if (network === null) return null;
  return (address) => {
    const ip = parseIp(address);
    return ip !== null && inNetwork(ip, network.ip, network.prefix);
  };
}
