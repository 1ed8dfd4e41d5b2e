import type { SpfFreshness } from '../../../core/engine/spf/face.ts';
import { dnsResultWord } from '../../../core/words/dns-result.ts';
import { ago, moment } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { spfTexts } from './texts.ts';

/** How old the answers are; those that are past their time or never came are named one by one. @param answered whether the record itself came */
export function Freshness({ freshness, answered }: { freshness: SpfFreshness; answered: boolean }) {
  const t = textsOf(spfTexts);
  const { from, asOf, stale, faults } = freshness;
  const now = Date.now() / 1000;
  if (from === 'snapshot') {
    return (
      <p class="banner" data-tone="warn">
        {t.kept(moment(asOf))}
      </p>
    );
  }
  return (
    <>
      {faults.length > 0 && (
        <section class="banner spf-answers" data-tone="bad" aria-label={t.faultTitle}>
          <div class="stack tight">
            <strong>{t.faultTitle}</strong>
            <ul>
              {faults.map((fault) => (
                <li key={`${fault.name} ${fault.type}`}>
                  {t.fault(fault.name, fault.type, dnsResultWord(fault.kind, language.value))}{' '}
                  {fault.error && <span class="small">{t.ede(fault.error.code, fault.error.text)}</span>}
                </li>
              ))}
            </ul>
            <span class="small">{t.faultLead}</span>
          </div>
        </section>
      )}
      {stale.length > 0 && (
        <section class="banner spf-answers" data-tone="warn" aria-label={t.staleTitle}>
          <div class="stack tight">
            <strong>{t.staleTitle}</strong>
            <span>{t.staleLead}</span>
            <ul>
              {stale.map((answer) => (
                <li key={`${answer.name} ${answer.type}`}>
                  {t.staleAge(answer.name, answer.type, ago(now - answer.age, now))}
                </li>
              ))}
            </ul>
          </div>
        </section>
      )}
      {answered && <p class="muted small">{t.fresh(ago(asOf, now))}</p>}
    </>
  );
}
