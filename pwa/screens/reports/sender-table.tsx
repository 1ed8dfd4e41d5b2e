import { useMemo, useState } from 'preact/hooks';
import type { SenderList } from '../../../core/engine/senders/face.ts';
import type { Period } from '../../../core/model/period.ts';
import { Button } from '../../components/button.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { number } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import { route, setParams } from '../../state/router.ts';
import { useQuery } from '../../state/use-query.ts';
import { chooseSenders, looksLikeRange } from './choose-senders.ts';
import { ExportMenu } from './export-menu.tsx';
import { NO_FILTER, readFilter } from './filter-params.ts';
import { SelectionBar } from './selection-bar.tsx';
import { senderColumns } from './sender-columns.tsx';
import { SenderFilters } from './sender-filters.tsx';
import { reportsTexts } from './texts.ts';

/** The senders of the list with search, filters, and several of them chosen at once. */
export function SenderTable({ list, period }: { list: SenderList; period: Period }) {
  const t = say(reportsTexts);
  const [sort, setSort] = useState({ column: 'messages', down: true });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { params } = route.value;
  const filter = readFilter(params);
  const range = looksLikeRange(filter.search) ? filter.search.trim() : '';
  const found = useQuery(
    `${list.domain} ${period.begin} ${period.end} ${range}`,
    (engine) => (range ? engine.senders.within(list.domain, period, range) : Promise.resolve(null)),
    ['senders', 'reports'],
    list.domain,
  );
  const within = useMemo(() => (range && found.data ? new Set(found.data) : null), [range, found.data]);
  const shown = useMemo(
    () => chooseSenders(list.senders, { ...readFilter(params), within }),
    [list.senders, params, within],
  );
  const columns = useMemo(
    () =>
      senderColumns(list, {
        chosen,
        choose: (key, on) =>
          setChosen((before) => {
            const next = new Set(before);
            if (on) next.add(key);
            else next.delete(key);
            return next;
          }),
      }),
    [list, chosen, t],
  );
  const selected = list.senders.filter((row) => chosen.has(row.key));
  return (
    <>
      <SenderFilters list={list} filter={filter}>
        <span class="muted" role="status">
          {shown.length === list.senders.length
            ? t.senderCount(number(shown.length))
            : t.shownOf(number(shown.length), number(list.senders.length))}
        </span>
        <ExportMenu list={list} period={period} shown={shown} />
      </SenderFilters>
      {shown.length === 0 ? (
        <div class="empty">
          <p>{t.noMatch}</p>
          <Button onClick={() => setParams(NO_FILTER)}>{t.showAll}</Button>
        </div>
      ) : (
        <DataTable
          label={t.senderList(list.domain)}
          columns={columns}
          rows={shown}
          rowKey={(row) => row.key}
          sort={sort}
          onSort={setSort}
          onOpen={(row) => setParams({ sender: row.key }, {})}
          dim={(row) => row.status === 'ignored'}
          rowHeight={53}
        />
      )}
      {selected.length > 0 && (
        <SelectionBar
          list={list}
          period={period}
          selected={selected}
          onAll={() => setChosen(new Set(shown.map((row) => row.key)))}
          onClear={() => setChosen(new Set())}
        />
      )}
    </>
  );
}
