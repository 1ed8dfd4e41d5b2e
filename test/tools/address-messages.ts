import { SUM, SUMS, type Traffic } from '../../core/model/traffic.ts';

/** Messages of each address, by its place in `addresses`. */
export function addressMessages({ flows, addresses }: Traffic): Float64Array {
  const messages = new Float64Array(addresses.length);
  for (let f = 0; f < flows.count; f++) {
    messages[flows.address[f]!]! += flows.sums[f * SUMS + SUM.messages]!;
  }
  return messages;
}
