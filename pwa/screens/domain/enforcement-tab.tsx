import type { DomainChecks, DomainPage } from '../../../core/engine/domains/face.ts';
import type { Policy } from '../../../core/model/report.ts';
import { hostProblemSentence } from '../../../core/words/host-problem.ts';
import { noAnswerSentence } from '../../../core/words/no-answer.ts';
import { moment, number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { useQuery } from '../../state/use-query.ts';
import { Destinations } from './destinations.tsx';
import { enforcementTexts } from './enforcement-texts.ts';
import { RecordTags } from './record-tags.tsx';

/** What receivers are asked to do now, the record that says so, and where reports go. */
export function EnforcementTab({ page }: { page: DomainPage }) {
  const t = textsOf(enforcementTexts);
  const { domain } = page.row;
  const key = `${domain} ${page.record?.text ?? ''} ${page.reportAddresses.join()}`;
  const checks = useQuery(key, (engine) => engine.domains.checks(domain), ['settings']);
  return (
    <>
      <InForce page={page} checks={checks.data ?? null} />
      <section class="card stack">
        <h2>{t.record.title}</h2>
        {page.record ? <RecordTags record={page.record} /> : <NoRecord page={page} />}
      </section>
      {page.record && <Destinations page={page} found={checks.data?.destinations ?? null} />}
    </>
  );
}

/** Why no single record can be shown: there are several, DNS did not tell, or there is none. */
function NoRecord({ page }: { page: DomainPage }) {
  const t = textsOf(enforcementTexts).record;
  const { kind, texts, noAnswer, seen } = page.row.pointing;
  if (texts.length > 0) {
    return (
      <>
        <p>{t.several}</p>
        {texts.map((text) => (
          <pre key={text}>{text}</pre>
        ))}
      </>
    );
  }
  if (kind !== 'unknown' && kind !== 'broken') return <p class="muted">{t.none}</p>;
  return (
    <p class="muted">
      {t.unknown} {noAnswer && `${noAnswerSentence(noAnswer, seen !== null, language.value)}.`}
    </p>
  );
}

function InForce({ page, checks }: { page: DomainPage; checks: DomainChecks | null }) {
  const t = textsOf(enforcementTexts);
  const { inForce } = page.row;
  const { discovery } = checks ?? {};
  const policyWord = (policy: Policy | 'unknown' | null | undefined) =>
    !policy ? t.force.none : policy === 'unknown' ? t.force.unknown : policy;
  return (
    <section class="card stack">
      <h2>{t.force.title}</h2>
      <dl class="figures">
        <div>
          <dt>{t.force.current}</dt>
          <dd>
            {policyWord(inForce?.current)}
            {inForce?.testing && <small>{t.force.testing}</small>}
          </dd>
        </div>
        <div>
          <dt>{t.force.old}</dt>
          <dd>
            {policyWord(inForce?.old)}
            {inForce?.testing && <small>{t.force.testingOld}</small>}
            {inForce && inForce.pct < 100 && <small>{t.force.pct(number(inForce.pct))}</small>}
          </dd>
        </div>
      </dl>
      {inForce?.noAnswer && (
        <p class="muted">
          {inForce.noAnswer.at !== null && `${moment(inForce.noAnswer.at)} · `}
          {noAnswerSentence(inForce.noAnswer.why, inForce.noAnswer.at !== null, language.value)}.
        </p>
      )}
      {discovery?.differ && (
        <p>
          {t.discovery.differ(
            discovery.treewalk.recordDomain ?? t.discovery.nothing,
            discovery.psl.recordDomain ?? t.discovery.nothing,
          )}
        </p>
      )}
      {page.writeProblem !== null && (
        <p class="muted">
          {t.force.closed} {hostProblemSentence(page.writeProblem, language.value)}
        </p>
      )}
    </section>
  );
}
