import { useState } from 'preact/hooks';
import type { SenderStatus } from '../../../core/model/sender.ts';
import type { SenderList, SenderRow } from '../../../core/model/views.ts';
import { SENDER_MARKS } from '../../../core/views/marks.ts';
import { senderStatusWord } from '../../../core/views/sentences/status.ts';
import { Button } from '../../components/button.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { MarkIcon } from '../../components/mark.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { number } from '../../state/format.ts';
import { language, say } from '../../state/language.ts';
import { route, setParams } from '../../state/router.ts';
import { senderColumns } from './sender-columns.tsx';
import { reportsTexts } from './texts.ts';

const STATUSES: SenderStatus[] = ['not', 'partially', 'undecided', 'unchecked', 'in', 'ignored'];

/** The senders of the list with search, filter by status, and Ignored hidden on wish. */
export function SenderTable({ list }: { list: SenderList }) {
  const t = say(reportsTexts);
  const [sort, setSort] = useState({ column: 'messages', down: true });
  const { params } = route.value;
  const search = params.get('q') ?? '';
  const status = params.get('status');
  const hideIgnored = params.get('ignored') === 'hide';
  const shown = chooseSenders(list.senders, search, status, hideIgnored);
  const count = (id: SenderStatus) => list.senders.filter((row) => row.status === id).length;
  return (
    <>
      <div class="row">
        <SearchField label={t.searchLabel} value={search} onInput={(q) => setParams({ q })} />
        <fieldset class="chips plain" aria-label={t.filterLabel}>
          {STATUSES.filter((id) => count(id) > 0 || id === status).map((id) => (
            <button
              key={id}
              type="button"
              class="chip"
              aria-pressed={status === id}
              onClick={() => setParams({ status: status === id ? null : id })}
            >
              <MarkIcon mark={SENDER_MARKS[id]} />
              {senderStatusWord(id, language.value, 'short')} <span class="num">{number(count(id))}</span>
            </button>
          ))}
        </fieldset>
        {count('ignored') > 0 && (
          <label class="row">
            <input
              type="checkbox"
              checked={hideIgnored}
              onChange={(event) => setParams({ ignored: event.currentTarget.checked ? 'hide' : null })}
            />
            {t.hideIgnored}
          </label>
        )}
      </div>
      {shown.length === 0 ? (
        <div class="empty">
          <p>{t.noMatch}</p>
          <Button onClick={() => setParams({ q: null, status: null, ignored: null })}>{t.showAll}</Button>
        </div>
      ) : (
        <DataTable
          label={t.senderList(list.domain)}
          columns={senderColumns(list)}
          rows={shown}
          rowKey={(row) => row.key}
          sort={sort}
          onSort={setSort}
          onOpen={(row) => setParams({ sender: row.key }, {})}
          dim={(row) => row.status === 'ignored'}
          rowHeight={53}
        />
      )}
    </>
  );
}

/** Senders that fit the words of the search (name, key, header-from domain, reporter), the status, and the wish to hide Ignored. */
export function chooseSenders(
  rows: SenderRow[],
  search: string,
  status: string | null,
  hideIgnored: boolean,
): SenderRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (status && row.status !== status) return false;
    if (hideIgnored && row.status === 'ignored' && status !== 'ignored') return false;
    if (words.length === 0) return true;
    const text = [row.name, row.key, ...row.headerFroms, ...row.reporters].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
