import { expect, test } from 'vitest';
import { unquoteTxt } from '../../../../core/domains/host-tools/txt-content.ts';
import { manualHost } from '../../../../core/domains/hosts/manual.ts';
import type { Gateway } from '../../../../core/lib/gateway.ts';
import type { HostState } from '../../../../core/model/host.ts';
import { policyHostContract } from '../../../contracts/policy-host.ts';
import { hostSettings } from '../../../support/host-settings.ts';

/** Nothing may leave the machine. */
const gateway: Gateway = {
  request: async () => {
    throw new Error('a manual host made a request');
  },
};

for (const [name, settings] of [
  ['manual by NS', hostSettings({ kind: 'manual', nameServers: ['NS2.policy.test', 'ns1.policy.test'] })],
  ['manual by CNAME', hostSettings({ kind: 'manual', zone: 'policy.test' })],
] as const) {
  policyHostContract(name, async () => {
    const loaded = new Map<string, HostState>();
    const missing: HostState = { exists: false, txt: null, serial: null };
    const lookUp = async (owner: string) => loaded.get(owner) ?? missing;
    return {
      host: manualHost(settings, { gateway, key: 'secret', lookUp, now: () => 1_800_000_000 }),
      writes: () => null,
      key: 'secret',
      // A person loads the text as it stands.
      async byHand(calls) {
        for (const call of calls) {
          const line = /(\d+)? ?IN TXT (.*)\n/.exec(call.body);
          if (line === null) loaded.delete(call.url);
          else
            loaded.set(call.url, {
              exists: true,
              txt: { name: call.url, texts: [unquoteTxt(line[2] ?? '')], ttl: 60 },
              serial: null,
            });
        }
      },
    };
  });
}

test('the zone file is whole and loads as it is', () => {
  const host = manualHost(
    hostSettings({ kind: 'manual', nameServers: ['ns1.policy.test', 'ns2.policy.test'], ttl: 300 }),
    {
      gateway,
      key: '',
      now: () => 1_800_000_000,
    },
  );
  expect(host.zoneText('example.com', 'v=DMARC1; p=none')).toBe(
    `$ORIGIN _dmarc.example.com.
$TTL 300
@ IN SOA ns1.policy.test. hostmaster.ns1.policy.test. 1800000000 3600 600 1209600 300
@ IN NS ns1.policy.test.
@ IN NS ns2.policy.test.
@ IN TXT "v=DMARC1; p=none"
`,
  );
});

test('it never writes by itself', async () => {
  const host = manualHost(hostSettings({ kind: 'manual', nameServers: ['ns1.policy.test'] }), {
    gateway,
    key: '',
  });
  expect(await host.write('example.com', 'v=DMARC1; p=none')).toMatchObject({
    ok: false,
    problem: { code: 'by-hand' },
  });
});
