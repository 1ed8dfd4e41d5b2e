import { readTagList, type Tag } from '../lib/tag-list.ts';
import type { DmarcRecord } from '../model/dmarc.ts';
import type { RecordChange } from '../model/domain-configuration.ts';

/** Order in which tags are written; unknown ones follow in the order they had. */
const ORDER = 'p sp np adkim aspf t psd pct fo rf ri rua ruf'.split(' ');

/**
 * Text of a record with the changes made: `v=DMARC1` first, `p` right after it as RFC 7489 wants, the
 * other tags in a fixed order, unknown tags kept. Malformed pieces and repeated tags are left out: the
 * first of a repeated tag stays. From null a new record is made; `p` is then `none` unless given.
 *
 * @example changeDmarcRecord(parseDmarcRecord('v=DMARC1; p=none; x=1'), { p: 'reject' }) // 'v=DMARC1; p=reject; x=1'
 */
export function changeDmarcRecord(record: DmarcRecord | null, change: RecordChange): string {
  const tags = new Map<string, string>();
  for (const tag of record === null ? [] : record.tags) {
    if (tag.name !== 'v' && !tags.has(tag.name)) tags.set(tag.name, tag.value);
  }
  if (!tags.has('p')) tags.set('p', 'none');
  const { testing, rua, ruf, pct, ...plain } = change;
  for (const [name, value] of Object.entries(plain)) set(tags, name, value);
  set(tags, 't', testing === undefined ? undefined : testing ? 'y' : null);
  set(tags, 'pct', pct === undefined ? undefined : pct === null ? null : String(pct));
  set(tags, 'rua', joined(rua));
  set(tags, 'ruf', joined(ruf));
  return writeTags([...tags].map(([name, value]) => ({ name, value })));
}

/** The same record in the fixed order: what a host should hold when it takes over. */
export function canonicalDmarcRecord(text: string): string {
  return writeTags(readTagList(text).tags.filter((tag) => tag.name !== 'v'));
}

function writeTags(tags: Tag[]): string {
  const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  const sorted = tags
    .map((tag, at) => ({ ...tag, at }))
    .sort((a, b) => rank(a.name) - rank(b.name) || a.at - b.at);
  return ['v=DMARC1', ...sorted.map((tag) => `${tag.name}=${tag.value}`)].join('; ');
}

function set(tags: Map<string, string>, name: string, value: string | null | undefined): void {
  if (value === undefined) return;
  if (value === null || value === '') tags.delete(name);
  else tags.set(name, value);
}

function joined(uris: string[] | null | undefined): string | null | undefined {
  return Array.isArray(uris) ? uris.join(',') : uris;
}
