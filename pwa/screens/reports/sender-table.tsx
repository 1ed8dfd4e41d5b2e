import { useCallback, useMemo, useState } from 'preact/hooks';
import type { SenderList } from '../../../core/engine/senders/face.ts';
import type { Period } from '../../../core/model/period.ts';
import { SENDER_NEEDS, type SenderNeed } from '../../../core/model/sender.ts';
import { Button } from '../../components/button.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { route, setParams } from '../../state/router.ts';
import { useQuery } from '../../state/use-query.ts';
import { chooseSenders, looksLikeRange } from './choose-senders.ts';
import { ExportMenu } from './export-menu.tsx';
import { NO_FILTER, readFilter } from './filter-params.ts';
import { HeadingCell } from './heading-cell.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { senderColumns } from './sender-columns.tsx';
import { SenderFilters } from './sender-filters.tsx';
import { headingLines, isFolded, type SenderLine, senderLine } from './sender-lines.ts';
import { reportsTexts } from './texts.ts';

/** The senders of the list with search, filters, and several of them chosen at once. */
export function SenderTable({ list, period }: { list: SenderList; period: Period }) {
  const t = textsOf(reportsTexts);
  const [sort, setSort] = useState({ column: 'status', down: false });
  /** Headings that were clicked: folded ones are open then, and open ones folded. */
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
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
  const senders = useMemo(
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
  const narrowed = shown.length < list.senders.length;
  const isOpen = (need: SenderNeed) => isFolded(need, list.senders.length, narrowed) === turned.has(need);
  const grouped = sort.column === 'status';
  // Thousands of lines: made anew only when something of them changes, not with each row that is scrolled into sight.
  const lines = useMemo(() => (grouped ? headingLines(shown) : shown.map(senderLine)), [grouped, shown]);
  const below = useCallback(
    (line: SenderLine) => (line.kind === 'heading' && isOpen(line.need) ? line.senders.map(senderLine) : []),
    [turned, narrowed, list.senders.length],
  );
  const columns = useMemo(
    () =>
      senders.map(
        ({ sort: by, cell, ...column }): Column<SenderLine> => ({
          ...column,
          // The headings stand in the order of need; by any other column senders stand without them.
          ...(by && {
            sort: (line) => (line.kind === 'heading' ? SENDER_NEEDS.indexOf(line.need) : by(line.row)),
          }),
          cell: (line) =>
            line.kind === 'sender' ? (
              cell(line.row)
            ) : (
              <HeadingCell
                column={column.id}
                line={line}
                open={isOpen(line.need)}
                toggle={() => setTurned(flipped(turned, line.need))}
              />
            ),
        }),
      ),
    [senders, turned, narrowed],
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
          rows={lines}
          rowKey={(line) => line.key}
          sort={sort}
          onSort={setSort}
          onOpen={(line) =>
            line.kind === 'sender'
              ? setParams({ sender: line.row.key }, {})
              : setTurned(flipped(turned, line.need))
          }
          dim={(line) => line.kind === 'sender' && line.row.status === 'ignored'}
          rowHeight={53}
          below={below}
          isHeading={(line) => line.kind === 'heading'}
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

function flipped(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
}
