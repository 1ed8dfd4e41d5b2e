import type { Store } from '../../store/store.ts';
import { exportRecords } from './export-records.ts';
import type { SendersRoom } from './face.ts';
import { createAddressNaming, type NameAddressesDeps } from './name-addresses.ts';
import type { OwnerOf } from './sender-overlay.ts';
import type { SenderQueries } from './sender-queries.ts';

/** Senders of a domain, over a store. */
export function createSendersRoom(parts: {
  store: Store;
  senders: SenderQueries;
  ownerOf: OwnerOf;
  naming: Omit<NameAddressesDeps, 'store'>;
}): SendersRoom {
  const { store, senders, ownerOf } = parts;
  return {
    ...createAddressNaming({ store, ...parts.naming }),
    list: (domain, period) => senders.listSenders(domain, period),
    ignore: (domain, key, addresses, note) => senders.ignoreSender(domain, key, addresses, note),
    unignore: (domain, addresses) => senders.unignoreSender(domain, addresses),
    say: (domain, key, as, note) => senders.sayOfSender(domain, key, as, note),
    listIgnored: () => senders.listIgnored(),
    details: (domain, period, key, address, brief) =>
      senders.senderDetails(domain, period, key, address, brief),
    within: (domain, period, range) => senders.sendersWithin(domain, period, range),
    async exportRecords(domain, period, keys, format) {
      const judged = await senders.judged(domain, period);
      return await exportRecords({ store, judged, ownerOf }, domain, period, keys, format);
    },
    async endIgnored(decisions) {
      for (const { domain, addresses } of decisions) await senders.unignoreSender(domain, addresses);
    },
  };
}
