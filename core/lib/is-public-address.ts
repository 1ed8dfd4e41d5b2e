import { inNetwork, parseIp } from './ip.ts';

/**
 * Networks that no mail comes from on the internet: private, shared, loopback, link-local, multicast and reserved
 * ones of the IANA special-purpose registries (RFC 6890). Networks for documentation are left in: they are
 * nobody's, so that a question about them tells nobody anything.
 */
const NOT_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
  '::/127',
  'fc00::/7',
  'fe80::/9',
  'ff00::/8',
].map((text) => {
  const [address = '', prefix = ''] = text.split('/');
  return { network: parseIp(address), prefix: Number(prefix) };
});

/** Whether an address can have a reverse name in the public DNS; false for what is no address. */
export function isPublicAddress(address: string): boolean {
  const ip = parseIp(address.trim());
  if (ip === null) return false;
  return !NOT_PUBLIC.some(({ network, prefix }) => network !== null && inNetwork(ip, network, prefix));
}
