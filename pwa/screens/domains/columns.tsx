import type { DomainRow } from '../../../core/engine/domains/face.ts';
import { domainStatusWord, isStatusUnknown } from '../../../core/words/status.ts';
import type { Column } from '../../components/data-table.tsx';
import { Spark } from '../../components/spark.tsx';
import { ago, number, percent } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import {
  type DomainActions,
  NameCell,
  NeedCell,
  PointingCell,
  PolicyCell,
  StatusCell,
} from './domain-cells.tsx';
import type { Line } from './lines.ts';
import { NameLineCell } from './name-cells.tsx';
import { needsTexts } from './needs-texts.ts';
import { SenderCounts } from './sender-counts.tsx';
import { domainsTexts } from './texts.ts';

/** Columns of the Domains table, for domains and for the names folded under them. */
export function domainColumns(actions: DomainActions): Column<Line>[] {
  return columnsOfDomains(actions).map(({ sort, cell, ...column }) => ({
    ...column,
    ...(sort ? { sort: (line: Line) => sort(line.row) } : {}),
    cell: (line) =>
      line.kind === 'domain' ? cell(line.row) : <NameLineCell column={column.id} line={line} />,
  }));
}

function columnsOfDomains(actions: DomainActions): Column<DomainRow>[] {
  const { ask, change, needs } = actions;
  const ranks = new Map([...needs.keys()].map((domain, at) => [domain, needs.size - at]));
  const t = textsOf(domainsTexts);
  const c = t.columns;
  return [
    {
      id: 'domain',
      title: c.domain,
      sort: (row) => row.domain,
      cell: (row) => <NameCell row={row} actions={actions} />,
    },
    {
      id: 'need',
      title: textsOf(needsTexts).column,
      rank: 2,
      width: '17%',
      // What nothing is known of comes behind what is known to need something.
      sort: (row) => ranks.get(row.domain) ?? (isStatusUnknown(row.statusReason) ? 0.5 : 0),
      cell: (row) => <NeedCell row={row} needs={needs.get(row.domain) ?? []} />,
    },
    {
      id: 'status',
      title: c.status,
      sort: (row) => domainStatusWord(row.status, row.statusReason, language.value),
      cell: (row) => <StatusCell row={row} ask={ask} change={change} />,
    },
    {
      id: 'pointing',
      title: c.pointing,
      rank: 4,
      sort: (row) => row.pointing.kind,
      cell: (row) => <PointingCell row={row} />,
    },
    {
      id: 'policy',
      title: c.policy,
      rank: 2,
      sort: (row) => row.inForce?.current ?? '',
      cell: (row) => <PolicyCell row={row} />,
    },
    {
      id: 'senders',
      title: c.senders,
      end: true,
      rank: 3,
      sort: (row) => (row.senders?.not ?? 0) + (row.senders?.partially ?? 0),
      cell: (row) => <SenderCounts row={row} />,
    },
    {
      id: 'messages',
      title: c.messages,
      end: true,
      rank: 2,
      sort: (row) => row.totals.messages,
      cell: (row) =>
        row.totals.messages > 0 ? (
          <a href={href('reports', { domain: row.domain })}>{number(row.totals.messages)}</a>
        ) : (
          <span class="muted">0</span>
        ),
    },
    {
      id: 'passed',
      title: c.passed,
      end: true,
      sort: (row) => (row.totals.messages ? row.totals.passed / row.totals.messages : -1),
      cell: (row) => percent(row.totals.passed, row.totals.messages),
    },
    {
      id: 'days',
      title: c.days,
      rank: 2,
      width: '120px',
      cell: (row) => (
        <Spark
          values={row.spark}
          label={t.days(number(row.totals.messages), percent(row.totals.passed, row.totals.messages))}
        />
      ),
    },
    {
      id: 'last',
      title: c.last,
      end: true,
      rank: 4,
      sort: (row) => row.lastReport ?? 0,
      cell: (row) => (
        <span class="nowrap">
          {row.lastReport ? ago(row.lastReport, Date.now() / 1000) : <span class="muted">{t.noReport}</span>}
        </span>
      ),
    },
  ];
}
