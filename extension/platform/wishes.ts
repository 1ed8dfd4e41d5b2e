/**
 * What the user asked for in the popup or at a mark and the app page does: long work. Kept for as long as the
 * browser runs, closed to content scripts, and taken by one page.
 */
import { api } from './api.ts';

const KEY = 'wishes';
const MAX_WISHES = 20;

export type Wish =
  | { kind: 'mailbox'; tabId: number }
  /** An attachment that is too large for its mark. */
  | { kind: 'file'; tabId: number; frameId: number; url: string; name: string; mailDomain: string };

export async function addWish(wish: Wish): Promise<void> {
  await inTurn(async () => {
    await api.storage.session.set({ [KEY]: [...(await wishes()), wish].slice(-MAX_WISHES) });
  });
}

/** Calls back for each wish, those that wait already first. */
export function onWish(take: (wish: Wish) => void): void {
  const look = async () => {
    const taken = await inTurn(async () => {
      const all = await wishes();
      if (all.length) await api.storage.session.set({ [KEY]: [] });
      return all;
    });
    for (const wish of taken) take(wish);
  };
  api.storage.session.onChanged.addListener((changes) => {
    if ((changes[KEY]?.newValue as Wish[] | undefined)?.length) void look();
  });
  void look();
}

async function wishes(): Promise<Wish[]> {
  return ((await api.storage.session.get(KEY))[KEY] as Wish[] | undefined) ?? [];
}

/** One page after the other: two that read at once would both take the same wish. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks.request('rualens-wishes', work) as Promise<T>;
}
