import type { DomainRow } from '../../../core/engine/domains/face.ts';
import { SearchField } from '../../components/search-field.tsx';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { route, setParams } from '../../state/router.ts';
import { domainsTexts, filterOf } from './texts.ts';

const FILTERS = ['all', 'active', 'reporting-only', 'blocked', 'none', 'not-looked-up', 'unknown'] as const;

/** Search, a chip for each status with its count, and the tags; all stand in the address bar. */
export function DomainFilters({ rows }: { rows: DomainRow[] }) {
  const t = textsOf(domainsTexts);
  const { params } = route.value;
  const current = params.get('status') ?? 'all';
  const count = (id: (typeof FILTERS)[number]) =>
    id === 'all' ? rows.length : rows.filter((row) => filterOf(row) === id).length;
  return (
    <div class="row">
      <SearchField label={t.searchLabel} value={params.get('q') ?? ''} onInput={(q) => setParams({ q })} />
      <fieldset class="chips plain" aria-label={t.filterLabel}>
        {FILTERS.filter((id) => id === 'all' || id === current || count(id) > 0).map((id) => (
          <button
            key={id}
            type="button"
            class="chip"
            aria-pressed={current === id}
            onClick={() => setParams({ status: id === 'all' ? null : id })}
          >
            {t.filters[id]} <span class="num">{number(count(id))}</span>
          </button>
        ))}
      </fieldset>
      <TagFilter rows={rows} />
    </div>
  );
}

function TagFilter({ rows }: { rows: DomainRow[] }) {
  const t = textsOf(domainsTexts);
  const current = route.value.params.get('tag') ?? '';
  const counts = new Map<string, number>(current === '' ? [] : [[current, 0]]);
  for (const row of rows) for (const tag of row.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  if (counts.size === 0) return null;
  return (
    <select
      aria-label={t.tagLabel}
      value={current}
      onChange={(event) => setParams({ tag: event.currentTarget.value || null })}
    >
      <option value="">{t.anyTag}</option>
      {[...counts]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([tag, count]) => (
          <option key={tag} value={tag}>
            {tag} ({number(count)})
          </option>
        ))}
    </select>
  );
}
