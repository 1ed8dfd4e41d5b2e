import { useState } from 'preact/hooks';
import type { DelegationView } from '../../../core/engine/domains/hosts/face.ts';
import type { HostProblem } from '../../../core/model/host.ts';
import { hostProblemSentence } from '../../../core/words/host-problem.ts';
import { Button } from '../../components/button.tsx';
import { getEngine } from '../../state/engine.ts';
import { language, textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { delegationTexts } from './delegation-texts.ts';

/** Asks the host's account for a zone of the name's own, and says what it answered. */
export function ChildZone({ view, again }: { view: DelegationView; again: () => void }) {
  const t = textsOf(delegationTexts).child;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<HostProblem | null>(null);
  const attempt = async () => {
    setBusy(true);
    const entry = await getEngine().hosts.tryChildZone(view.domain, view.hostId);
    setBusy(false);
    setProblem(entry?.problem ?? null);
    if (entry?.problem === null) {
      toast(t.made);
      again();
    }
  };
  return (
    <details data-child-zone>
      <summary>{t.summary}</summary>
      <div class="stack tight">
        <p>{t.text(view.place.owner)}</p>
        <div class="row">
          <Button disabled={busy} onClick={() => void attempt()}>
            {busy ? t.trying : t.attempt}
          </Button>
        </div>
        {problem && (
          <p role="alert" class="tone-bad">
            {hostProblemSentence(problem, language.value)}
          </p>
        )}
      </div>
    </details>
  );
}
