import type { TrafficEngine } from '../model/traffic-engine.ts';
import { recordSource } from '../report/record-source.ts';
import type { Store } from '../store/store.ts';
import { exportRecords } from './export-records.ts';
import { createAddressNaming, type NameAddressesDeps } from './name-addresses.ts';
import { reportRecords, reportXml } from './report-queries.ts';
import type { OwnerOf } from './sender-overlay.ts';
import type { SenderQueries } from './sender-queries.ts';

/** Documents larger than this are not searched for one record: their text alone would fill the memory. */
export const MAX_SEARCHED_BYTES = 256 * 1024 * 1024;

/** What the Reports page asks, over a store. */
export function createTrafficEngine(parts: {
  store: Store;
  senders: SenderQueries;
  ownerOf: OwnerOf;
  naming: Omit<NameAddressesDeps, 'store'>;
}): TrafficEngine {
  const { store, senders, ownerOf } = parts;
  return {
    ...createAddressNaming({ store, ...parts.naming }),
    senderDetails: (domain, period, key, address, brief) =>
      senders.senderDetails(domain, period, key, address, brief),
    sendersWithin: (domain, period, range) => senders.sendersWithin(domain, period, range),
    reportRecords: (id, addresses, max) => reportRecords(store, id, addresses, max),
    async recordXml(id, index) {
      const document = await reportXml(store, id);
      if (document === null || document.size > MAX_SEARCHED_BYTES) return null;
      return recordSource(await document.text(), index);
    },
    async exportRecords(domain, period, keys, format) {
      const judged = await senders.judged(domain, period);
      return await exportRecords({ store, judged, ownerOf }, domain, period, keys, format);
    },
    async endIgnored(decisions) {
      for (const { domain, addresses } of decisions) await senders.unignoreSender(domain, addresses);
    },
  };
}
