/**
 * The /64 of an IPv6 address as text, e.g. `2001:db8:0:1::/64`; null where the address is not IPv6. One
 * household or machine holds a whole /64, so that addresses inside it are not worth telling apart.
 */
export function networkPrefix(address: string): string | null {
  if (!address.includes(':') || address.includes('.')) return null;
  const halves = address.split('::');
  if (halves.length > 2) return null;
  const head = groupsOf(halves[0]!);
  const tail = groupsOf(halves[1] ?? '');
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const first = [...head, ...new Array<string>(halves.length === 2 ? missing : 0).fill('0'), ...tail].slice(
    0,
    4,
  );
  if (!first.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  const groups = first.map((group) => Number.parseInt(group, 16).toString(16));
  while (groups.length > 0 && groups.at(-1) === '0') groups.pop();
  return `${groups.join(':')}::/64`;
}

function groupsOf(half: string): string[] {
  return half === '' ? [] : half.split(':');
}
