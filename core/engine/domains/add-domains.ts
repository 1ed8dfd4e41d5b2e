import { isMultiLabelDomain, toALabels } from '../../lib/dns-names.ts';
import { strippedEnd, strippedStart, upTo } from '../../lib/scan-text.ts';
import { WANTED_KIND, WANTED_RECORD_KIND } from '../facts/own-records.ts';
import type { Context } from './context.ts';
import type { AddedDomains } from './face.ts';
import { dropWanted } from './wanted-record.ts';
import { dropZoneRecords } from './wanted-zone-records.ts';

/** Names taken out of one pasted text; the rest is left and counted. */
export const MAX_ADDED_DOMAINS = 20_000;
/** What is no name and is quoted back. */
const MAX_QUOTED = 20;

export interface ReadDomains {
  domains: string[];
  invalid: string[];
  more: number;
}

/**
 * Domain names out of any text: one a line, or apart by spaces, commas and semicolons; addresses, URLs,
 * quotes, a leading `_dmarc.`, `*.` or `@`, and comments after `#` are understood. Repeated names count once.
 */
export function readDomains(text: string, limit = MAX_ADDED_DOMAINS): ReadDomains {
  const found = new Set<string>();
  const invalid: string[] = [];
  let more = 0;
  for (const line of text.split(/\r?\n/)) {
    for (const word of withoutComment(line).split(/[\s,;|]+/)) {
      if (word === '') continue;
      const name = nameIn(word);
      if (name === null || !isMultiLabelDomain(name)) {
        if (invalid.length < MAX_QUOTED) invalid.push(word.slice(0, 100));
        else more++;
      } else if (found.size < limit) found.add(name);
      else if (!found.has(name)) more++;
    }
  }
  return { domains: [...found], invalid, more };
}

/** A line without what stands behind a `#` that begins it or follows a blank. */
function withoutComment(line: string): string {
  const at = line.search(/(?:^|\s)#/);
  return at < 0 ? line : line.slice(0, at);
}

function nameIn(word: string): string | null {
  const quoted = strippedEnd(strippedStart(word, `"'<(`), `"'>)`);
  const host = upTo(quoted.replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''), '/?#');
  const bare = host
    .slice(host.lastIndexOf('@') + 1)
    .replace(/:\d+$/, '')
    .replace(/^\*\./, '')
    .replace(/^_dmarc\./i, '')
    .replace(/\.$/, '');
  if (bare === '') return null;
  const name = toALabels(bare).toLowerCase();
  return /^[a-z0-9._-]+$/.test(name) ? name : null;
}

/** Takes DNS as it is for these domains. */
export async function forgetWanted(context: Context, domains: readonly string[]): Promise<void> {
  const { store } = context;
  const [records, zones] = await Promise.all([
    store.decisions.list(WANTED_KIND),
    store.decisions.list<{ domain: string } | null>(WANTED_RECORD_KIND),
  ]);
  const wanted = new Set([...records.map(({ key }) => key), ...zones.map(({ value }) => value?.domain)]);
  for (const domain of domains.filter((name) => wanted.has(name))) {
    await dropWanted(context, domain);
    await dropZoneRecords(context, domain);
  }
}

/** Puts the names of a text on the user's list. */
export async function addDomains(context: Context, text: string): Promise<AddedDomains> {
  const { domains, invalid, more } = readDomains(text);
  const listed = new Set(await context.store.domains.confirmed());
  const fresh = domains.filter((name) => !listed.has(name));
  // What was published before they left the list is history: DNS may have changed since with good reason.
  await forgetWanted(context, fresh);
  if (fresh.length > 0) await context.store.domains.change(fresh, { listing: 'confirmed' });
  context.onChange('domains', '');
  return { added: fresh.length, known: domains.length - fresh.length, invalid, more };
}
