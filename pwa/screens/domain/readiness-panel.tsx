import type { ReadinessWish } from '../../../core/model/configuration.ts';
import type { Readiness } from '../../../core/model/domain-configuration.ts';
import { Busy } from '../../components/busy.tsx';
import { Failure } from '../../components/failure.tsx';
import { day, number, shortDay } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { useQuery } from '../../state/use-query.ts';
import { policyTexts } from './policy-texts.ts';

const SECONDS_PER_DAY = 86_400;
/** Rows of the two tables shown at once. */
const SHOWN = 8;
/** Days named one by one; more are only counted. */
const NAMED_DAYS = 8;

/** What a policy would have hit in the last 30 days, and the advice that follows. */
export function ReadinessPanel({ domain, wish }: { domain: string; wish: ReadinessWish }) {
  const t = say(policyTexts).readiness;
  const query = useQuery(`${domain} ${JSON.stringify(wish)}`, (engine) => engine.readiness(domain, wish));
  return (
    <section class="stack tight readiness" aria-label={t.title}>
      <h3>{t.title}</h3>
      {query.error && <Failure error={query.error} />}
      {!query.data && !query.error && <Busy text={t.working} />}
      {query.data && <Simulation data={query.data} domain={domain} policy={wish.p} />}
    </section>
  );
}

const TONES = { ready: 'good', review: 'warn', 'not-yet': 'bad', 'too-little-data': undefined } as const;

function Simulation({ data, domain, policy }: { data: Readiness; domain: string; policy: string }) {
  const t = say(policyTexts).readiness;
  const { recommendation } = data;
  const days = data.missingDays;
  return (
    <>
      <p>
        <span class="pill" data-tone={TONES[recommendation.code]} data-readiness={recommendation.code}>
          {t.code[recommendation.code]}
        </span>
      </p>
      <p>
        {t.sentence(policy, number(data.hit), number(data.messages))}{' '}
        {data.hit > 0 && t.split(number(data.accepted), number(data.unknown), number(data.ignored))}
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
      {recommendation.safeSince !== null && policy !== 'none' && (
        <p>{t.safeSince(day(recommendation.safeSince * SECONDS_PER_DAY))}</p>
      )}
      {days.length > 0 && (
        <p class="muted">
          {days.length <= NAMED_DAYS
            ? t.missing(days.map((each) => shortDay(each * SECONDS_PER_DAY)).join(', '))
            : t.reason['missing-days']?.(number(days.length), '')}
        </p>
      )}
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
              <tr key={row.sender}>
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
