import type { DkimSelectorView, DomainPage, UnalignedSigner } from '../../../core/engine/domains/face.ts';
import { noAnswerSentence } from '../../../core/words/no-answer.ts';
import { Busy } from '../../components/busy.tsx';
import { Failure } from '../../components/failure.tsx';
import { day, moment, number } from '../../state/format.ts';
import { language, say } from '../../state/language.ts';
import { useQuery } from '../../state/use-query.ts';
import { configurationTexts } from './configuration-texts.ts';
import { domainTexts } from './domain-texts.ts';

const SECONDS_PER_DAY = 86_400;

/** Selectors in use and the state of their keys, and who signs in another name only. */
export function DkimSection({ page }: { page: DomainPage }) {
  const t = say(configurationTexts).dkim;
  const { domain } = page.row;
  const query = useQuery(domain, (engine) => engine.domains.checks(domain), ['settings']);
  return (
    <section class="card stack">
      <h2>{t.title}</h2>
      <p class="muted">{t.lead}</p>
      {query.error && <Failure error={query.error} />}
      {query.data === undefined && !query.error && <Busy />}
      {query.data === null && <p class="muted">{say(domainTexts).noDns}</p>}
      {query.data?.selectors.length === 0 && <p>{t.none}</p>}
      {query.data && query.data.selectors.length > 0 && <Selectors rows={query.data.selectors} />}
      {query.data && query.data.unaligned.length > 0 && <Unaligned rows={query.data.unaligned} />}
    </section>
  );
}

function Selectors({ rows }: { rows: DkimSelectorView[] }) {
  const t = say(configurationTexts).dkim;
  return (
    <div class="scroll-x">
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">{t.selector}</th>
            <th scope="col">{t.key}</th>
            <th scope="col" class="end">
              {t.messages}
            </th>
            <th scope="col" class="end">
              {t.last}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, messages, lastDay }) => (
            <tr key={`${key.selector} ${key.domain}`} data-key={key.state}>
              <td>
                <strong class="mono break">{key.selector}</strong>
                <span class="cell-sub break">{key.domain}</span>
              </td>
              <td>
                <span
                  class="pill"
                  data-tone={
                    key.state === 'unknown'
                      ? undefined
                      : key.state === 'present' && !key.weak
                        ? 'good'
                        : 'bad'
                  }
                >
                  {t.state[key.state]}
                </span>
                <span class="cell-sub">
                  {[
                    key.bits === null ? '' : t.bits(key.keyType, number(key.bits)),
                    key.weak ? t.weak : key.problems.some((each) => each.code === 'key-short') ? t.short : '',
                    key.testing ? t.testing : '',
                    key.alias === null ? '' : t.alias(key.alias),
                    key.noAnswer === undefined
                      ? ''
                      : noAnswerSentence(key.noAnswer, key.last !== undefined, language.value),
                    key.last === undefined ? '' : `${t.state[key.last.state]}: ${moment(key.last.at)}`,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </td>
              <td class="end num">{number(messages)}</td>
              <td class="end nowrap">{day(lastDay * SECONDS_PER_DAY)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Unaligned({ rows }: { rows: UnalignedSigner[] }) {
  const t = say(configurationTexts).dkim;
  return (
    <>
      <h3>{t.unaligned}</h3>
      <p class="muted">{t.unalignedLead}</p>
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">{t.signer}</th>
            <th scope="col" class="end">
              {t.messages}
            </th>
            <th scope="col" class="end">
              {t.passed}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.domain}>
              <td class="break">{row.domain}</td>
              <td class="end num">{number(row.messages)}</td>
              <td class="end num">{number(row.passed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
