import { ArrowDown, ArrowUp } from 'lucide-preact';
import type { ComponentChildren, TargetedKeyboardEvent } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { textsOf } from '../state/language.ts';
import { commonTexts } from './common-texts.ts';
import { useWindowRows, VIRTUAL_FROM } from './use-window-rows.ts';

export interface Column<Row> {
  id: string;
  title: string;
  /** The title is for screen readers only: the cells speak for themselves. */
  quiet?: boolean;
  /** Figures stand at the right. */
  end?: boolean;
  /** 1 always shown, 2 not on a phone, 3 not on a tablet, 4 only where there is room. */
  rank?: 1 | 2 | 3 | 4;
  /** CSS width; columns without one share the rest. */
  width?: string;
  /** Value to sort by; a column without it does not sort. */
  sort?: (row: Row) => number | string;
  cell: (row: Row) => ComponentChildren;
}

export interface Sort {
  column: string;
  down: boolean;
}

interface DataTableProps<Row> {
  /** Says what the table lists, for screen readers. */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** Opens a row; also put a link or button into its first cell, which the keyboard reaches. */
  onOpen?: (row: Row) => void;
  /** Drawn apart and quieter. */
  dim?: (row: Row) => boolean;
  rowHeight?: number;
  /** Rows that belong under a row, in their own order: they do not sort. */
  below?: (row: Row) => Row[];
  /** Drawn as one of those. */
  isBelow?: (row: Row) => boolean;
  /** Heads those below it. */
  isHeading?: (row: Row) => boolean;
}

const INTERACTIVE = 'a, button, input, select, [popover]';

/** A table that sorts, draws only the visible rows, and lets arrow keys walk over the rows. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, sort, onSort, onOpen, dim, rowHeight = 45, below } = props;
  const { isBelow, isHeading } = props;
  const t = textsOf(commonTexts);
  const body = useRef<HTMLTableSectionElement>(null);
  const sorted = useMemo(() => {
    const tops = sortRows(rows, columns, sort);
    return below ? tops.flatMap((row) => [row, ...below(row)]) : tops;
  }, [rows, columns, below, sort.column, sort.down]);
  const seen = useWindowRows(sorted.length, rowHeight, body);
  const visible = sorted.slice(seen.first, seen.last + 1);
  // Where only some rows are drawn all must be as high as the space that stands for the others.
  const height = sorted.length >= VIRTUAL_FROM ? { height: `${rowHeight}px` } : undefined;

  const walk = (event: TargetedKeyboardEvent<HTMLTableSectionElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = (event.target as HTMLElement).closest('tr');
    if (!step || !row || (event.target as HTMLElement).matches('select, input')) return;
    const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
    const target = next?.querySelector<HTMLElement>('[data-main], a, button');
    if (!target) return;
    event.preventDefault();
    target.focus();
  };

  return (
    <div class="table-wrap">
      <table class="data" aria-label={props.label} aria-rowcount={sorted.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} label={t.sortBy} />
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={walk}>
          {seen.above > 0 && <Gap height={seen.above} span={columns.length} />}
          {visible.map((row, at) => (
            <tr
              key={rowKey(row)}
              data-row={isHeading?.(row) ? undefined : rowKey(row)}
              data-open={onOpen ? '' : undefined}
              data-dim={dim?.(row) ? '' : undefined}
              data-below={isBelow?.(row) ? '' : undefined}
              data-heading={isHeading?.(row) ? '' : undefined}
              aria-rowindex={seen.first + at + 2}
              style={height}
              onClick={(event) => {
                if (onOpen && !(event.target as HTMLElement).closest(INTERACTIVE)) onOpen(row);
              }}
            >
              {columns.map((column) => (
                <td key={column.id} class={column.end ? 'end' : undefined} data-rank={column.rank}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
          {seen.below > 0 && <Gap height={seen.below} span={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

function HeadCell<Row>(props: {
  column: Column<Row>;
  sort: Sort;
  onSort: (sort: Sort) => void;
  label: (column: string) => string;
}) {
  const { column, sort, onSort } = props;
  const here = sort.column === column.id;
  return (
    <th
      scope="col"
      class={column.end ? 'end' : undefined}
      data-rank={column.rank}
      style={column.width ? { width: column.width } : undefined}
      aria-sort={here ? (sort.down ? 'descending' : 'ascending') : undefined}
    >
      {column.sort ? (
        <button
          type="button"
          title={props.label(column.title)}
          onClick={() => onSort({ column: column.id, down: here ? !sort.down : column.end === true })}
        >
          {column.title}
          {here && (sort.down ? <ArrowDown size={12} /> : <ArrowUp size={12} />)}
        </button>
      ) : (
        <span class={column.quiet ? 'hidden-visually' : undefined}>{column.title}</span>
      )}
    </th>
  );
}

function Gap({ height, span }: { height: number; span: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a table row takes no focus
    <tr aria-hidden="true">
      <td class="gap" colSpan={span} style={{ height: `${height}px` }} />
    </tr>
  );
}

/** Rows in the order of a column; equal values keep their order. */
export function sortRows<Row>(rows: Row[], columns: Column<Row>[], sort: Sort): Row[] {
  const by = columns.find((column) => column.id === sort.column)?.sort;
  if (!by) return rows;
  const sign = sort.down ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: by(row) }));
  keyed.sort((a, b) => {
    if (a.key === b.key) return 0;
    if (typeof a.key === 'number' && typeof b.key === 'number') return (a.key - b.key) * sign;
    return String(a.key) < String(b.key) ? -sign : sign;
  });
  return keyed.map(({ row }) => row);
}
