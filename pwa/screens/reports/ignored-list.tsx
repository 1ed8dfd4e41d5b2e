import { EyeOff } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { IgnoredDecision } from '../../../core/model/decisions.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Failure } from '../../components/failure.tsx';
import { Name } from '../../components/name.tsx';
import { day, moment, number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { useQuery } from '../../state/use-query.ts';
import { takeBackIgnored } from './take-back-ignored.ts';
import { reportsTexts } from './texts.ts';

/** Every sender that was ever ignored, with reason and date; ended ones say what ended them. */
export function IgnoredList() {
  const t = textsOf(reportsTexts).ignoredList;
  const [sort, setSort] = useState({ column: '', down: true });
  const query = useQuery('ignored', (engine) => engine.senders.listIgnored(), ['senders', 'settings']);
  if (query.error) return <Failure error={query.error} />;
  if (!query.data) return <Busy />;
  if (query.data.length === 0) {
    return <EmptyState icon={<EyeOff size={40} />} title={t.empty.title} text={t.empty.text} />;
  }
  const columns: Column<IgnoredDecision>[] = [
    {
      id: 'sender',
      title: t.sender,
      sort: (row) => row.senderName.toLowerCase(),
      cell: (row) => (
        <>
          <a
            class="cell-main"
            data-main
            href={href('reports', { domain: row.domain, period: 'all', sender: row.senderKey })}
          >
            <Name of={row.senderName} />
          </a>
          <span class="cell-sub">
            {row.addresses.length === 1 ? row.addresses[0] : t.addresses(number(row.addresses.length))}
          </span>
        </>
      ),
    },
    {
      id: 'domain',
      title: t.domain,
      sort: (row) => row.domain,
      cell: (row) => <Name of={row.domain} />,
    },
    {
      id: 'note',
      title: t.reason,
      rank: 2,
      cell: (row) => <span class="break">{row.note || t.noReason}</span>,
    },
    {
      id: 'at',
      title: t.since,
      rank: 2,
      sort: (row) => row.at,
      cell: (row) => (
        <>
          {moment(row.at)}
          <span class="cell-sub">{row.by || t.you}</span>
        </>
      ),
    },
    {
      id: 'state',
      title: t.state,
      sort: (row) => row.endedAt ?? 0,
      cell: (row) =>
        row.endedAt === null ? (
          <Button onClick={() => void takeBackIgnored(row)}>{t.end}</Button>
        ) : (
          <span class="muted">{t.ended(day(row.endedAt))}</span>
        ),
    },
  ];
  return (
    <>
      <p class="muted">{t.lead}</p>
      <DataTable
        label={t.label}
        columns={columns}
        rows={query.data}
        rowKey={(row) => `${row.domain} ${row.senderKey} ${row.at} ${row.endedAt}`}
        sort={sort}
        onSort={setSort}
        dim={(row) => row.endedAt !== null}
        rowHeight={53}
      />
    </>
  );
}
