import { useState } from 'preact/hooks';
import type { SpfStanding, SpfTrial } from '../../../core/engine/spf/face.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { Failure } from '../../components/failure.tsx';
import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { RecordTab } from './record-tab.tsx';
import { spfTexts } from './texts.ts';
import { TrialTable } from './trial-table.tsx';

type Tried =
  | { state: 'idle' | 'busy' | 'nobody' }
  | { state: 'done'; trial: SpfTrial }
  | { state: 'failed'; error: Error };

/** A record typed by hand, judged against the senders seen. */
export function TryTab({ domain, published }: { domain: string; published: string }) {
  const t = textsOf(spfTexts).try;
  const [typed, setTyped] = useState<string | null>(null);
  const [tried, setTried] = useState<Tried>({ state: 'idle' });
  const text = typed ?? (published || 'v=spf1 -all');
  const run = async () => {
    setTried({ state: 'busy' });
    try {
      const trial = await getEngine().spf.tryRecord(domain, text);
      setTried(trial ? { state: 'done', trial } : { state: 'nobody' });
    } catch (error) {
      setTried({ state: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
    }
  };
  return (
    <>
      <form
        class="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <p class="muted">{t.lead}</p>
        <label class="field">
          <span class="small muted">{t.label}</span>
          <textarea
            rows={4}
            spellcheck={false}
            value={text}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <div class="row">
          <Button kind="primary" submit disabled={tried.state === 'busy'}>
            {t.run}
          </Button>
          {typed !== null && typed !== published && <Button onClick={() => setTyped(null)}>{t.reset}</Button>}
        </div>
      </form>
      {tried.state === 'busy' && <Busy text={t.running} />}
      {tried.state === 'failed' && <Failure error={tried.error} />}
      {tried.state === 'nobody' && (
        <p class="banner" data-tone="warn">
          {t.nobody}
        </p>
      )}
      {tried.state === 'done' && <Outcome trial={tried.trial} domain={domain} />}
    </>
  );
}

function Outcome({ trial, domain }: { trial: SpfTrial; domain: string }) {
  const t = textsOf(spfTexts).try;
  const enter = trial.changed.filter((each) => each.enter.length > 0).length;
  const leave = trial.changed.filter((each) => each.leave.length > 0).length;
  const open = trial.changed.filter((each) => each.after === 'undecided').length;
  const rest = (Object.keys(trial.unchanged) as SpfStanding[]).filter((each) => trial.unchanged[each] > 0);
  const unseen = trial.changed.length === 0 && rest.length === 0;
  return (
    <>
      <section class="card stack" aria-label={t.result}>
        <h2>{t.result}</h2>
        {!trial.isRecord && (
          <p class="banner" data-tone="bad">
            {t.notRecord}
          </p>
        )}
        <p class="row">
          {enter > 0 && (
            <span class="pill" data-tone="good">
              {t.becomeIn(number(enter))}
            </span>
          )}
          {leave > 0 && (
            <span class="pill" data-tone="bad">
              {t.dropOut(number(leave))}
            </span>
          )}
          {open > 0 && (
            <span class="pill" data-tone="warn">
              {t.undecided(number(open))}
            </span>
          )}
          {unseen ? t.noSenders : trial.changed.length === 0 && t.nothing}
        </p>
        {trial.changed.length > 0 && <TrialTable senders={trial.changed} domain={domain} />}
        {rest.length > 0 && (
          <p class="muted">
            {t.unchanged(rest.map((each) => t.standings[each](number(trial.unchanged[each]))).join(', '))}
          </p>
        )}
        {trial.leftOut > 0 && <p class="muted">{t.leftOut(number(trial.leftOut))}</p>}
      </section>
      {trial.isRecord && <RecordTab view={trial.view} />}
    </>
  );
}
