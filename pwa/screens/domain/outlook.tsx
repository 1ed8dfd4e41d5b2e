import '../../styles/needs.css';
import { useRef } from 'preact/hooks';
import type { DomainOutlook, DomainPage } from '../../../core/engine/domains/face.ts';
import { Busy } from '../../components/busy.tsx';
import { Failure } from '../../components/failure.tsx';
import { number } from '../../state/format.ts';
import { importing } from '../../state/imports.ts';
import { textsOf } from '../../state/language.ts';
import { useQuery } from '../../state/use-query.ts';
import { NeedLine } from '../domains/needs-list.tsx';
import { NextRecordCard } from './next-record-card.tsx';
import { nextTexts } from './next-texts.ts';
import { policyTexts } from './policy-texts.ts';
import { ReadinessFigures } from './readiness-panel.tsx';

/** A domain's page begins here: may it be locked down, which record comes next, and what needs the user. */
export function Outlook({ page }: { page: DomainPage }) {
  const { row, record } = page;
  const { domain } = row;
  // What it rests on stands in the key: the page itself is told of every step of a change, and must not wait for this.
  const rests = [
    domain,
    record?.text,
    row.statusReason,
    row.declared,
    row.locked,
    row.pointing.texts.join(),
    importing.value !== null,
  ];
  const query = useQuery(
    JSON.stringify(rests),
    (engine) => engine.domains.outlook(domain),
    ['senders'],
    domain,
  );
  const last = useRef<{ domain: string; data: DomainOutlook } | null>(null);
  if (query.data) last.current = { domain, data: query.data };
  // What was shown stays until the newer answer is there, and an open dialog with it.
  const data = query.data ?? (last.current?.domain === domain ? last.current.data : null);
  if (query.error) return <Failure error={query.error} />;
  if (!data) return query.busy ? <Busy text={textsOf(nextTexts).working} /> : null;
  return (
    <>
      <ReadinessCard outlook={data} page={page} />
      <NextRecordCard outlook={data} page={page} />
      <NeedsCard outlook={data} />
    </>
  );
}

const TONES = { ready: 'good', review: 'warn', 'not-yet': 'bad', 'too-little-data': 'open' } as const;

function ReadinessCard({ outlook, page }: { outlook: DomainOutlook; page: DomainPage }) {
  const t = textsOf(nextTexts);
  const words = textsOf(policyTexts).readiness;
  const { readiness, policy } = outlook;
  const { recommendation, messages, hit } = readiness;
  const current = page.row.inForce?.current;
  const isIn = (step: 'quarantine' | 'reject') =>
    current === step || (current === 'reject' && step === 'quarantine');
  return (
    <section class="card stack tight" aria-label={t.title} data-readiness-card={recommendation.code}>
      <h2>{t.title}</h2>
      {messages === 0 ? (
        <p>{t.none}</p>
      ) : (
        <p class="outlook" data-tone={TONES[recommendation.code]}>
          {words.code[recommendation.code]}{' '}
          <span class="muted small">{outlook.importing ? t.importing : t.period}</span>
        </p>
      )}
      {messages > 0 && (
        <ul class="ladder plain-list">
          {(['quarantine', 'reject'] as const).map((step) => (
            <li key={step} data-step={step}>
              <strong>
                {t[step]}{' '}
                {isIn(step) && (
                  <span class="pill" data-tone="good">
                    {t.inForce}
                  </span>
                )}
              </strong>
              <span>{t.does[step](words.ofAll(number(hit), number(messages)))}</span>
              <span class="muted small">{t.own(number(readiness.accepted))}</span>
            </li>
          ))}
        </ul>
      )}
      {messages > 0 && (
        <details>
          <summary>{t.more}</summary>
          <div class="stack tight">
            <ReadinessFigures data={readiness} domain={page.row.domain} p={policy} />
          </div>
        </details>
      )}
    </section>
  );
}

function NeedsCard({ outlook: { needs } }: { outlook: DomainOutlook }) {
  const t = textsOf(nextTexts);
  return (
    <section class="card stack tight" aria-label={t.needs} data-needs={needs.length}>
      <h2>{t.needs}</h2>
      {needs.length === 0 ? (
        <p>{t.nothing}</p>
      ) : (
        <ol class="needs">
          {needs.map((need) => (
            <NeedLine key={`${need.code} ${need.subject}`} need={need} own />
          ))}
        </ol>
      )}
    </section>
  );
}
