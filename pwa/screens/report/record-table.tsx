import { useState } from 'preact/hooks';
import type { RecordRow } from '../../../core/engine/reports/face.ts';
import { SENDER_STATUS_ORDER } from '../../../core/model/sender.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { SenderStatusMark } from '../../components/status-mark.tsx';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { reportTexts } from './texts.ts';

/** The rows of one report, with what each authentication gave and why a receiver did otherwise than the policy. */
export function RecordTable(props: { records: RecordRow[]; domain: string; day: string }) {
  const { records, domain, day } = props;
  const t = textsOf(reportTexts);
  const [sort, setSort] = useState({ column: '', down: false });
  const c = t.columns;
  const columns: Column<RecordRow>[] = [
    {
      id: 'address',
      title: c.address,
      sort: (row) => row.sourceIp,
      cell: (row) => (
        <>
          <span class="mono">{row.sourceIp || '–'}</span>
          {row.sourceIp && (
            <a class="cell-sub" href={href('spf', { domain, tab: 'history', address: row.sourceIp, day })}>
              {t.spfThen}
            </a>
          )}
        </>
      ),
    },
    {
      id: 'status',
      title: c.status,
      sort: (row) => SENDER_STATUS_ORDER.indexOf(row.status),
      cell: (row) => <SenderStatusMark status={row.status} short />,
    },
    {
      id: 'messages',
      title: c.messages,
      end: true,
      sort: (row) => row.messages,
      cell: (row) => number(row.messages),
    },
    {
      id: 'disposition',
      title: c.disposition,
      rank: 2,
      sort: (row) => row.disposition,
      cell: (row) => <Disposition row={row} />,
    },
    {
      id: 'spf',
      title: c.spf,
      sort: (row) => row.spfAligned,
      cell: (row) => (
        <Auth
          aligned={row.spfAligned}
          lines={row.spf.map((s) => `${s.domain} ${s.result}${s.text && ` (${s.text})`}`)}
        />
      ),
    },
    {
      id: 'dkim',
      title: c.dkim,
      sort: (row) => row.dkimAligned,
      cell: (row) => (
        <Auth
          aligned={row.dkimAligned}
          lines={row.dkim.map((d) => `${d.domain} ${d.result}${d.text && ` (${d.text})`}`)}
        />
      ),
    },
    {
      id: 'from',
      title: c.from,
      rank: 3,
      sort: (row) => row.headerFrom,
      cell: (row) => <span class="break">{row.headerFrom}</span>,
    },
  ];
  return (
    <div class="record-rows">
      <DataTable
        label={t.records}
        columns={columns}
        rows={records}
        rowKey={(row) => String(row.index)}
        sort={sort}
        onSort={setSort}
        rowHeight={61}
      />
    </div>
  );
}

function Disposition({ row }: { row: RecordRow }) {
  const t = textsOf(reportTexts);
  return (
    <>
      {t.dispositions[row.disposition] ?? row.disposition}
      {row.reasons.map((reason) => (
        <span key={reason.type + reason.comment} class="cell-sub">
          {t.reasons[reason.type] ?? reason.type}
          {reason.comment && `: ${reason.comment}`}
        </span>
      ))}
    </>
  );
}

function Auth({ aligned, lines }: { aligned: string; lines: string[] }) {
  return (
    <>
      <span class="pill" data-tone={aligned === 'pass' ? 'good' : 'bad'}>
        {aligned}
      </span>
      {lines.slice(0, 2).map((line) => (
        <span key={line} class="cell-sub break" title={line}>
          {line}
        </span>
      ))}
    </>
  );
}
