import type { AddressRow } from '../../../core/engine/senders/face.ts';
import { addressRange } from '../../../core/lib/address-range.ts';
import type { SenderStatus } from '../../../core/model/sender.ts';

/**
 * The addresses that fit a search and a status, in their order. A search that is an address or a CIDR range means
 * that; else all its words must occur in address, host name, organisation, country or AS number.
 */
export function chooseAddresses(
  rows: readonly AddressRow[],
  search: string,
  status: SenderStatus | null,
): AddressRow[] {
  const within = addressRange(search);
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (status && row.status !== status) return false;
    if (within) return within(row.address);
    if (words.length === 0) return true;
    const { address, hostName, organisation, country, asn } = row;
    const text = `${address} ${hostName ?? ''} ${organisation ?? ''} ${country ?? ''} AS${asn ?? ''}`;
    return words.every((word) => text.toLowerCase().includes(word));
  });
}
