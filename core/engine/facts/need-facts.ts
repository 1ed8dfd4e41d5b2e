import type { SpfFacts } from '../../domains/needs/domain-needs.ts';
import type { KeyFacts } from '../../domains/needs/key-needs.ts';
import type { MailNeedFacts } from '../../model/need.ts';
import type { Store } from '../../store/store.ts';
import { StoreFull } from '../../store/store-full.ts';
import { fact } from './fact.ts';

/** Of a domain, what its needs rest on and takes reading its records. */
export interface NeedRests {
  /** Null without reports. */
  mail: KeptMailFacts | null;
  spf: SpfFacts | null;
  keys: KeyFacts[];
}

/** The same as kept: true for one day, and under one mark. */
export interface KeptNeedFacts extends NeedRests {
  /** UTC day it was worked out on. */
  day: number;
  /** What was simulated, as text: another record asks for another simulation. Absent in rows of before. */
  wish?: string;
  /** The mark when that was begun: what was judged anew meanwhile has another, so nothing of before is ever shown. */
  mark: string;
}

/** `blocked` goes by the user's lock and is worked out when asked, from mail that got through by day. */
export type KeptMailFacts = Omit<MailNeedFacts, 'blocked'> & {
  through: { day: number; passed: number; delivered: number }[];
};

const needFacts = fact<KeptNeedFacts>('need-facts');
const needMarks = fact<string>('need-mark');
/** Of a domain that was never judged. */
const NO_MARK = '';

/** Kept facts of all domains, and the marks under which they hold. */
export async function keptNeedFacts(store: Store): Promise<(domain: string) => KeptNeedFacts | null> {
  const [facts, marks] = await Promise.all([needFacts.all(store), needMarks.all(store)]);
  return (domain) => {
    const kept = facts.get(domain);
    return kept !== undefined && kept.mark === (marks.get(domain) ?? NO_MARK) ? kept : null;
  };
}

/** Those of one domain, where they hold. */
export async function keptNeedFactsOf(store: Store, domain: string): Promise<KeptNeedFacts | null> {
  const [kept, mark] = await Promise.all([needFacts.get(store, domain), needMarks.get(store, domain)]);
  return kept !== null && kept.mark === (mark ?? NO_MARK) ? kept : null;
}

/** Works facts out and keeps them under the mark of the beginning. */
export async function renewNeedFacts(
  store: Store,
  domain: string,
  { day, wish }: { day: number; wish: string },
  workOut: () => Promise<NeedRests>,
): Promise<KeptNeedFacts> {
  const mark = (await needMarks.get(store, domain)) ?? NO_MARK;
  const value: KeptNeedFacts = { ...(await workOut()), day, wish, mark };
  try {
    await needFacts.set(store, domain, value);
  } catch (error) {
    // On a full disk it is worked out again the next time: what only reads must not fail for want of room.
    if (!(error instanceof StoreFull)) throw error;
  }
  return value;
}

/** To be called when what they rest on changed: judged senders, an SPF record, a key. */
export async function forgetNeedFacts(store: Store, domain: string): Promise<void> {
  await needMarks.set(store, domain, globalThis.crypto.randomUUID());
}
