import { allSenderClasses } from '../facts/sender-classes.ts';
import type { Searching } from './searching.ts';

/** Notes that the user wrote when a sender was ignored or said to be something. */
export async function findInSaid({ store, wanted, found }: Searching): Promise<void> {
  const add = (domain: string, key: string, sender: string, note: string): void => {
    const rank = note === '' ? null : wanted.rank(note);
    if (rank !== null)
      found.add(
        { kind: 'note', domain, text: note, key, messages: null, detail: sender, report: null },
        rank,
      );
  };
  for (const { domain, senderKey, senderName, note } of await store.ignored.list())
    add(domain, senderKey, senderName, note);
  for (const { domain, sender, said } of await allSenderClasses(store))
    add(domain, sender, said.name, said.note);
}
