import { useEffect, useState } from 'preact/hooks';
import type { AlertRule } from '../../../core/model/alert.ts';
import { alertSentence } from '../../../core/words/alert.ts';
import { Busy } from '../../components/busy.tsx';
import { day, number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { useQuery } from '../../state/use-query.ts';
import { alertsTexts } from './texts.ts';

const DAY = 86_400;
/** Typing a figure must not ask at each key. */
const PATIENCE_MS = 250;
/** Alerts written out. */
const SHOWN = 20;

/** What a rule would have raised in the last 90 days, as it is edited. */
export function RulePreview({ rule }: { rule: AlertRule }) {
  const t = textsOf(alertsTexts).rule;
  const [settled, setSettled] = useState(rule);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(rule), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [rule]);
  const { name: _, enabled: __, ...matters } = settled;
  const query = useQuery(JSON.stringify(matters), (engine) => engine.alerts.previewRule(settled), [
    'senders',
  ]);
  return (
    <section class="stack tight preview-box" aria-label={t.preview}>
      <h3>{t.preview}</h3>
      {query.data === undefined ? (
        <Busy text={t.reading} />
      ) : (
        <>
          <p role="status">
            <strong>{t.previewCount(number(query.data.length))}</strong>
          </p>
          <ul class="points">
            {query.data.slice(0, SHOWN).map((each) => (
              <li key={`${each.domain} ${each.day}`} class="preview-line">
                <span class="small muted">{day(each.day * DAY)}</span>
                <span class="small">{alertSentence({ ...each, kind: settled.kind }, language.value)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="small muted">{t.previewOff}</p>
    </section>
  );
}
