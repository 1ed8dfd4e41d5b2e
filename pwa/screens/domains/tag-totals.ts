import type { DomainRow } from '../../../core/engine/domains/face.ts';

export interface TagTotals {
  /** Empty: domains without a tag. */
  tag: string;
  domains: number;
  messages: number;
  passed: number;
  /** Domains that need something now. */
  needing: number;
}

type Row = Pick<DomainRow, 'domain' | 'tags' | 'totals'>;

/** Sums over the rows of each tag, by name, those without one last. A domain of two tags counts in both. */
export function tagTotals(rows: readonly Row[], needing: ReadonlySet<string>): TagTotals[] {
  const sums = new Map<string, TagTotals>();
  for (const row of rows) {
    for (const tag of row.tags.length > 0 ? new Set(row.tags) : ['']) {
      const sum = sums.get(tag) ?? { tag, domains: 0, messages: 0, passed: 0, needing: 0 };
      sum.domains++;
      sum.messages += row.totals.messages;
      sum.passed += row.totals.passed;
      if (needing.has(row.domain)) sum.needing++;
      sums.set(tag, sum);
    }
  }
  return [...sums.values()].sort(
    (a, b) => Number(a.tag === '') - Number(b.tag === '') || a.tag.localeCompare(b.tag),
  );
}

/** Rows whose tags change when one is added or taken away, with the tags they then have. */
export function changedTags(
  rows: readonly Pick<Row, 'domain' | 'tags'>[],
  tag: string,
  how: 'add' | 'remove',
): { domain: string; tags: string[] }[] {
  const name = tag.trim();
  if (name === '') return [];
  return rows.flatMap(({ domain, tags }) => {
    const has = tags.includes(name);
    if (has === (how === 'add')) return [];
    return [{ domain, tags: how === 'add' ? [...tags, name] : tags.filter((each) => each !== name) }];
  });
}
