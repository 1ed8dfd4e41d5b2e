/** Random zones of SPF records that lead to one another, and addresses near what they name. Seeded. */
import { randomOf } from './random.ts';
import type { Zone, ZoneEntry } from './zone-resolver.ts';

export interface RandomCase {
  zone: Zone;
  domain: string;
  addresses: string[];
}

const HOSTS = 8;
const RECORDS = 10;

/** One zone with 10 records under `rand.example`, and addresses to check against the first. */
export function randomCase(seed: number, addresses = 10): RandomCase {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const chance = (percent: number): boolean => random(100) < percent;
  const zone: Zone = {};
  const ip4 = (): string => `192.0.2.${random(40)}`;
  const ip6 = (): string => `2001:db8::${random(40).toString(16)}`;
  const host = (): string =>
    chance(12) ? `void${random(4)}.rand.example` : `h${random(HOSTS)}.rand.example`;
  for (let i = 0; i < HOSTS; i++) {
    const entry: ZoneEntry = {};
    if (chance(75)) entry.A = Array.from({ length: 1 + random(3) }, ip4);
    if (chance(60)) entry.AAAA = Array.from({ length: 1 + random(2) }, ip6);
    if (chance(40))
      entry.MX = Array.from({ length: 1 + random(4) }, (_, n) => [n, host()] as [number, string]);
    if (chance(4)) entry.fails = pick(['servfail', 'timeout', 'refused']);
    zone[`h${i}.rand.example`] = chance(8) ? { CNAME: host() } : entry;
  }
  for (let i = 0; i < 40; i++) {
    if (chance(50)) zone[`${i}.2.0.192.in-addr.arpa`] = { PTR: Array.from({ length: 1 + random(2) }, host) };
    if (chance(15)) zone[`192.0.2.${i}.list.rand.example`] = { A: ['127.0.0.2'] };
  }
  const include = (from: number): string =>
    chance(5)
      ? 'missing.rand.example'
      : `r${chance(90) ? Math.min(RECORDS - 1, from + 1 + random(4)) : random(RECORDS)}.rand.example`;
  const term = (from: number): string => {
    const q = pick(['', '', '', '-', '~', '?', '+']);
    const cidr = chance(30) ? pick(['/28', '/30//120', '//124', '/0', '//0', '/24//64']) : '';
    switch (random(13)) {
      case 0:
      case 1:
      case 2:
        return `${q}ip4:192.0.2.${random(40)}${chance(50) ? pick(['/28', '/30', '/24', '/31', '/32', '/0']) : ''}`;
      case 3:
        return `${q}ip6:2001:db8::${random(40).toString(16)}${chance(50) ? pick(['/120', '/124', '/64', '/0']) : ''}`;
      case 4:
      case 5:
        return `${q}a${chance(90) ? `:${host()}` : ''}${cidr}`;
      case 6:
        return `${q}mx${chance(90) ? `:${host()}` : ''}${cidr}`;
      case 7:
      case 8:
      case 9:
        return `${q}include:${include(from)}`;
      case 10:
        return `${q}exists:${pick(['%{i}.list.rand.example', '%{ir}.list.rand.example', 'h1.%{d2}', 'void1.%{o}', '%{v}.list.rand.example', '%{p}'])}`;
      case 11:
        return chance(50) ? `${q}ptr` : `${q}ptr:${pick(['rand.example', host(), '%{d2}'])}`;
      default:
        return `${q}a:%{${pick(['d', 'o', 'd2', 'dr'])}}.rand.example`;
    }
  };
  for (let i = 0; i < RECORDS; i++) {
    const terms = Array.from({ length: random(6) + (i === 0 ? 2 : 1) }, () => term(i));
    if (chance(60)) terms.push(pick(['-all', '~all', '?all', '+all']));
    if (chance(25)) terms.splice(random(terms.length + 1), 0, `redirect=${include(i)}`);
    if (chance(3))
      terms.push(pick(['oops', 'ip4:192.0.2.256', 'a:bad_', 'include:', 'exists:%{z}.x.example']));
    const text = `v=spf1 ${terms.join(' ')}`;
    const name = i === 0 ? 'rand.example' : `r${i}.rand.example`;
    zone[name] = { ...zone[name], TXT: chance(3) ? [text, 'v=spf1 -all'] : [text] };
    if (chance(2)) zone[name] = { fails: 'servfail' };
  }
  zone['rand.example'] = { ...zone['rand.example'], A: [ip4()], MX: [[1, host()]] };
  return {
    zone,
    domain: 'rand.example',
    addresses: Array.from({ length: addresses }, () =>
      chance(60) ? ip4() : chance(90) ? ip6() : '203.0.113.9',
    ),
  };
}
