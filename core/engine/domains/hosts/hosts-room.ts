import type { Context } from '../context.ts';
import { tryChildZone } from './child-zone.ts';
import { delegationView, fillHost } from './delegation-view.ts';
import type { HostsRoom } from './face.ts';
import { hostOffers, listHosts, removeHost, saveHost, testHost } from './policy-hosts.ts';

/** Policy hosts: their settings, and the guided way to them. */
export function createHostsRoom(context: Context): HostsRoom {
  return {
    delegation: (domain, hostId) => delegationView(context, domain, hostId),
    fill: (domain, hostId) => fillHost(context, domain, hostId),
    tryChildZone: (domain, hostId) => tryChildZone(context, domain, hostId),

    offers: async () => hostOffers(context),
    list: () => listHosts(context),
    save: (settings, key) => saveHost(context, settings, key),
    test: (settings, key) => testHost(context, settings, key),
    async unlock(id, passphrase) {
      const opened = await context.hosts.unlock(id, passphrase);
      if (opened) context.onChange('domains', '');
      return opened;
    },
    remove: (id) => removeHost(context, id),
  };
}
