/**
 * The zones of the DNS lab as master-file bodies, one a zone: names are relative to the zone, `@` is its
 * apex, and SOA and NS are added by the writer. Seeded, so that each run serves the same.
 */
import { randomOf } from './random.ts';

export type Zones = Record<string, string>;

/** What the lab does to a name and everything below it instead of answering. */
type Fault =
  /** Injected by the front: the answer is made up there. */
  | 'servfail'
  | 'refused'
  | 'drop'
  | 'truncated'
  /** Only questions for NS at the very name fail; all others are answered. */
  | 'servfail-ns'
  /** Real: the resolver asks a server that never answers, or one that refuses the zone. */
  | 'blackhole'
  | 'lame';
export type Faults = Record<string, Fault>;

/** Text as TXT data: quoted, in strings of at most 255 bytes. */
export function txt(text: string): string {
  const quoted = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return (quoted.match(/.{1,255}/gs) ?? ['']).map((part) => `"${part}"`).join(' ');
}

/** Zone names whose apex name server is another than the lab's own. */
const NAME_SERVERS: Record<string, string> = { '_dmarc.ns.dmarc.example': 'ns1.provider.example.' };

/** A master file. */
export function zoneFile(
  name: string,
  body: string,
  nameServer = NAME_SERVERS[name] ?? 'ns1.dns.test.',
): string {
  return `$ORIGIN ${name}.\n$TTL 60\n@ IN SOA ${nameServer} hostmaster.dns.test. 1 3600 600 86400 5\n@ IN NS ${nameServer}\n${body.trim()}\n`;
}

const BIG_ZONE_RANGES = 2_000;

/** 2,000 distinct IPv4 ranges, shuffled, as in the record of `big.example`. */
export function bigRanges(count = BIG_ZONE_RANGES): string[] {
  const random = randomOf(7);
  const seen = new Set<string>();
  while (seen.size < count) {
    const length = [20, 22, 24, 24, 24, 26, 28, 29, 32][random(9)] as number;
    const raw = 0x01000000 + random(0xdf000000);
    const base = length === 32 ? raw : Math.floor(raw / 2 ** (32 - length)) * 2 ** (32 - length);
    const text = [base >>> 24, (base >>> 16) & 255, (base >>> 8) & 255, base & 255].join('.');
    seen.add(length === 32 ? text : `${text}/${length}`);
  }
  return [...seen];
}

/** 2,000 ranges behind 9 includes and a redirect: exactly 10 look-ups. */
function bigZone(): string {
  const ranges = bigRanges();
  const lines = [
    '@ TXT "v=spf1 include:_s0.big.example include:_s1.big.example include:_s2.big.example redirect=_r.big.example"',
    '_r TXT "v=spf1 ip6:2001:db8:1::/48 -all"',
  ];
  for (let i = 0; i < 9; i++) {
    const own = ranges.filter((_, at) => at % 9 === i).map((range) => `ip4:${range}`);
    const nested = i === 1 ? [3, 4, 5] : i === 2 ? [6, 7, 8] : [];
    const terms = [...own, ...nested.map((n) => `include:_s${n}.big.example`)];
    lines.push(`_s${i} TXT ${txt(`v=spf1 ${terms.join(' ')} ?all`)}`);
  }
  return lines.join('\n');
}

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
const lines = (from: number, to: number, line: (i: number) => string): string =>
  numbers(from, to).map(line).join('\n');

const includes = (zone: string, count: number): string =>
  `@ TXT "v=spf1 ${numbers(0, count - 1)
    .map((i) => `include:i${i}.${zone}`)
    .join(
      ' ',
    )} ip4:192.0.2.1 -all"\n${lines(0, count - 1, (i) => `i${i} TXT "v=spf1 ip4:198.51.100.${i} ?all"`)}`;

export const LAB_ZONES: Zones = {
  test: 'dns NS ns1.dns\nns1.dns A 127.0.0.1',
  'dns.test': 'ns1 A 127.0.0.1',
  'big.example': bigZone(),
  'many.example': `@ TXT "v=spf1 a:pool.many.example mx -all"
${lines(1, 100, (i) => `pool A 198.51.100.${i}\npool AAAA 2001:db8:2::${i.toString(16)}`)}
${lines(1, 10, (i) => `@ MX ${i} m${i}\nm${i} A 203.0.113.${i}`)}`,
  'mx11.example': `@ TXT "v=spf1 mx -all"\n${lines(1, 11, (i) => `@ MX ${i} m${i}\nm${i} A 203.0.113.${i}`)}`,
  'macro.example': `@ TXT "v=spf1 exists:%{ir}._spf.macro.example exists:%{l1r-}.%{d2}._u.macro.example -all exp=why.macro.example"
why TXT "%{i} is not allowed for %{s}; see https://%{d}/why"
7.2.0.192._spf A 127.0.0.2
*.9.2.0.192._spf A 127.0.0.2
o TXT "v=spf1 a:%{o2}.hosts.macro.example include:%{v}._v.macro.example ~all"
macro.example.hosts A 192.0.2.55
in-addr._v TXT "v=spf1 ip4:192.0.2.56 -all"
ip6._v TXT "v=spf1 ip6:2001:db8:56::/48 -all"
soft TXT "v=spf1 ip4:192.0.2.57 -exists:%{l}._u.macro.example -all"
both TXT "v=spf1 exists:%{s}._u.macro.example +all"`,
  'ptr.example': '@ TXT "v=spf1 ptr -all"\nmail A 192.0.2.33\n*.many A 192.0.2.35',
  '2.0.192.in-addr.arpa': `33 PTR mail.ptr.example.
34 PTR forged.ptr.example.
${lines(1, 12, (i) => `35 PTR h${i}.other.example.`)}`,
  '8.b.d.0.1.0.0.2.ip6.arpa': '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0 PTR six.ip6.example.',
  'other.example': lines(1, 12, (i) => `h${i} A 192.0.2.35`),
  'ip6.example':
    '@ TXT "v=spf1 ip6:2001:db8::/64 ip6:2001:db8:ffff::1 a:six.ip6.example -all"\nsix AAAA 2001:db8::1',
  'void.example': '@ TXT "v=spf1 a:v1.void.example a:v2.void.example a:v3.void.example ip4:192.0.2.1 -all"',
  'voidfamily.example': `@ TXT "v=spf1 a:four1.voidfamily.example a:four2.voidfamily.example a:four3.voidfamily.example ip4:192.0.2.0/24 ip6:2001:db8::/32 -all"
four1 A 198.51.100.1
four2 A 198.51.100.2
four3 A 198.51.100.3`,
  'over10.example': includes('over10.example', 11),
  'at10.example': includes('at10.example', 10),
  'alias.example': `www CNAME spf.provider.example.
sub CNAME sub2
sub2 CNAME spf.provider.example.
loop1 CNAME loop2
loop2 CNAME loop1
dangling CNAME nothing.provider.example.`,
  'provider.example': `spf TXT "v=spf1 ip4:192.0.2.0/25 -all"
ns1 A 127.0.0.1
policy TXT "v=DMARC1; p=quarantine; rua=mailto:agg@provider.example"
k1._domainkey TXT ${txt(`v=DKIM1; k=rsa; p=${'A'.repeat(392)}`)}
agg TXT "x"
*._report._dmarc TXT "v=DMARC1"`,
  'split.example': `@ TXT ${txt(
    `v=spf1 ${numbers(0, 29)
      .map((i) => `ip4:198.51.${i}.0/24`)
      .join(' ')} -all`,
  )}
@ TXT "google-site-verification=abc"
weird TXT "v=spf1 ip4:192.0." "2.0/24 -a" "ll"`,
  'dup.example': '@ TXT "v=spf1 -all"\n@ TXT "v=spf1 ip4:192.0.2.1 -all"',
  'loop.example': `@ TXT "v=spf1 include:loop.example -all"
r1 TXT "v=spf1 redirect=r2.loop.example"
r2 TXT "v=spf1 redirect=r1.loop.example"`,
  'syntax.example':
    '@ TXT "v=spf1 ip4:192.0.2.300 inlcude:x -all"\nlate TXT "v=spf1 ip4:192.0.2.1 -all oops"',
  'plusall.example': '@ TXT "v=spf1 ip4:192.0.2.1 +all"\nwide TXT "v=spf1 ip4:192.0.0.0/3 -all"',
  'qualifiers.example': `@ TXT "v=spf1 -ip4:192.0.2.1 ~ip4:192.0.2.2 ?ip4:192.0.2.3 +ip4:192.0.2.0/24 include:inner.qualifiers.example"
inner TXT "v=spf1 -ip4:198.51.100.1 ip4:198.51.100.0/24 ~all"`,
  'missing.example': `@ TXT "v=spf1 ip4:192.0.2.1 include:nothing.missing.example -all"
redirect TXT "v=spf1 ip4:192.0.2.1 redirect=nothing.missing.example"
empty TXT "v=spf1"
plain TXT "no policy here"`,
  'cidr.example': `@ TXT "v=spf1 a:host.cidr.example/28//64 mx/30//126 -all"
host A 192.0.2.20
host AAAA 2001:db8:20::5
@ MX 10 mail
mail A 198.51.100.9
mail AAAA 2001:db8:21::9`,
  'nullmx.example': '@ MX 0 .\n@ TXT "v=spf1 mx -all"',
  'temp.example': '@ TXT "v=spf1 ip4:192.0.2.1 include:servfail.example ip4:192.0.2.2 -all"',
  'txt.dmarc.example': `_dmarc TXT "v=DMARC1; p=none; rua=mailto:d@txt.dmarc.example"
sel1._domainkey TXT ${txt(`v=DKIM1; k=rsa; p=${'B'.repeat(392)}`)}
sel2._domainkey CNAME k1._domainkey.provider.example.
@ MX 10 mx.txt.dmarc.example.
mx A 192.0.2.33`,
  'cname.dmarc.example': '_dmarc CNAME policy.provider.example.',
  'ns.dmarc.example': '_dmarc NS ns1.provider.example.',
  '_dmarc.ns.dmarc.example': '@ TXT "v=DMARC1; p=reject; rua=mailto:ns@provider.example"',
  'lame.dmarc.example': '_dmarc NS ns1.dead.example.',
  'dead.example': 'ns1 A 127.0.0.9',
  'dup.dmarc.example': '_dmarc TXT "v=DMARC1; p=none"\n_dmarc TXT "v=DMARC1; p=reject"',
  'none.dmarc.example': '@ TXT "v=spf1 -all"',
  'walk.example': '_dmarc TXT "v=DMARC1; p=reject; psd=n; sp=quarantine; np=reject; t=y"\na.b.c TXT "x"',
};

export const LAB_FAULTS: Faults = {
  'servfail.example': 'servfail',
  'refused.example': 'refused',
  'drop.example': 'drop',
  'truncated.example': 'truncated',
  'timeout.example': 'blackhole',
  'lame.example': 'lame',
  '_dmarc.lame.dmarc.example': 'lame',
};
