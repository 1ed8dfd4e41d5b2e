import { ChevronRight, CircleAlert, Pencil } from 'lucide-preact';
import type { DomainRow } from '../../../core/model/views.ts';
import { DOMAIN_MARKS } from '../../../core/views/marks.ts';
import { problemSentence } from '../../../core/views/sentences/problem.ts';
import { domainStatusWord, pointingWord, sendingWord } from '../../../core/views/sentences/status.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import type { Column } from '../../components/data-table.tsx';
import { MarkIcon } from '../../components/mark.tsx';
import { Spark } from '../../components/spark.tsx';
import { ago, number, percent } from '../../state/format.ts';
import { language, say } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { foldTexts } from './fold-texts.ts';
import type { Line } from './lines.ts';
import { modeTexts } from './mode-texts.ts';
import { NameLineCell } from './name-cells.tsx';
import { SenderCounts } from './sender-counts.tsx';
import { domainsTexts } from './texts.ts';

/** What the table does with a domain. */
export interface DomainActions {
  /** Opens the reasons of its status. */
  ask(domain: string): void;
  /** Opens the modes. */
  change(domain: string): void;
  /** Folds its names out or in. */
  toggle(domain: string): void;
  open: ReadonlySet<string>;
}

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
  const { ask, change } = actions;
  const t = say(domainsTexts);
  const c = t.columns;
  return [
    {
      id: 'domain',
      title: c.domain,
      sort: (row) => row.domain,
      cell: (row) => <NameCell row={row} actions={actions} />,
    },
    {
      id: 'status',
      title: c.status,
      sort: (row) => domainStatusWord(row.status, language.value),
      cell: (row) => <StatusCell row={row} ask={ask} change={change} />,
    },
    {
      id: 'pointing',
      title: c.pointing,
      rank: 3,
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

function NameCell({ row, actions }: { row: DomainRow; actions: DomainActions }) {
  const t = say(domainsTexts);
  const first = row.problems[0];
  const subdomains = row.subdomains ?? 0;
  const open = actions.open.has(row.domain);
  return (
    <div class="foldable">
      {subdomains > 0 && (
        <button
          type="button"
          class="fold"
          aria-expanded={open}
          aria-label={say(foldTexts).show(number(subdomains), row.domain)}
          onClick={() => actions.toggle(row.domain)}
        >
          <ChevronRight size={16} aria-hidden="true" />
        </button>
      )}
      <a class="cell-main" data-main href={href('domain', { domain: row.domain })}>
        {row.domain}
      </a>
      {first && (
        <span class="cell-sub problem">
          <CircleAlert size={12} aria-hidden="true" /> {problemSentence(first, language.value)}
          {row.problems.length > 1 && ` +${number(row.problems.length - 1)}`}
        </span>
      )}
      {!first && (subdomains > 0 || row.tags.length > 0) && (
        <span class="cell-sub">
          {subdomains > 0 && (
            <a href={href('domain', { domain: row.domain, tab: 'subdomains' })}>
              {t.subdomains(number(subdomains))}
            </a>
          )}
          {subdomains > 0 && row.tags.length > 0 && ' · '}
          {row.tags.join(' · ')}
        </span>
      )}
    </div>
  );
}

function StatusCell(props: {
  row: DomainRow;
  ask: (domain: string) => void;
  change: (domain: string) => void;
}) {
  const { row, ask, change } = props;
  const t = say(domainsTexts);
  const word = domainStatusWord(row.status, language.value);
  return (
    <>
      <span class="status-cell">
        <button
          type="button"
          class="status status-button"
          title={say(commonTexts).why}
          aria-label={`${word}. ${say(commonTexts).why}`}
          onClick={() => ask(row.domain)}
        >
          <MarkIcon mark={DOMAIN_MARKS[row.status]} />
          <span>{word}</span>
        </button>
        <Button kind="icon" label={say(modeTexts).pen(row.domain)} onClick={() => change(row.domain)}>
          <Pencil size={14} />
        </Button>
      </span>
      <span class="cell-sub">
        {sendingWord(row.sending, language.value)}
        {row.declared && ` (${t.declaredBadge})`}
      </span>
    </>
  );
}

function PointingCell({ row }: { row: DomainRow }) {
  const t = say(domainsTexts);
  const { host, pointing } = row;
  const below =
    row.inheritsFrom !== null
      ? t.inherits(row.inheritsFrom)
      : host.kind === 'not-applicable'
        ? ''
        : `${t.hosts[host.kind]}${host.kind === 'ours' ? '' : `: ${host.names[0] ?? ''}`}`;
  return (
    <>
      {pointingWord(pointing.kind, language.value)}
      {below && <span class="cell-sub">{below}</span>}
    </>
  );
}

function PolicyCell({ row }: { row: DomainRow }) {
  const t = say(domainsTexts);
  if (!row.inForce) return <span class="muted">–</span>;
  const { current, old, pct, testing } = row.inForce;
  const { record } = row.pointing;
  const extra = [
    record?.sp && record.sp !== record.p ? `sp=${record.sp}` : '',
    record?.np && record.np !== (record.sp ?? record.p) ? `np=${record.np}` : '',
    testing ? t.policy.testing : '',
    pct < 100 ? t.policy.pct(number(pct)) : '',
    old !== current ? `${old} (${t.why.old})` : '',
  ].filter(Boolean);
  return (
    <>
      <span
        class="pill"
        data-tone={current === 'reject' ? 'good' : current === 'quarantine' ? 'warn' : undefined}
      >
        {current}
      </span>
      {extra.length > 0 && <span class="cell-sub">{extra.join(', ')}</span>}
    </>
  );
}
