import type { DomainPage } from '../../../core/engine/domains/face.ts';
import { domainReasonSentence } from '../../../core/words/domain-reason.ts';
import { language, textsOf } from '../../state/language.ts';
import { Delegation } from './delegation.tsx';
import { delegationTexts } from './delegation-texts.ts';
import { DkimSection } from './dkim-section.tsx';
import { RecommendedSection } from './recommended-section.tsx';
import { SpfSection } from './spf-section.tsx';

/** SPF and DKIM configuration: open for Active only; in its place the reason, and the way there. */
export function ConfigurationTab({ page }: { page: DomainPage }) {
  const t = textsOf(delegationTexts).closed;
  const { row } = page;
  if (row.status === 'active') {
    return (
      <>
        <SpfSection page={page} />
        <DkimSection page={page} />
      </>
    );
  }
  if (row.status === 'blocked' || row.status === 'blocked-not-in-force') {
    return (
      <>
        <Closed>{t.blocked}</Closed>
        <RecommendedSection page={page} />
      </>
    );
  }
  const canDelegate = row.pointing.kind === 'txt' || (row.pointing.kind === 'none' && !row.inheritsFrom);
  return (
    <>
      <Closed>
        {row.status === 'reporting-only'
          ? t.txt
          : `${t.none} ${domainReasonSentence(row.statusReason, row, language.value)}`}
      </Closed>
      {canDelegate && <Delegation page={page} />}
      {row.declared === 'non-sending' && <RecommendedSection page={page} />}
    </>
  );
}

function Closed({ children }: { children: string }) {
  return (
    <section class="card stack" data-closed>
      <h2>{textsOf(delegationTexts).closed.title}</h2>
      <p>{children}</p>
    </section>
  );
}
