import { Cloud } from 'lucide-preact';
import type { SenderList, SenderRow } from '../../../core/engine/senders/face.ts';
import { SENDER_NEEDS } from '../../../core/model/sender.ts';
import { saidWord } from '../../../core/words/sender-need.ts';
import { senderRemarkWord, serviceKindWord } from '../../../core/words/status.ts';
import { commonTexts } from '../../components/common-texts.ts';
import type { Column } from '../../components/data-table.tsx';
import { Name } from '../../components/name.tsx';
import { Spark } from '../../components/spark.tsx';
import { SenderStatusMark } from '../../components/status-mark.tsx';
import { number, percent, shortDay } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { href, route } from '../../state/router.ts';
import { SenderMenu } from './sender-menu.tsx';
import { reportsTexts } from './texts.ts';

/** Which senders are chosen, and how one is. */
export interface SenderChoice {
  chosen: ReadonlySet<string>;
  choose: (key: string, on: boolean) => void;
}

/** Columns of the senders' table. */
export function senderColumns(list: SenderList, choice: SenderChoice): Column<SenderRow>[] {
  const t = textsOf(reportsTexts);
  const c = t.columns;
  const share = (row: SenderRow, n: number) => percent(n, row.totals.messages);
  return [
    {
      id: 'name',
      title: c.name,
      sort: (row) => row.name.toLowerCase(),
      cell: (row) => <NameCell row={row} choice={choice} />,
    },
    {
      id: 'status',
      title: c.status,
      sort: (row) => SENDER_NEEDS.indexOf(row.need),
      cell: (row) => <StatusCell row={row} />,
    },
    {
      id: 'messages',
      title: c.messages,
      end: true,
      sort: (row) => row.totals.messages,
      cell: (row) => <MessagesCell row={row} all={list.totals.messages} />,
    },
    {
      id: 'passed',
      title: c.passed,
      end: true,
      sort: (row) => (row.totals.messages ? row.totals.passed / row.totals.messages : -1),
      rank: 2,
      cell: (row) => share(row, row.totals.passed),
    },
    {
      id: 'spf',
      title: c.spf,
      end: true,
      rank: 3,
      sort: (row) => (row.totals.messages ? row.totals.spfAligned / row.totals.messages : -1),
      cell: (row) => share(row, row.totals.spfAligned),
    },
    {
      id: 'dkim',
      title: c.dkim,
      end: true,
      rank: 3,
      sort: (row) => (row.totals.messages ? row.totals.dkimAligned / row.totals.messages : -1),
      cell: (row) => share(row, row.totals.dkimAligned),
    },
    {
      id: 'done',
      title: c.disposition,
      rank: 4,
      end: true,
      sort: (row) => row.totals.quarantine + row.totals.reject,
      cell: (row) => <Dispositions row={row} />,
    },
    {
      id: 'first',
      title: c.first,
      end: true,
      rank: 4,
      sort: (row) => row.firstSeen,
      cell: (row) => <span class="nowrap">{shortDay(row.firstSeen)}</span>,
    },
    {
      id: 'last',
      title: c.last,
      end: true,
      rank: 2,
      sort: (row) => row.lastSeen,
      cell: (row) => <span class="nowrap">{shortDay(row.lastSeen)}</span>,
    },
    {
      id: 'trend',
      title: c.trend,
      rank: 3,
      width: '120px',
      cell: (row) => (
        <Spark
          values={row.trend.map((messages) => ({ messages, passed: messages }))}
          label={t.trend(number(row.totals.messages))}
        />
      ),
    },
    {
      id: 'menu',
      title: textsOf(commonTexts).more,
      quiet: true,
      end: true,
      rank: 2,
      width: '48px',
      cell: (row) => <SenderMenu row={row} domain={list.domain} period={list.period} />,
    },
  ];
}

function NameCell({ row, choice }: { row: SenderRow; choice: SenderChoice }) {
  const t = textsOf(reportsTexts);
  const params = Object.fromEntries(route.value.params);
  const below = [
    row.service ? serviceKindWord(row.service.kind, language.value) : '',
    row.addresses > 1 ? t.addresses(number(row.addresses)) : '',
    row.forwarder && row.service?.kind !== 'forwarder' ? t.forwarder : '',
    row.originators.length > 0 ? t.originators(row.originators.join(', ')) : '',
  ].filter(Boolean);
  return (
    <div class="name-cell">
      <input
        type="checkbox"
        class="no-print"
        aria-label={t.selection.choose(row.name)}
        checked={choice.chosen.has(row.key)}
        onChange={(event) => choice.choose(row.key, event.currentTarget.checked)}
      />
      <div>
        <a class="cell-main" data-main href={href('reports', { ...params, sender: row.key })}>
          {row.kind === 'service' && <Cloud size={14} class="cloud" role="img" aria-label={t.service} />}
          <Name of={row.name} />
        </a>
        {row.isNew && (
          <>
            {' '}
            <span class="pill" data-tone="accent" title={t.isNewTitle}>
              {t.isNew}
            </span>
          </>
        )}
        {below.length > 0 && (
          <span class="cell-sub" title={below.join(' · ')}>
            {below.join(' · ')}
          </span>
        )}
      </div>
    </div>
  );
}

/** Only what was held back is named: most mail is let through. */
function Dispositions({ row }: { row: SenderRow }) {
  const t = textsOf(reportsTexts);
  const { quarantine, reject } = row.totals;
  if (quarantine + reject === 0) return <span class="muted">{t.allThrough}</span>;
  return (
    <>
      {quarantine > 0 && <span class="nowrap">{t.quarantined(number(quarantine))}</span>}
      {quarantine > 0 && reject > 0 && <br />}
      {reject > 0 && <span class="nowrap">{t.rejected(number(reject))}</span>}
    </>
  );
}

function StatusCell({ row }: { row: SenderRow }) {
  const below = [
    row.said ? saidWord(row.said.as, language.value) : '',
    ...row.remarks.map((remark) => senderRemarkWord(remark, language.value)),
  ].filter(Boolean);
  return (
    <>
      <SenderStatusMark status={row.status} need={row.need} />
      {below.length > 0 && <span class="cell-sub">{below.join(', ')}</span>}
    </>
  );
}

function MessagesCell({ row, all }: { row: SenderRow; all: number }) {
  const t = textsOf(reportsTexts);
  const share = all > 0 ? row.totals.messages / all : 0;
  return (
    <>
      {number(row.totals.messages)}
      <span class="share" title={t.share(percent(row.totals.messages, all))}>
        <i style={{ width: `${(share * 100).toFixed(1)}%` }} />
      </span>
    </>
  );
}
