import { organizationalDomainByList } from '../../dmarc/public-suffix.ts';
import { isAtOrBelow } from '../../lib/domain-name.ts';
import type { Store } from '../../store/store.ts';
import { type KeptVerdicts, keptVerdicts } from '../facts/verdicts.ts';

/**
 * The domain on the user's list on whose behalf a name's SPF record may be looked up: the name itself, or the
 * domain for whose mail it was judged, as header-from or envelope name. Null where there is none: it is a
 * stranger's, and nothing is asked of it.
 */
export async function judgedFor(store: Store, name: string): Promise<string | null> {
  if ((await store.domains.get(name)).listing === 'confirmed') return name;
  const organization = organizationalDomainByList(name);
  const near = (await store.domains.confirmed())
    .filter((domain) => isAtOrBelow(name, domain) || organizationalDomainByList(domain) === organization)
    .sort((a, b) => Number(isAtOrBelow(name, b)) - Number(isAtOrBelow(name, a)) || b.length - a.length);
  for (const domain of near) {
    const kept = await keptVerdicts.get(store, domain);
    if (kept?.own.some((table) => table.domain === name)) return domain;
  }
  return null;
}

/** Names besides the domain that its mail was judged by, and that publish a record. */
export function relatedNames(domain: string, kept: KeptVerdicts | null): string[] {
  return (kept?.own ?? [])
    .filter((table) => table.domain !== domain && table.verdicts.some(({ result }) => result !== 'none'))
    .map((table) => table.domain)
    .sort();
}
