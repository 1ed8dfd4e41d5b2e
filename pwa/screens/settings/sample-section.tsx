import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { getEngine } from '../../state/engine.ts';
import { textsOf } from '../../state/language.ts';
import { useQuery } from '../../state/use-query.ts';
import { settingsTexts } from './texts.ts';

/** The sample company: in with a click, out with a click. */
export function SampleSection() {
  const t = textsOf(settingsTexts);
  const query = useQuery('sample', (engine) => engine.intake.hasSample(), ['imports', 'domains']);
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    await work();
    setBusy(false);
  };
  return (
    <section class="card stack">
      <h2>{t.sample}</h2>
      <p class="muted">{query.data ? t.sampleHere : t.sampleNot}</p>
      <div class="row">
        {query.data ? (
          <Button disabled={busy} onClick={() => void run(() => getEngine().intake.removeSample())}>
            {t.sampleRemove}
          </Button>
        ) : (
          <Button disabled={busy} onClick={() => void run(() => getEngine().intake.addSample())}>
            {t.sampleAdd}
          </Button>
        )}
      </div>
    </section>
  );
}
