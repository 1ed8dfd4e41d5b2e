import type { Store } from '../../store/store.ts';

/** Tags of a domain, as they are to be. */
export interface TagsOfDomain {
  domain: string;
  tags: string[];
}

/** Sets tags of many domains, those that get the same together: 5,000 domains are then a few steps. */
export async function setTags(store: Store, entries: readonly TagsOfDomain[]): Promise<void> {
  const groups = new Map<string, { tags: string[]; domains: string[] }>();
  for (const { domain, tags } of entries) {
    const key = JSON.stringify(tags);
    const group = groups.get(key);
    if (group) group.domains.push(domain);
    else groups.set(key, { tags, domains: [domain] });
  }
  for (const { tags, domains } of groups.values()) await store.domains.change(domains, { tags });
}
