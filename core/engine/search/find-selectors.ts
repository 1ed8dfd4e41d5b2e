import { allDkimKeys, selectorName } from '../facts/dkim-keys.ts';
import type { Searching } from './searching.ts';

/** DKIM selectors that are watched, by selector or whole name. */
export async function findSelectors({ store, wanted, found }: Searching): Promise<void> {
  for (const [domain, { selectors }] of await allDkimKeys(store)) {
    for (const each of selectors) {
      const text = selectorName(each);
      const rank =
        wanted.rank(each.selector) ?? (wanted.text.includes('_domainkey') ? wanted.rank(text) : null);
      if (rank === null) continue;
      const messages = each.messages ?? null;
      found.add({ kind: 'selector', domain, text, key: '', messages, detail: '', report: null }, rank);
    }
  }
}
