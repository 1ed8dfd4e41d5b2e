import { RefreshCw } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { RecheckState } from '../../../core/engine/assess/face.ts';
import { counted } from '../../../core/lib/counted.ts';
import { translated } from '../../../core/words/language.ts';
import { Button } from '../../components/button.tsx';
import { Progress } from '../../components/progress.tsx';
import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { useQuery } from '../../state/use-query.ts';

const texts = translated({
  en: {
    ask: 'Ask DNS again',
    asking: 'Asking DNS …',
    stop: 'Stop asking',
    stopping: 'Stopping …',
    running: (done: string, due: string, queries: string, budget: string) =>
      `Asking DNS again, oldest answers first: ${done} of ${due} domains, ${queries} of at most ${budget} questions.`,
    opened: (left: string, budget: string) =>
      `${counted(left, 'domain has', 'domains have')} an old answer or none: opening the app asks at most ${budget} questions, oldest first. “Ask DNS again” goes on.`,
    spent: (left: string, budget: string) =>
      `${counted(left, 'domain is', 'domains are')} left: a click asks at most ${budget} questions, oldest answers first. “Ask DNS again” goes on.`,
    stopped: (done: string, due: string) => `Stopped: ${done} of ${due} domains were asked about.`,
  },
  de: {
    ask: 'DNS neu fragen',
    asking: 'DNS wird gefragt …',
    stop: 'Nicht weiter fragen',
    stopping: 'Wird angehalten …',
    running: (done: string, due: string, queries: string, budget: string) =>
      `DNS wird neu gefragt, älteste Antworten zuerst: ${done} von ${due} Domains, ${queries} von höchstens ${budget} Fragen.`,
    opened: (left: string, budget: string) =>
      `${counted(left, 'Domain hat', 'Domains haben')} eine alte Antwort oder keine: Das Öffnen stellt höchstens ${budget} Fragen, älteste zuerst. „DNS neu fragen“ geht weiter.`,
    spent: (left: string, budget: string) =>
      `${counted(left, 'Domain ist', 'Domains sind')} übrig: Ein Klick stellt höchstens ${budget} Fragen, älteste Antworten zuerst. „DNS neu fragen“ geht weiter.`,
    stopped: (done: string, due: string) => `Angehalten: Nach ${done} von ${due} Domains wurde gefragt.`,
  },
});

/** How often the progress is looked at while something is asked. */
const LOOK_MS = 1_000;

function useRecheck(): RecheckState | undefined {
  const told = useQuery('recheck', (engine) => engine.domains.recheckState(), ['domains']).data;
  const [looked, setLooked] = useState<RecheckState | undefined>();
  useEffect(() => {
    setLooked(told);
    if (!told?.running) return;
    const timer = setInterval(() => void getEngine().domains.recheckState().then(setLooked), LOOK_MS);
    return () => clearInterval(timer);
  }, [told]);
  return looked ?? told;
}

/** Asks DNS again for all domains, within a budget that the line below tells. */
export function RefreshButton() {
  const t = textsOf(texts);
  const running = useRecheck()?.running ?? false;
  return (
    <Button
      disabled={running}
      onClick={() => {
        void getEngine().domains.recheckAll();
      }}
    >
      <RefreshCw class={running ? 'spin' : ''} size={16} aria-hidden="true" />
      {running ? t.asking : t.ask}
    </Button>
  );
}

/** Says what is asked of DNS, by itself or by a click, how far it is and where it stopped. */
export function RecheckLine() {
  const t = textsOf(texts);
  const state = useRecheck();
  if (!state || state.due === 0) return null;
  const sentence = sentenceOf(state);
  if (sentence === null) return null;
  return (
    <div class="stack tight" data-recheck={state.running ? 'running' : 'stopped'}>
      <div class="row">
        <p class="small muted spring" role="status">
          {sentence}
        </p>
        {state.running && (
          <Button
            disabled={state.stopped}
            onClick={async () => {
              await getEngine().domains.stopRecheck();
            }}
          >
            {state.stopped ? t.stopping : t.stop}
          </Button>
        )}
      </div>
      {state.running && <Progress done={state.done} total={state.due} label={t.asking} />}
    </div>
  );
}

function sentenceOf({ running, done, due, queries, budget, all, stopped }: RecheckState): string | null {
  const t = textsOf(texts);
  if (running) return t.running(number(done), number(due), number(queries), number(budget));
  if (stopped) return t.stopped(number(done), number(due));
  if (done === due || queries === 0) return null;
  return all ? t.spent(number(due - done), number(budget)) : t.opened(number(due - done), number(budget));
}
