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

/** Whether a name of `in-addr.arpa` or `ip6.arpa` is that of such an address; false for other names. */
export function isPublicReverseName(name: string): boolean {
  const labels = name.toLowerCase().split('.').slice(0, -2).reverse();
  if (name.toLowerCase().endsWith('.in-addr.arpa')) return isPublicAddress(labels.join('.'));
  if (!name.toLowerCase().endsWith('.ip6.arpa') || labels.length !== 32) return false;
  const groups = Array.from({ length: 8 }, (_, i) => labels.slice(i * 4, i * 4 + 4).join(''));
  return isPublicAddress(groups.join(':'));
}
