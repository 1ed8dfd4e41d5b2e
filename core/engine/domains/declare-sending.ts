import type { DomainDecision } from '../../model/stored.ts';
import type { Store } from '../../store/store.ts';
import { CHOSEN_ACTIVE_KIND } from './context.ts';

/** Notes what the user says of a domain. Who says later that it sends nothing takes a chosen Active back. */
export async function declareSending(
  store: Store,
  domain: string,
  declared: DomainDecision['declared'],
): Promise<void> {
  if (declared === 'non-sending') {
    await store.decisions.set(CHOSEN_ACTIVE_KIND, [{ key: domain, value: null }]);
  }
  await store.domains.change([domain], { declared });
}
