/** Configuration files of the DNS lab's servers, and why each unusual line is there. */
import type { Faults } from './zones.ts';

export function rootZone(): string {
  return '$TTL 60\n. IN SOA ns1.dns.test. h.dns.test. 1 3600 600 86400 5\n. IN NS ns1.dns.test.\n';
}

export function zoneList(folder: string, names: string[]): string {
  const entries = names.map(
    (name) => `zone "${name}" { type master; file "${folder}/zones/${name}.zone"; };`,
  );
  return [`zone "." { type master; file "${folder}/zones/root.zone"; };`, ...entries, ''].join('\n');
}

export function pdnsConfig(c: {
  folder: string;
  address?: string;
  authPort: number;
  apiPort: number;
  apiKey: string;
  /** Started as root for a port below 1024, goes on as this user. */
  user?: { name: string; group: string };
}): string {
  return `launch=bind,gsqlite3
bind-config=${c.folder}/named.conf
gsqlite3-database=${c.folder}/pdns.sqlite
# zones may be signed; those that are not stay as they are
gsqlite3-dnssec=yes
local-address=${c.address ?? '127.0.0.1'}
local-port=${c.authPort}
${c.user ? `setuid=${c.user.name}\nsetgid=${c.user.group}\n` : ''}socket-dir=${c.folder}
webserver=yes
webserver-address=127.0.0.1
webserver-port=${c.apiPort}
webserver-allow-from=127.0.0.0/8
api=yes
api-key=${c.apiKey}
# a change through the API is seen at once
cache-ttl=0
query-cache-ttl=0
negquery-cache-ttl=0
zone-cache-refresh-interval=0
security-poll-suffix=
expand-alias=no
daemon=no
guardian=no
`;
}

/** A resolver that starts at the root and follows delegations; it validates where it has a trust anchor. */
export function recursiveConfig(c: {
  folder: string;
  resolverPort: number;
  trustAnchors: readonly string[];
}): string {
  return `server:
  interface: 127.0.0.1@${c.resolverPort}
  access-control: 127.0.0.0/8 allow
  do-not-query-localhost: no
  do-ip6: no
  chroot: ""
  username: ""
  directory: "${c.folder}"
  pidfile: ""
  use-syslog: no
  verbosity: 1
  module-config: "validator iterator"
${c.trustAnchors.map((anchor) => `  trust-anchor: "${anchor}"\n`).join('')}  trust-anchor-signaling: no
  ede: yes
  # answers change within one test
  cache-max-ttl: 0
  cache-max-negative-ttl: 0
  infra-host-ttl: 1
  # a busy machine is no silent server: one DNSKEY that comes late makes a zone bogus for a minute
  infra-cache-max-rtt: 8000
  infra-cache-min-rtt: 2000
  root-hints: "${c.folder}/root.hints"
${LOCAL_ZONES.map((zone) => `  local-zone: "${zone}" nodefault\n`).join('')}  incoming-num-tcp: 512
remote-control:
  control-enable: no
`;
}

/** Zones that unbound answers by itself unless told not to, RFC 6303. */
const LOCAL_ZONES = [
  'test.',
  '2.0.192.in-addr.arpa.',
  '100.51.198.in-addr.arpa.',
  '113.0.203.in-addr.arpa.',
  '8.b.d.0.1.0.0.2.ip6.arpa.',
];

export function unboundConfig(c: {
  folder: string;
  authPort: number;
  resolverPort: number;
  caching: boolean;
  failures: Faults;
  holePort: number;
  lamePort: number;
}): string {
  const forward = (name: string, port: number): string =>
    `forward-zone:\n  name: "${name}"\n  forward-addr: 127.0.0.1@${port}\n`;
  const broken = Object.entries(c.failures).flatMap(([name, fault]) =>
    fault === 'blackhole' ? [forward(name, c.holePort)] : fault === 'lame' ? [forward(name, c.lamePort)] : [],
  );
  // A forward for the root: with a stub, unbound would learn the zones' name servers and ask those.
  return `server:
  interface: 127.0.0.1@${c.resolverPort}
  access-control: 127.0.0.0/8 allow
  do-not-query-localhost: no
  do-ip6: no
  chroot: ""
  username: ""
  directory: "${c.folder}"
  pidfile: ""
  use-syslog: no
  verbosity: 1
  module-config: "iterator"
  ede: yes
${c.caching ? '' : '  cache-max-ttl: 0\n  cache-max-negative-ttl: 0\n'}  infra-host-ttl: 1
  edns-buffer-size: 1232
${LOCAL_ZONES.map((zone) => `  local-zone: "${zone}" nodefault\n`).join('')}  outgoing-range: 512
  incoming-num-tcp: 512
  outgoing-num-tcp: 512
  infra-cache-max-rtt: 1000
  infra-cache-min-rtt: 50
remote-control:
  control-enable: no
${forward('.', c.authPort)}${broken.join('')}`;
}

const RULE: Record<string, string> = {
  servfail: 'RCodeAction(DNSRCode.SERVFAIL)',
  refused: 'RCodeAction(DNSRCode.REFUSED)',
  drop: 'DropAction()',
};

export function dnsdistConfig(c: {
  resolverPort: number;
  dohPort: number;
  failures: Faults;
  /** Names, with everything below, whose records are given this TTL (seconds). */
  ttls?: Readonly<Record<string, number>>;
  queryLog: string;
}): string {
  const rules = Object.entries(c.failures).flatMap(([name, fault]) =>
    fault === 'servfail-ns'
      ? [
          `addAction(AndRule({QNameRule("${name}."), QTypeRule(DNSQType.NS)}), RCodeAction(DNSRCode.SERVFAIL))`,
        ]
      : RULE[fault]
        ? [`addAction("${name}.", ${RULE[fault]})`]
        : fault === 'truncated'
          ? [`addResponseAction("${name}.", LuaResponseAction(truncate))`]
          : [],
  );
  const ttls = Object.entries(c.ttls ?? {}).map(
    ([name, ttl]) =>
      `addResponseAction("${name}.", LuaResponseAction(function(dr) dr:editTTLs(function() return ${ttl} end) return DNSResponseAction.None, "" end))`,
  );
  return `setACL({"127.0.0.0/8"})
setSecurityPollSuffix("")
newServer({address="127.0.0.1:${c.resolverPort}", tcpOnly=true, checkName=".", checkType="SOA", checkInterval=5, mustResolve=false})
addDOHLocal("127.0.0.1:${c.dohPort}", nil, nil, {"/dns-query"}, {customResponseHeaders={["access-control-allow-origin"]="*"}, idleTimeout=60})
addAction(AllRule(), LogAction("${c.queryLog}", false, true, false, false))
function truncate(dr) dr.dh:setTC(true) return DNSResponseAction.None, "" end
${[...rules, ...ttls].join('\n')}
`;
}
