import type { SpfFacts } from '../../domains/needs/domain-needs.ts';
import type { KeyFacts } from '../../domains/needs/key-needs.ts';
import type { MailNeedFacts } from '../../model/need.ts';
import type { Store } from '../../store/store.ts';

/** Of a domain, what its needs rest on and takes reading its records; true for one day, until it is judged again. */
export interface KeptNeedFacts {
  /** UTC day it was worked out on. */
  day: number;
  /** Null without reports. */
  mail: KeptMailFacts | null;
  spf: SpfFacts | null;
  keys: KeyFacts[];
}

/** `blocked` goes by the user's lock and is worked out when asked, from mail that got through by day. */
export type KeptMailFacts = Omit<MailNeedFacts, 'blocked'> & {
  through: { day: number; passed: number; delivered: number }[];
};

const NEED_FACTS_KIND = 'need-facts';

export function keptNeedFacts(store: Store): Promise<Map<string, KeptNeedFacts>> {
  return store.kept.all<KeptNeedFacts>(NEED_FACTS_KIND);
}

export async function oneKeptNeedFacts(store: Store, domain: string): Promise<KeptNeedFacts | null> {
  return store.kept.get<KeptNeedFacts>(NEED_FACTS_KIND, domain);
}

export async function keepNeedFacts(store: Store, domain: string, facts: KeptNeedFacts): Promise<void> {
  await store.kept.put(NEED_FACTS_KIND, [{ key: domain, value: facts }]);
}

/** To be called when what they rest on changed: judged senders, an SPF record, a key. */
export async function forgetNeedFacts(store: Store, domain: string): Promise<void> {
  await store.kept.remove(NEED_FACTS_KIND, [domain]);
}
