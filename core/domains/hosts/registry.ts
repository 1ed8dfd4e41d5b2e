import type { HostKind, HostSettings } from '../../model/host.ts';
import { cloudflareHost } from './cloudflare.ts';
import { manualHost } from './manual.ts';
import type { HostTools, PolicyHost } from './policy-host.ts';
import { powerDnsHost } from './powerdns.ts';

export interface HostMember {
  kind: HostKind;
  create(settings: HostSettings, tools: HostTools): PolicyHost;
  /** False: the API sends no CORS header, so only the extension can call it. */
  worksInPage: boolean;
  /** Settings the user must fill in. */
  needs: readonly ('url' | 'key' | 'server' | 'nameServers' | 'zone')[];
}

/** Every kind of policy host. A new one is a file beside this, a line here, and a run of the contract test. */
export const HOSTS: readonly HostMember[] = [
  {
    kind: 'powerdns',
    create: powerDnsHost,
    worksInPage: true,
    needs: ['url', 'key', 'server', 'nameServers'],
  },
  { kind: 'cloudflare', create: cloudflareHost, worksInPage: false, needs: ['key', 'zone'] },
  { kind: 'manual', create: manualHost, worksInPage: true, needs: ['nameServers'] },
];

/** The host that settings describe. */
export function createHost(settings: HostSettings, tools: HostTools): PolicyHost {
  const member = HOSTS.find((each) => each.kind === settings.kind);
  if (member === undefined) throw new Error(`No policy host of kind "${settings.kind}" is registered.`);
  return member.create(settings, tools);
}
