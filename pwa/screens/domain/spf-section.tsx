import type { DomainPage, SpfAdvice } from '../../../core/model/configuration.ts';
import { Busy } from '../../components/busy.tsx';
import { Failure } from '../../components/failure.tsx';
import { number } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { useQuery } from '../../state/use-query.ts';
import { configurationTexts } from './configuration-texts.ts';
import { domainTexts } from './domain-texts.ts';
import { CopyText } from './record-tags.tsx';

/** The smallest change of the SPF record, and what helps the senders that it cannot help. */
export function SpfSection({ page }: { page: DomainPage }) {
  const t = say(configurationTexts).spf;
  const { domain } = page.row;
  const query = useQuery(domain, (engine) => engine.spfAdvice(domain, null), ['senders', 'settings']);
  return (
    <section class="card stack">
      <h2>{t.title}</h2>
      <p class="muted">{t.lead}</p>
      {query.error && <Failure error={query.error} />}
      {query.data === undefined && !query.error && <Busy text={t.working} />}
      {query.data === null && <p class="muted">{say(domainTexts).noDns}</p>}
      {query.data && <Advice advice={query.data} domain={domain} />}
    </section>
  );
}

function Advice({ advice, domain }: { advice: SpfAdvice; domain: string }) {
  const t = say(configurationTexts).spf;
  const { change } = advice;
  const changes = change.terms.length > 0;
  return (
    <>
      <dl class="facts">
        <dt>{t.before}</dt>
        <dd>
          <code>{change.before || t.none}</code>
        </dd>
      </dl>
      {changes && (
        <div class="field">
          <span class="muted small">{t.after}</span>
          <CopyText text={change.after} done={t.copied} />
          <ul>
            {change.terms.map((term) => (
              <li key={term.term}>
                <code>{term.term}</code>{' '}
                <span class="muted">{term.admits > 0 ? t.admits(number(term.admits)) : t.admitsNone}</span>
              </li>
            ))}
          </ul>
          <span class="muted small">{t.byHand}</span>
        </div>
      )}
      <p>{t.lookups(number(change.lookups.before), number(change.lookups.after))}</p>
      {change.problems.map((problem) => (
        <p key={problem.code} class="banner" data-tone="bad">
          {t.problem[problem.code](problem.detail)}
        </p>
      ))}
      {advice.senders.length === 0 && <p>{t.nothing}</p>}
      {advice.senders.length > 0 && (
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">{t.sender}</th>
              <th scope="col">{t.helps}</th>
            </tr>
          </thead>
          <tbody>
            {advice.senders.map((sender) => (
              <tr key={sender.key} data-advice={sender.advice}>
                <td>
                  <a href={href('reports', { domain, sender: sender.key })}>{sender.name}</a>
                </td>
                <td>{t.advice[sender.advice]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
