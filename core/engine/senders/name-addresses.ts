import type { Resolve } from '../../model/dns.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { Store } from '../../store/store.ts';
import { refreshReverseNames } from '../facts/reverse-names.ts';
import type { NamedAddresses, SendersRoom } from './face.ts';

/** Addresses looked up for one opened view at once; it shows fewer. */
export const MAX_OPENED_ADDRESSES = 200;
/** Looked up at once: closing the view leaves no more than these under way. */
const AT_ONCE = 4;

export interface NameAddressesDeps {
  store: Store;
  now(): UnixSeconds;
  /** DNS on behalf of one confirmed domain; null while no resolver is chosen or the network is off. */
  resolverFor(domain: string): Promise<Resolve | null>;
  /** Called as names come in, and once after the last where there were any. */
  onNames(domain: string): void;
  onNamed(domain: string): void;
  maxAddresses?: number;
}

/**
 * Host names for an opened view, where the background names nobody. It is the user's own click, or their choice to name senders; still only
 * addresses out of a confirmed domain's reports are asked about, a stranger's name is no way to make questions.
 */
export function createAddressNaming(
  deps: NameAddressesDeps,
): Pick<SendersRoom, 'nameAddresses' | 'stopNaming'> {
  const views = new Map<string, AbortController>();
  const begin = (view: string): AbortSignal => {
    views.get(view)?.abort();
    const controller = new AbortController();
    views.set(view, controller);
    return controller.signal;
  };
  return {
    async nameAddresses(view, domain, addresses): Promise<NamedAddresses> {
      const signal = begin(view);
      const nothing = { nameless: [], failed: [], leftOut: 0 };
      if ((await deps.store.domains.get(domain)).listing !== 'confirmed') {
        return { ...nothing, refused: 'not-confirmed' };
      }
      const resolve = await deps.resolverFor(domain);
      if (resolve === null) return { ...nothing, refused: 'no-resolver' };
      const seen = new Set((await deps.store.summaries.addresses(domain)).map((each) => each.address));
      const wanted = addresses.filter((address) => seen.has(address));
      const taken = wanted.slice(0, deps.maxAddresses ?? MAX_OPENED_ADDRESSES);
      const { answered, nameless, failed } = await refreshReverseNames(deps.store, taken, resolve, {
        now: deps.now(),
        limit: taken.length,
        batch: AT_ONCE,
        signal,
        onBatch: () => deps.onNames(domain),
      });
      if (answered > 0) deps.onNamed(domain);
      return { refused: '', nameless, failed, leftOut: wanted.length - taken.length };
    },
    async stopNaming(view) {
      views.get(view)?.abort();
      views.delete(view);
    },
  };
}
