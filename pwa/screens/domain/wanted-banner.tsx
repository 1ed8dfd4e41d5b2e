import { useState } from 'preact/hooks';
import type { DomainPage, WantedRecord } from '../../../core/engine/domains/face.ts';
import type { PlanState } from '../../../core/model/host.ts';
import { hostProblemSentence } from '../../../core/words/host-problem.ts';
import { Button } from '../../components/button.tsx';
import { getEngine } from '../../state/engine.ts';
import { duration, moment } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { changeTexts } from './change-texts.ts';

/** What DNS says of the record that was published from here. Nothing counts before DNS says so. */
export function WantedBanner({ page }: { page: DomainPage }) {
  const t = textsOf(changeTexts).wanted;
  const [busy, setBusy] = useState(false);
  const { wanted } = page;
  if (wanted === null) return null;
  const { domain } = page.row;
  const { state } = wanted;
  if (state?.state === 'published') {
    return (
      <p class="row small muted" role="status" data-plan="published">
        {t.published} {wanted.checked !== null && moment(wanted.checked)}
      </p>
    );
  }
  const drifted = state?.state === 'drifted';
  return (
    <div
      class="banner stack"
      data-tone={drifted ? 'bad' : 'warn'}
      data-plan={state?.state ?? 'unseen'}
      role={drifted ? 'alert' : 'status'}
    >
      <p>
        <strong>{planSentence(state)}</strong>
      </p>
      {drifted && <Difference state={state} wanted={wanted} />}
      {drifted && (
        <div class="row">
          <Button
            kind="primary"
            disabled={busy}
            onClick={async () => {
              setBusy(true);
              const entry = await getEngine().domains.publishRecord(domain, wanted.text);
              setBusy(false);
              if (entry.problem) toast(hostProblemSentence(entry.problem, language.value));
            }}
          >
            {t.again}
          </Button>
          <Button
            onClick={async () => {
              await getEngine().domains.acceptFound(domain);
              toast(t.accepted);
            }}
          >
            {t.accept}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The state of a wanted record in a sentence. */
export function planSentence(state: PlanState | null): string {
  const t = textsOf(changeTexts).wanted;
  if (state === null) return t.unseen;
  if (state.state !== 'pending') return t[state.state];
  return state.wait > 0 ? t.pending(duration(state.wait)) : t.pendingByHand;
}

function Difference({ state, wanted }: { state: PlanState & { state: 'drifted' }; wanted: WantedRecord }) {
  const t = textsOf(changeTexts).wanted;
  const rows =
    state.difference.length > 0
      ? state.difference
      : [{ tag: '', wanted: wanted.text, found: state.found.join('\n') }];
  return (
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">{t.tag}</th>
          <th scope="col">{t.wanted}</th>
          <th scope="col">{t.found}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.tag}>
            <td class="mono">{row.tag || t.whole}</td>
            <td class="mono">{row.wanted || '–'}</td>
            <td class="mono">{row.found || '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
