import type { DomainPage, SpfAdvice, WantedZoneRecord } from '../../../core/engine/domains/face.ts';
import { nextStepSentence } from '../../../core/words/next-step.ts';
import { Busy } from '../../components/busy.tsx';
import { Failure } from '../../components/failure.tsx';
import { number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { useQuery } from '../../state/use-query.ts';
import { configurationTexts } from './configuration-texts.ts';
import { domainTexts } from './domain-texts.ts';
import { CopyText } from './record-tags.tsx';
import { ZonePublish } from './zone-publish.tsx';
import { publishedRecord, ZoneRecordState } from './zone-record-state.tsx';

/** The smallest change of the SPF record, and what helps the senders that it cannot help. */
export function SpfSection({ page }: { page: DomainPage }) {
  const t = textsOf(configurationTexts).spf;
  const { domain } = page.row;
  const published = publishedRecord(page, { name: domain, type: 'TXT', kind: 'spf' });
  const query = useQuery(
    `${domain} ${published?.state?.state ?? ''} ${published?.text ?? ''}`,
    (engine) => engine.domains.spfAdvice(domain, null),
    ['senders', 'settings'],
  );
  return (
    <section class="card stack">
      <h2>{t.title}</h2>
      <p class="muted">{t.lead}</p>
      {query.error && <Failure error={query.error} />}
      {query.data === undefined && !query.error && <Busy text={t.working} />}
      {query.data === null && <p class="muted">{textsOf(domainTexts).noDns}</p>}
      {published && <ZoneRecordState page={page} record={published} />}
      {query.data && <Advice advice={query.data} page={page} pending={isPending(published)} />}
    </section>
  );
}

/** DNS still shows the record before: what is worked out from it would be proposed twice. */
function isPending(published: WantedZoneRecord | undefined): boolean {
  return (
    published !== undefined && published.state?.state !== 'published' && published.state?.state !== 'drifted'
  );
}

function Advice({ advice, page, pending }: { advice: SpfAdvice; page: DomainPage; pending: boolean }) {
  const t = textsOf(configurationTexts).spf;
  const { domain } = page.row;
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
      {changes && !pending && (
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
          {change.problems.every((each) => each.code === 'record-long') && (
            <ZonePublish page={page} wish={{ code: 'spf', before: change.before, text: change.after }} />
          )}
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
                <td>
                  {sender.advice === 'record' ? t.advice : nextStepSentence(sender.step, language.value)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
