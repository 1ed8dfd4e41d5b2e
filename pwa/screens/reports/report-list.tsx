import { FileSearch } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { ReportListRow } from '../../../core/engine/reports/face.ts';
import type { Period } from '../../../core/model/period.ts';
import { Busy } from '../../components/busy.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Failure } from '../../components/failure.tsx';
import { day, number, percent } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { go, href } from '../../state/router.ts';
import { useQuery } from '../../state/use-query.ts';
import { reportsTexts } from './texts.ts';

/** Where a report of a kind is shown. */
const PAGES: Record<ReportListRow['kind'], string> = { aggregate: 'report', tls: 'tls', failure: 'failure' };

/** The stored reports of one kind on a domain in a period. */
export function ReportList(props: { domain: string; period: Period; kind: ReportListRow['kind'] }) {
  const { domain, period, kind } = props;
  const t = textsOf(reportsTexts).reportList;
  const [sort, setSort] = useState({ column: 'end', down: true });
  const query = useQuery(
    `${domain} ${kind} ${period.begin} ${period.end}`,
    (engine) => engine.reports.list({ domain, period, kind }),
    ['reports', 'imports'],
    domain,
  );
  if (query.error) return <Failure error={query.error} />;
  if (!query.data) return <Busy />;
  if (query.data.length === 0) {
    return (
      <EmptyState icon={<FileSearch size={40} />} title={t.empty[kind](domain)} text={t.emptyText[kind]} />
    );
  }
  const link = (row: ReportListRow) => href(`${PAGES[kind]}/${row.id}`);
  const figures: Column<ReportListRow>[] =
    kind === 'failure'
      ? []
      : [
          {
            id: 'messages',
            title: t.figures[kind],
            end: true,
            sort: (row) => row.messages,
            cell: (row) => number(row.messages),
          },
          {
            id: 'passed',
            title: t.passed[kind],
            end: true,
            rank: 2,
            sort: (row) => (row.messages ? row.passed / row.messages : -1),
            cell: (row) => percent(row.passed, row.messages),
          },
        ];
  const columns: Column<ReportListRow>[] = [
    {
      id: 'reporter',
      title: t.reporter,
      sort: (row) => row.reporter.toLowerCase(),
      cell: (row) => (
        <a class="cell-main" data-main href={link(row)}>
          {row.reporter || t.unknown}
        </a>
      ),
    },
    {
      id: 'end',
      title: t.range,
      sort: (row) => row.end,
      // 0 is what a report says that says no time
      cell: (row) =>
        row.end === 0
          ? t.unknown
          : row.end - row.begin > 86_400
            ? `${day(row.begin)} – ${day(row.end - 1)}`
            : day((row.begin + row.end) / 2),
    },
    ...figures,
    {
      id: 'notes',
      title: t.notes,
      end: true,
      rank: 2,
      sort: (row) => row.notes,
      cell: (row) => (row.notes > 0 ? number(row.notes) : '–'),
    },
    {
      id: 'imported',
      title: t.imported,
      rank: 3,
      end: true,
      sort: (row) => row.imported,
      cell: (row) => day(row.imported),
    },
  ];
  return (
    <DataTable
      label={t.label[kind](domain)}
      columns={columns}
      rows={query.data}
      rowKey={(row) => row.id}
      sort={sort}
      onSort={setSort}
      onOpen={(row) => go(link(row))}
      rowHeight={45}
    />
  );
}
