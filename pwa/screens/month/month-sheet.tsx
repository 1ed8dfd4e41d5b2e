import type { SenderList } from '../../../core/engine/senders/face.ts';
import type { MonthFacts } from '../../../core/model/month-report.ts';
import { dnsChangeWord } from '../../../core/words/alert.ts';
import { needSentence } from '../../../core/words/need.ts';
import { Busy } from '../../components/busy.tsx';
import { Failure } from '../../components/failure.tsx';
import { Name } from '../../components/name.tsx';
import { day, monthName, number, percent } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { reportLogo } from '../../state/report-owner.ts';
import { settings } from '../../state/settings.ts';
import { useQuery } from '../../state/use-query.ts';
import { policyTexts } from '../domain/policy-texts.ts';
import { ReportsTotals } from '../reports/reports-totals.tsx';
import { MonthSenders } from './month-senders.tsx';
import { monthTexts } from './texts.ts';

/** Entries of a list that two pages have room for. */
const MAX_CHANGES = 8;
const MAX_NEEDS = 6;
const MAX_HELD = 5;

/** The sheet itself. */
export function MonthSheet({ facts }: { facts: MonthFacts }) {
  const t = textsOf(monthTexts);
  const { domain, month, period, daysSoFar, running } = facts;
  const query = useQuery(
    `${domain} ${month}`,
    (engine) => engine.senders.list(domain, period),
    ['senders', 'reports'],
    domain,
  );
  const sum = facts.trend.at(-1);
  const by = settings.value?.userName ?? '';
  const days = sum?.days ?? 0;
  return (
    <article class="card month-sheet" data-month={month}>
      <header class="row">
        {reportLogo.value !== '' && <img class="month-logo" src={reportLogo.value} alt={t.logo} />}
        <div class="spring">
          <h2>
            <Name of={t.title(domain, monthName(month))} />
          </h2>
          <p class="muted small">
            {[by === '' ? '' : t.by(by), t.made(day(Date.now() / 1000))].filter(Boolean).join(' · ')}
          </p>
        </div>
      </header>
      {days === 0 ? (
        <p>{t.noReports}</p>
      ) : (
        <p class="small">
          {days >= daysSoFar ? t.reportedAll(number(daysSoFar)) : t.reported(number(days), number(daysSoFar))}{' '}
          {running && t.running}
        </p>
      )}
      {query.error && <Failure error={query.error} />}
      {!query.data && !query.error && <Busy />}
      {query.data && days > 0 && <Mail list={query.data} />}
      <Trend facts={facts} />
      <Changes facts={facts} />
      <Next domain={domain} />
      <p class="small muted">{t.source}</p>
    </article>
  );
}

function Mail({ list }: { list: SenderList }) {
  const t = textsOf(monthTexts);
  const { totals, senders } = list;
  const heldOf = (row: SenderList['senders'][number]): number => row.totals.quarantine + row.totals.reject;
  const held = senders.filter((row) => heldOf(row) > 0).sort((a, b) => heldOf(b) - heldOf(a));
  return (
    <>
      <section aria-label={t.sent}>
        <h3>{t.sent}</h3>
        <ReportsTotals list={list} />
      </section>
      <section aria-label={t.who}>
        <h3>{t.who}</h3>
        <MonthSenders rows={senders} />
      </section>
      <section aria-label={t.blocked} data-held={totals.quarantine + totals.reject}>
        <h3>{t.blocked}</h3>
        {held.length === 0 ? (
          <p>{t.blockedNone}</p>
        ) : (
          <>
            <p>{t.blockedText(number(totals.quarantine), number(totals.reject), number(totals.messages))}</p>
            <p class="small">
              {t.blockedMost}{' '}
              {held.slice(0, MAX_HELD).map((row, at) => (
                <span key={row.key}>
                  {at > 0 && ', '}
                  <Name of={row.name} /> ({number(heldOf(row))})
                </span>
              ))}
            </p>
          </>
        )}
      </section>
    </>
  );
}

function Trend({ facts }: { facts: MonthFacts }) {
  const t = textsOf(monthTexts);
  return (
    <section aria-label={t.trend}>
      <h3>{t.trend}</h3>
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">{t.month}</th>
            <th scope="col" class="end">
              {t.messages}
            </th>
            <th scope="col" class="end">
              {t.compliant}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {facts.trend.map(({ month, messages, passed, days }) => (
            <tr key={month} data-trend={month}>
              <td>{monthName(month)}</td>
              <td class="end num">{days === 0 ? t.noData : number(messages)}</td>
              <td class="end num">{days === 0 ? '–' : percent(passed, messages)}</td>
              <td class="month-bar">
                {messages > 0 && (
                  <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="bad" width="100" height="8" />
                    <rect class="good" width={(100 * passed) / messages} height="8" />
                  </svg>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Changes({ facts }: { facts: MonthFacts }) {
  const t = textsOf(monthTexts);
  const { dnsChanges, ownChanges, watchedSince, period } = facts;
  const unwatched = watchedSince === null || watchedSince >= period.end;
  const lines = [
    ...dnsChanges.map(({ at, what, name }) => ({
      at,
      text: t.changed(dnsChangeWord(what, language.value), name),
    })),
    ...ownChanges.map(({ time, record, domain }) => ({
      at: time,
      text: `${record?.name ?? `_dmarc.${domain}`}: ${t.made2}`,
    })),
  ].sort((a, b) => b.at - a.at);
  return (
    <section aria-label={t.changes} data-changes={lines.length}>
      <h3>{t.changes}</h3>
      {unwatched ? (
        <p>{t.unwatched}</p>
      ) : (
        watchedSince > period.begin && <p class="small muted">{t.watchedSince(day(watchedSince))}</p>
      )}
      {lines.length === 0 && !unwatched && <p>{t.noChanges}</p>}
      {lines.length > 0 && (
        <ul>
          {lines.slice(0, MAX_CHANGES).map(({ at, text }, n) => (
            <li key={`${at} ${text} ${n}`}>
              <Name of={text} /> <span class="muted small">{day(at)}</span>
            </li>
          ))}
          {lines.length > MAX_CHANGES && <li>{t.moreChanges(number(lines.length - MAX_CHANGES))}</li>}
        </ul>
      )}
    </section>
  );
}

/** What the domain's page says of it today. */
function Next({ domain }: { domain: string }) {
  const t = textsOf(monthTexts);
  const query = useQuery(domain, (engine) => engine.domains.outlook(domain), ['domains', 'senders'], domain);
  const { data } = query;
  const words = textsOf(policyTexts).readiness;
  return (
    <section aria-label={t.next} data-next={data === undefined ? 'busy' : 'shown'}>
      <h3>{t.next}</h3>
      {query.error && <Failure error={query.error} />}
      {data === undefined && !query.error && <Busy />}
      {data === null && <p>{t.unconfirmed}</p>}
      {data && (
        <>
          <p class="small muted">{t.asOf(day(Date.now() / 1000))}</p>
          <p>
            {words.code[data.readiness.recommendation.code]}{' '}
            {data.next !== null &&
              (data.next.code.startsWith('keep') ? t.recordKeep : t.record(data.next.policy))}
          </p>
          {data.needs.length === 0 ? (
            <p>{t.nothing}</p>
          ) : (
            <ul>
              {data.needs.slice(0, MAX_NEEDS).map((need) => (
                <li key={`${need.code} ${need.subject}`}>{needSentence(need, language.value)}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}
