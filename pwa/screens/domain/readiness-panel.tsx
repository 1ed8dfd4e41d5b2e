import type { ComponentChildren } from 'preact';
import type { ReadinessWish } from '../../../core/engine/domains/face.ts';
import type { Readiness } from '../../../core/model/domain-configuration.ts';
import type { Policy } from '../../../core/model/report.ts';
import { Busy } from '../../components/busy.tsx';
import { Failure } from '../../components/failure.tsx';
import { day, number, shortDay } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { useQuery } from '../../state/use-query.ts';
import { dayRanges } from './day-ranges.ts';
import { policyTexts } from './policy-texts.ts';

const SECONDS_PER_DAY = 86_400;
/** Rows of the two tables shown at once. */
const SHOWN = 8;

/** A policy as chosen; what the simulation cannot show of it is said in words. */
export interface WishedPolicy extends ReadinessWish {
  np: Policy | null;
  testing: boolean;
}

function rangeText([first, last]: [number, number]): string {
  const [from, to] = [shortDay(first * SECONDS_PER_DAY), shortDay(last * SECONDS_PER_DAY)];
  return first === last ? from : `${from} – ${to}`;
}

/** What a policy would have hit in the last 30 days, and the advice that follows. */
export function ReadinessPanel({ domain, wish }: { domain: string; wish: WishedPolicy }) {
  const t = textsOf(policyTexts).readiness;
  const { p, sp, adkim, aspf } = wish;
  const simulated: ReadinessWish = { p, sp, adkim, aspf };
  const query = useQuery(`${domain} ${JSON.stringify(simulated)}`, (engine) =>
    engine.domains.readiness(domain, simulated),
  );
  return (
    <section class="stack tight readiness" aria-label={t.title}>
      <h3>{t.title}</h3>
      {query.error && <Failure error={query.error} />}
      {!query.data && !query.error && <Busy text={t.working} />}
      {query.data && <Simulation data={query.data} domain={domain} wish={wish} />}
    </section>
  );
}

const TONES = { ready: 'good', review: 'warn', 'not-yet': 'bad', 'too-little-data': undefined } as const;

function Simulation({ data, domain, wish }: { data: Readiness; domain: string; wish: WishedPolicy }) {
  const t = textsOf(policyTexts).readiness;
  const { recommendation } = data;
  return (
    <>
      <p>
        <span class="pill" data-tone={TONES[recommendation.code]} data-readiness={recommendation.code}>
          {t.code[recommendation.code]}
        </span>
      </p>
      <ReadinessFigures data={data} domain={domain} p={wish.p}>
        {wish.testing && wish.p !== 'none' && (
          <p>{t.testing(wish.p, wish.p === 'reject' ? 'quarantine' : 'none')}</p>
        )}
        {wish.np !== null && wish.np !== (wish.sp ?? wish.p) && <p class="muted">{t.np(wish.np)}</p>}
      </ReadinessFigures>
    </>
  );
}

/** The figures of a simulation: what was hit, of whom, since when it would have been safe. */
export function ReadinessFigures(props: {
  data: Readiness;
  domain: string;
  p: Policy;
  /** Remarks on what the simulation cannot show. */
  children?: ComponentChildren;
}) {
  const { data, domain, p } = props;
  const t = textsOf(policyTexts).readiness;
  const { recommendation } = data;
  const days = data.missingDays;
  return (
    <>
      <p>
        {t.sentence(p, number(data.hit), number(data.messages))}{' '}
        {data.hit > 0 &&
          t.split(number(data.accepted), number(data.unknown), number(data.ignored), number(data.classed))}
      </p>
      {recommendation.reasons.length > 0 && (
        <ul>
          {recommendation.reasons
            .filter((reason) => !['missing-days', 'nothing-hit'].includes(reason.code))
            .map((reason) => (
              <li key={reason.code}>
                {t.reason[reason.code]?.(number(reason.count), number(reason.senders)) ?? reason.code}
              </li>
            ))}
        </ul>
      )}
      {p !== 'none' && data.messages > 0 && (
        <p data-safe-since={recommendation.safeSince ?? ''}>
          {recommendation.safeSince === null
            ? t.neverSafe
            : t.safeSince(day(recommendation.safeSince * SECONDS_PER_DAY))}{' '}
          {recommendation.cleanSince !== null &&
            recommendation.cleanSince !== recommendation.safeSince &&
            t.cleanSince(day(recommendation.cleanSince * SECONDS_PER_DAY))}
        </p>
      )}
      {props.children}
      {days.length > 0 && <p class="muted">{t.missing(dayRanges(days).map(rangeText).join(', '))}</p>}
      {data.senders.length > 0 && (
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">{t.sender}</th>
              <th scope="col" class="end">
                {t.hit}
              </th>
              <th scope="col" class="end">
                {t.of}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.senders.slice(0, SHOWN).map((row) => (
              <tr key={`${row.class} ${row.sender}`}>
                <td>
                  <a href={href('reports', { domain, sender: row.sender })}>{row.name}</a>{' '}
                  <span class="muted">{t.class[row.class]}</span>
                </td>
                <td class="end num">{number(row.hit)}</td>
                <td class="end num">{number(row.messages)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {data.names.length > 1 && (
        <details>
          <summary>{t.names}</summary>
          <table class="plain-table">
            <thead>
              <tr>
                <th scope="col">{t.name}</th>
                <th scope="col">{t.policy}</th>
                <th scope="col" class="end">
                  {t.hit}
                </th>
                <th scope="col" class="end">
                  {t.of}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.names.slice(0, SHOWN).map((row) => (
                <tr key={row.name}>
                  <td class="break">{row.name}</td>
                  <td>{row.policy}</td>
                  <td class="end num">{number(row.hit)}</td>
                  <td class="end num">{number(row.messages)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {data.outside.length > 0 && (
        <p class="muted">{t.outside(data.outside.map((each) => each.name).join(', '))}</p>
      )}
    </>
  );
}
