/**
 * Whether a reverse name is one that access providers and hosters give to every line or rented machine: it
 * spells the address. `c-203-0-113-7.hsd1.example.net` names a household, not the provider's mail service.
 *
 * Only all four octets of an IPv4 address count (in either order, decimal or hex); two of them are common
 * in the names of real mail servers. For IPv6 the last 64 bits in hex.
 */
export function isGenericName(name: string, address: string): boolean {
  const host = name.toLowerCase();
  if (address.includes(':')) {
    const nibbles = host.replace(/[^0-9a-f]/g, '');
    const tail = lastGroups(address);
    return tail !== '' && nibbles.includes(tail);
  }
  const octets = address.split('.');
  if (octets.length !== 4) return false;
  const numbers = (host.match(/\d+/g) ?? []).map((digits) => String(Number(digits)));
  const joined = `,${numbers.join(',')},`;
  if (joined.includes(`,${octets.join(',')},`)) return true;
  if (joined.includes(`,${[...octets].reverse().join(',')},`)) return true;
  const padded = octets.map((octet) => octet.padStart(3, '0')).join('');
  if (host.includes(padded)) return true;
  const hex = octets.map((octet) => Number(octet).toString(16).padStart(2, '0')).join('');
  return host.split(/[.-]/).some((label) => label.includes(hex));
}

/** The written groups after `::`, as hex without zeros in front; empty where they say too little. */
function lastGroups(address: string): string {
  const groups = address.split(':').slice(-4).filter(Boolean);
  const text = groups.map((group) => group.padStart(4, '0')).join('');
  return text.length >= 12 ? text : '';
}
