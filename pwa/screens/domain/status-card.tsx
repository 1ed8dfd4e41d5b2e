import { useState } from 'preact/hooks';
import type { DomainPage } from '../../../core/engine/domains/face.ts';
import { domainReasonSentence } from '../../../core/words/domain-reason.ts';
import { noAnswerSentence } from '../../../core/words/no-answer.ts';
import { isRemark, problemSentence } from '../../../core/words/problem.ts';
import { pointingWord, sendingWord } from '../../../core/words/status.ts';
import { Button } from '../../components/button.tsx';
import { Segments } from '../../components/segments.tsx';
import { DomainStatusMark } from '../../components/status-mark.tsx';
import { getEngine } from '../../state/engine.ts';
import { moment, number, percent } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { ModeDialog } from '../domains/mode-dialog.tsx';
import { domainsTexts } from '../domains/texts.ts';
import { domainTexts } from './domain-texts.ts';

/** Status and reason first, then what they rest on. */
export function StatusCard({ page }: { page: DomainPage }) {
  const t = textsOf(domainTexts).status;
  const d = textsOf(domainsTexts);
  const { row } = page;
  const { pointing, host } = row;
  const [locking, setLocking] = useState(false);
  const mayLock = page.modes.some((offer) => offer.mode === 'blocked' && offer.open);
  const idle = row.status === 'active' && row.sending === 'no-passing-mail' && row.declared === null;
  return (
    <section class="card stack">
      <div class="stack tight">
        <strong class="big-status">
          <DomainStatusMark row={row} />
        </strong>
        <p>{domainReasonSentence(row.statusReason, row, language.value)}</p>
        {page.sharedWith.length > 0 && <p>{t.shared(page.sharedWith.join(', '))}</p>}
      </div>
      {idle && mayLock && (
        <div class="banner">
          <p>{t.ask}</p>
          <Button onClick={() => setLocking(true)}>{t.lock}</Button>
        </div>
      )}
      {row.problems.length > 0 && (
        <ul class="problem-list">
          {row.problems.map((problem) => (
            <li key={problem.code + problem.detail} class={isRemark(problem) ? 'muted' : undefined}>
              {problemSentence(problem, language.value)}
            </li>
          ))}
        </ul>
      )}
      <dl class="facts">
        <dt>{t.pointing}</dt>
        <dd>
          {pointingWord(pointing, language.value)}
          {pointing.targets.length > 0 && <span class="mono"> {pointing.targets.join(', ')}</span>}
          {pointing.seen !== null && (
            <span class="muted">
              {' '}
              · {t.seen(moment(pointing.seen))}
              {pointing.stale && !pointing.noAnswer && ` (${d.why.stale})`}
            </span>
          )}
          {pointing.noAnswer && (
            <span class="muted">
              {' '}
              · {noAnswerSentence(pointing.noAnswer, pointing.seen !== null, language.value)}
            </span>
          )}
        </dd>
        {host.kind !== 'not-applicable' && (
          <>
            <dt>{t.host}</dt>
            <dd>
              {host.kind === 'ours'
                ? (page.hosts.find((each) => each.id === host.hostId)?.name ?? d.hosts.ours)
                : d.hosts[host.kind]}
            </dd>
          </>
        )}
        <dt>{t.messages}</dt>
        <dd>{t.figures(number(row.totals.messages), percent(row.totals.passed, row.totals.messages))}</dd>
        <dt>{t.sending}</dt>
        <dd class="row">
          {sendingWord(row.sending, language.value)}
          <Segments
            label={d.declare}
            options={[
              { id: 'auto', label: d.declareAuto },
              { id: 'sends', label: d.declareSends },
              { id: 'non-sending', label: d.declareNot },
            ]}
            current={row.declared ?? 'auto'}
            onChange={async (id) => {
              await getEngine().domains.declareSending(row.domain, id === 'auto' ? null : id);
            }}
          />
        </dd>
        <dt>
          <label for="domain-tags">{t.tags}</label>
        </dt>
        <dd>
          <input
            id="domain-tags"
            type="text"
            maxLength={200}
            placeholder={t.tagsHint}
            value={row.tags.join(', ')}
            onChange={async (event) => {
              const tags = event.currentTarget.value.split(',').map((tag) => tag.trim());
              await getEngine().domains.setTags(row.domain, [...new Set(tags.filter(Boolean))]);
            }}
          />
        </dd>
      </dl>
      {locking && <ModeDialog domain={row.domain} choose="blocked" onClose={() => setLocking(false)} />}
    </section>
  );
}
