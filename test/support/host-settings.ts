import type { HostSettings } from '../../core/model/host.ts';

/** Settings of a policy host for tests; what a test is about is passed in. */
export function hostSettings(change: Partial<HostSettings>): HostSettings {
  return {
    id: 'host-1',
    kind: 'powerdns',
    name: 'Our host',
    url: '',
    server: 'localhost',
    nameServers: [],
    zone: '',
    limitedTo: [],
    ttl: 60,
    ...change,
  };
}
