import type { OpenEngine } from '../../core/engine/open-engine.ts';
import type { IpTable } from '../../core/lib/ip-table-format.ts';
import { type AddressOwner, lookupAddress } from '../../core/lib/lookup-address.ts';
import { forgetLocalTable, ipTableUrl, loadLocalTable, tableThroughGateway } from '../state/ip-table.ts';

/** The local table of organisations and countries, in memory only while the user has it switched on. */
export interface LocalTable {
  ownerOf(address: string): AddressOwner | null;
  /** Loads or forgets the table as the settings say. Where it cannot be had, nothing is known of any address. */
  follow(opened: Pick<OpenEngine, 'store' | 'network'>): Promise<void>;
}

/** @param base any address in the app's top folder */
export function createLocalTable(base: string): LocalTable {
  let table: IpTable | null = null;
  return {
    ownerOf: (address) => (table === null ? null : lookupAddress(table, address)),
    async follow({ store, network }) {
      const { localTable } = await store.settings.get();
      const kept = 'caches' in globalThis && base.startsWith('http') ? caches : null;
      if (!localTable) {
        if (table !== null && kept !== null) await forgetLocalTable(kept);
        table = null;
        return;
      }
      if (table !== null) return;
      const loaded = await loadLocalTable(tableThroughGateway(network.gateway), ipTableUrl(base), kept);
      table = 'fault' in loaded ? null : loaded;
    },
  };
}
