import { judgedAddresses } from '../facts/judged-addresses.ts';
import type { Searching } from './searching.ts';

/** Domains by name and tag, then header-from names, services and addresses in the mail of each, the user's own domains first. */
export async function findInDomains({ store, wanted, found, isOver }: Searching): Promise<void> {
  const [summaries, listed] = await Promise.all([store.summaries.domains(), store.domains.list()]);
  const messagesOf = new Map(summaries.map((each) => [each.domain, each.messages]));
  const decisions = new Map(listed.map((each) => [each.domain, each]));
  const none = { key: '', report: null };
  for (const domain of new Set([...decisions.keys(), ...messagesOf.keys()])) {
    if (domain === '') continue;
    const messages = messagesOf.get(domain) ?? 0;
    const rank = wanted.rank(domain);
    const tag = decisions.get(domain)?.tags.find((each) => wanted.rank(each) !== null);
    if (rank !== null)
      found.add({ kind: 'domain', domain, text: domain, messages, detail: '', ...none }, rank);
    else if (tag !== undefined)
      found.add({ kind: 'domain', domain, text: domain, messages, detail: tag, ...none }, 3);
  }
  const own = (domain: string): number => (decisions.get(domain)?.listing === 'confirmed' ? 0 : 1);
  const order = summaries.sort((a, b) => own(a.domain) - own(b.domain) || b.messages - a.messages);
  for (const { domain } of order) {
    if (isOver()) {
      for (const kind of ['name', 'address', 'service'] as const) found.cut(kind);
      return;
    }
    const { addresses, headerFroms } = await store.summaries.sums(domain);
    for (const { headerFrom, messages } of headerFroms) {
      const rank = headerFrom === domain ? null : wanted.rank(headerFrom);
      if (rank !== null)
        found.add({ kind: 'name', domain, text: headerFrom, messages, detail: '', ...none }, rank);
    }
    if (wanted.address !== null) {
      for (const { address, messages } of addresses) {
        if (wanted.address(address))
          found.add({ kind: 'address', domain, text: address, messages, detail: '', ...none }, 0);
      }
    }
    await findServices({ store, wanted, found, isOver }, domain);
  }
}

/** Services that the domain's mail was grouped into when it was last judged. */
async function findServices({ store, wanted, found }: Searching, domain: string): Promise<void> {
  const kept = await judgedAddresses.get(store, domain);
  // Judged by an older version, or not yet: nobody knows.
  if (kept?.services === undefined) return found.cut('service');
  for (const { key, name } of kept.services) {
    const rank = wanted.rank(name);
    if (rank !== null)
      found.add({ kind: 'service', domain, text: name, key, messages: null, detail: '', report: null }, rank);
  }
}
