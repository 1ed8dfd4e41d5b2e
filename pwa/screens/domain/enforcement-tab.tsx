import { useState } from 'preact/hooks';
import type { DomainChecks, DomainPage } from '../../../core/engine/domains/face.ts';
import { hostProblemSentence } from '../../../core/words/host-problem.ts';
import { Button } from '../../components/button.tsx';
import { number } from '../../state/format.ts';
import { language, say } from '../../state/language.ts';
import { useQuery } from '../../state/use-query.ts';
import { Destinations } from './destinations.tsx';
import { enforcementTexts } from './enforcement-texts.ts';
import { PolicyDialog } from './policy-dialog.tsx';
import { RecordTags } from './record-tags.tsx';

/** What receivers are asked to do now, the record that says so, and where reports go. */
export function EnforcementTab({ page }: { page: DomainPage }) {
  const t = say(enforcementTexts);
  const { domain } = page.row;
  const key = `${domain} ${page.record?.text ?? ''} ${page.reportAddresses.join()}`;
  const checks = useQuery(key, (engine) => engine.domains.checks(domain), ['settings']);
  return (
    <>
      <InForce page={page} checks={checks.data ?? null} />
      <section class="card stack">
        <h2>{t.record.title}</h2>
        {page.record ? <RecordTags record={page.record} /> : <p class="muted">{t.record.none}</p>}
      </section>
      {page.record && <Destinations page={page} found={checks.data?.destinations ?? null} />}
    </>
  );
}

function InForce({ page, checks }: { page: DomainPage; checks: DomainChecks | null }) {
  const t = say(enforcementTexts);
  const [open, setOpen] = useState(false);
  const { inForce, domain } = page.row;
  const { discovery } = checks ?? {};
  return (
    <section class="card stack">
      <div class="row">
        <h2 class="spring">{t.force.title}</h2>
        {page.writeProblem === null && (
          <Button kind="primary" onClick={() => setOpen(true)}>
            {t.force.change}
          </Button>
        )}
      </div>
      <dl class="figures">
        <div>
          <dt>{t.force.current}</dt>
          <dd>
            {inForce?.current ?? t.force.none}
            {inForce?.testing && <small>{t.force.testing}</small>}
          </dd>
        </div>
        <div>
          <dt>{t.force.old}</dt>
          <dd>
            {inForce?.old ?? t.force.none}
            {inForce?.testing && <small>{t.force.testingOld}</small>}
            {inForce && inForce.pct < 100 && <small>{t.force.pct(number(inForce.pct))}</small>}
          </dd>
        </div>
      </dl>
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
      {open && <PolicyDialog domain={domain} record={page.record} onClose={() => setOpen(false)} />}
    </section>
  );
}
