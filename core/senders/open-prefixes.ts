import { type Grouping, PREFIX_KEY, type Sender } from '../model/traffic.ts';
import type { Judgement } from './status.ts';

/**
 * Single IPv6 addresses of one /64 share a row as long as they are judged alike. A /64 is no service: where its
 * addresses differ, each stands for itself, so that no row says of one address what is true of another.
 */
export function openMixedPrefixes(
  addresses: readonly string[],
  grouping: Grouping,
  judgement: Judgement,
): Grouping {
  const isMixed = ({ key, members }: Sender): boolean =>
    members.length > 1 &&
    key.startsWith(PREFIX_KEY) &&
    members.some((a) => judgement.address[a] !== judgement.address[members[0]!]);
  if (!grouping.senders.some(isMixed)) return grouping;
  const senderOf = new Uint32Array(addresses.length);
  const senders: Sender[] = [];
  const add = (sender: Sender): void => {
    for (const a of sender.members) senderOf[a] = senders.length;
    senders.push(sender);
  };
  for (const sender of grouping.senders) {
    if (!isMixed(sender)) add(sender);
    else {
      for (const a of sender.members) {
        add({ ...sender, key: `ip:${addresses[a]!}`, name: addresses[a]!, members: [a] });
      }
    }
  }
  return { ...grouping, senders, senderOf };
}
