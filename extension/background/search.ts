/** The popup's search: every domain the store knows of, and every address in any report. */
import { addressRange } from '../../core/lib/address-range.ts';
import { normalizeIp } from '../../core/lib/ip.ts';
import type { Store } from '../../core/store/store.ts';
import type { SearchHit } from '../messages/own-protocol.ts';

/** Hits of each kind. */
export const MAX_HITS = 6;
/** A text that may be the beginning of an address, or a range of them. */
const ADDRESS_PART = /^[0-9a-f.:/]+$/;

/** Domains that hold the text, those that begin with it first; addresses that begin with it, busiest domains first. */
export async function searchStore(
  store: Pick<Store, 'domains' | 'summaries'>,
  text: string,
): Promise<SearchHit[]> {
  const wanted = text.trim().toLowerCase().replace(/\.$/, '');
  if (!wanted) return [];
  const summaries = (await store.summaries.domains()).sort((a, b) => b.messages - a.messages);
  const messagesOf = new Map(summaries.map((it) => [it.domain, it.messages]));
  const known = new Set([...(await store.domains.list()).map((it) => it.domain), ...messagesOf.keys()]);
  const domains = [...known]
    .filter((domain) => domain.includes(wanted))
    .map((domain): SearchHit => ({ kind: 'domain', domain, messages: messagesOf.get(domain) ?? 0 }))
    .sort((a, b) => rank(a, wanted) - rank(b, wanted) || b.messages - a.messages);
  return [
    ...domains.slice(0, MAX_HITS),
    ...(await addressesIn(
      store,
      summaries.map((it) => it.domain),
      wanted,
    )),
  ];
}

const rank = ({ domain }: SearchHit, wanted: string): number =>
  domain === wanted ? 0 : domain.startsWith(wanted) ? 1 : 2;

async function addressesIn(
  store: Pick<Store, 'summaries'>,
  domains: readonly string[],
  wanted: string,
): Promise<SearchHit[]> {
  if (!ADDRESS_PART.test(wanted) || !/[.:]/.test(wanted)) return [];
  const whole = normalizeIp(wanted);
  const within = whole ? null : addressRange(wanted);
  const fits = (address: string): boolean =>
    whole ? address === whole : (within?.(address) ?? address.startsWith(wanted));
  const hits: SearchHit[] = [];
  for (const domain of domains) {
    for (const { address, messages } of await store.summaries.addresses(domain))
      if (fits(address)) hits.push({ kind: 'address', domain, address, messages });
    if (hits.length >= MAX_HITS) break;
  }
  return hits.sort((a, b) => b.messages - a.messages).slice(0, MAX_HITS);
}
