import type { SenderClassDecision } from '../../model/decisions.ts';
import type { Store } from '../../store/store.ts';

/** Decision: what a sender is; the key is `DOMAIN SENDER`. */
const SENDER_CLASS_KIND = 'sender-class';

/** What the user said of a domain's senders, by their keys. */
export async function senderClasses(store: Store, domain: string): Promise<Map<string, SenderClassDecision>> {
  const all = await store.decisions.list<SenderClassDecision>(SENDER_CLASS_KIND);
  const prefix = `${domain} `;
  return new Map(
    all
      .filter(({ key }) => key.startsWith(prefix))
      .map(({ key, value }) => [key.slice(prefix.length), value]),
  );
}

/** What the user said of senders of any domain. */
export async function allSenderClasses(
  store: Store,
): Promise<{ domain: string; sender: string; said: SenderClassDecision }[]> {
  const all = await store.decisions.list<SenderClassDecision | null>(SENDER_CLASS_KIND);
  return all.flatMap(({ key, value }) => {
    const at = key.indexOf(' ');
    return value === null || at < 0
      ? []
      : [{ domain: key.slice(0, at), sender: key.slice(at + 1), said: value }];
  });
}

/** Says what senders are; null takes it back. */
export async function setSenderClasses(
  store: Store,
  domain: string,
  classes: ReadonlyMap<string, SenderClassDecision | null>,
): Promise<void> {
  const entries = [...classes].map(([key, value]) => ({ key: `${domain} ${key}`, value }));
  await store.decisions.set(SENDER_CLASS_KIND, entries);
}
